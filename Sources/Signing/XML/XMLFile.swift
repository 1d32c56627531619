internal import CXMLSec
internal import Synchronization

/// An XML document, read without document types, entities or anything from outside.
final class XMLFile {
  private let document: UnsafeMutablePointer<xmlDoc>
  let root: XMLElement
  /// The elements by their identifiers.
  private(set) var elements: [String: XMLElement] = [:]
  private(set) var signatures: [XMLElement] = []
  /// An identifier that two elements have.
  private(set) var clash: String?

  static let depthLimit = 200
  static let nodeLimit = 500_000

  /// Reads a document; `nil` when it can't be read, or has a document type.
  init?(_ bytes: [UInt8]) {
    guard Self.isStarted,
      let document = bytes.withUnsafeBytes({ buffer in
        cuango_xml_read(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count))
      })
    else { return nil }
    guard let root = xmlDocGetRootElement(document) else {
      xmlFreeDoc(document)
      return nil
    }
    self.document = document
    self.root = XMLElement(node: root)
    var count = 0
    guard collect(self.root, 0, &count) else { return nil }
  }

  deinit { xmlFreeDoc(document) }

  private static let isStarted = cuango_xmlsec_start() == 1

  private func collect(_ element: XMLElement, _ depth: Int, _ count: inout Int) -> Bool {
    count += 1
    guard depth < Self.depthLimit, count < Self.nodeLimit else { return false }
    if element.name == "Signature", element.namespace == XMLElement.signatures { signatures.append(element) }
    for attribute in element.attributes where attribute.name.lowercased() == "id" {
      if elements.updateValue(element, forKey: attribute.value) != nil {
        clash = attribute.value
      } else {
        _ = cuango_xml_register_id(element.node, attribute.pointer, attribute.value)
      }
    }
    return element.children.allSatisfy { collect($0, depth + 1, &count) }
  }
}
