internal import CXMLSec

/// An element of an XML document. It lives as long as its document.
struct XMLElement: Equatable {
  let node: UnsafeMutablePointer<xmlNode>

  static let signatures = "http://www.w3.org/2000/09/xmldsig#"

  var name: String { node.pointee.name.map { String(cString: $0) } ?? "" }
  var namespace: String { node.pointee.ns?.pointee.href.map { String(cString: $0) } ?? "" }

  /// Its child elements, in their order.
  var children: [XMLElement] {
    var result: [XMLElement] = []
    var next = node.pointee.children
    while let one = next {
      if one.pointee.type == XML_ELEMENT_NODE { result.append(XMLElement(node: one)) }
      next = one.pointee.next
    }
    return result
  }

  /// Whether text other than white space stands between its child elements.
  var hasText: Bool {
    var next = node.pointee.children
    while let one = next {
      if one.pointee.type == XML_TEXT_NODE || one.pointee.type == XML_CDATA_SECTION_NODE, xmlIsBlankNode(one) == 0 {
        return true
      }
      next = one.pointee.next
    }
    return false
  }

  var parent: XMLElement? {
    guard let parent = node.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return nil }
    return XMLElement(node: parent)
  }

  /// All its text.
  var text: String {
    guard let text = cuango_xml_text(node) else { return "" }
    defer { cuango_xml_free(text) }
    return String(cString: text)
  }

  /// Its attributes without a namespace.
  subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

  /// Its attributes by their local names.
  var attributes: [(name: String, value: String, pointer: UnsafeMutablePointer<xmlAttr>)] {
    var result: [(name: String, value: String, pointer: UnsafeMutablePointer<xmlAttr>)] = []
    var next = node.pointee.properties
    while let one = next {
      let value = xmlNodeListGetString(node.pointee.doc, one.pointee.children, 1)
      defer { if let value { cuango_xml_free(value) } }
      result.append((String(cString: one.pointee.name), value.map { String(cString: $0) } ?? "", one))
      next = one.pointee.next
    }
    return result
  }

  /// Children with a name in the namespace of XML signatures.
  func signed(_ name: String) -> [XMLElement] { children.filter { $0.name == name && $0.namespace == Self.signatures } }

  /// Whether it stands within another, or is it.
  func isWithin(_ other: XMLElement) -> Bool {
    var next: XMLElement? = self
    while let one = next {
      if one == other { return true }
      next = one.parent
    }
    return false
  }
}
