internal import Domain
internal import Foundation

/// A signature in an XML document (XMLDSig, XAdES), as far as its shape goes: what it is over, and by which certificate.
/// What is allowed is a short list; everything else is refused.
struct XMLSignature {
  let element: XMLElement
  /// Those that came along; the signer's is the one whose key made the signature.
  let certificates: [Certificate]
  /// The elements that are signed, each whole but for the signature itself.
  let covered: [XMLElement]
  let claimedTime: Instant?
  let isAdvanced: Bool
  private let properties: [XMLElement]

  private static let canonical: Set<String> = [
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "http://www.w3.org/2006/12/xml-c14n11",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
  ]
  private static let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
  private static let digests: Set<String> = [
    "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
  ]
  private static let methods: Set<String> = [
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
  ]

  init(_ element: XMLElement, in file: XMLFile) throws(SignatureFault) {
    self.element = element
    let infos = element.signed("SignedInfo")
    guard infos.count == 1, element.children.first == infos[0], element.signed("SignatureValue").count == 1,
      element.signed("KeyInfo").count <= 1
    else { throw SignatureFault(.missingEntry, "the signature lacks what it must have, or has it twice") }
    let info = infos[0]
    guard let way = info.signed("CanonicalizationMethod").first?["Algorithm"], Self.canonical.contains(way),
      info.signed("CanonicalizationMethod").first?.children.allSatisfy({ $0.name == "InclusiveNamespaces" }) == true
    else { throw SignatureFault(.transform, "the signature is written in a form that is not taken") }
    try Self.checkStrength(info.signed("SignatureMethod").first?["Algorithm"], Self.methods)
    let references = info.signed("Reference")
    guard (1...20).contains(references.count) else {
      throw SignatureFault(.missingEntry, "the signature does not say what it is over")
    }
    var covered: [XMLElement] = []
    for reference in references { covered.append(try Self.target(reference, element, file)) }
    self.covered = covered
    certificates = element.signed("KeyInfo").flatMap { $0.signed("X509Data") }.flatMap { $0.signed("X509Certificate") }
      .prefix(20).compactMap { Data(base64Encoded: $0.text, options: .ignoreUnknownCharacters) }
      .compactMap { Certificate(der: Array($0)) }
    guard !certificates.isEmpty else {
      throw SignatureFault(.missingEntry, "the signer's certificate is not in the signature")
    }
    properties = covered.filter { $0.name == "SignedProperties" && $0.isWithin(element) }
    isAdvanced = !properties.isEmpty
    let time = properties.flatMap { Self.descendants($0, "SigningTime") }.first?.text
    claimedTime = time.flatMap { Instant(iso8601: $0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  private static func checkStrength(_ algorithm: String?, _ allowed: Set<String>) throws(SignatureFault) {
    guard let algorithm else { throw SignatureFault(.missingEntry, "the signature does not name its algorithm") }
    guard allowed.contains(algorithm) else {
      throw SignatureFault(.weakAlgorithm, "the signature uses an algorithm that is too weak or unknown: \(algorithm)")
    }
  }

  /// The element that a reference is to.
  private static func target(_ reference: XMLElement, _ signature: XMLElement, _ file: XMLFile) throws(SignatureFault)
    -> XMLElement
  {
    try checkStrength(reference.signed("DigestMethod").first?["Algorithm"], digests)
    guard reference.signed("Transforms").count <= 1 else {
      throw SignatureFault(.transform, "what is signed is changed in a way that is not taken")
    }
    let transforms = reference.signed("Transforms").flatMap(\.children)
    for transform in transforms {
      guard transform.name == "Transform", let way = transform["Algorithm"],
        way == enveloped || canonical.contains(way), transform.children.allSatisfy({ $0.name == "InclusiveNamespaces" })
      else { throw SignatureFault(.transform, "what is signed is changed in a way that is not taken") }
    }
    guard let address = reference["URI"] else {
      throw SignatureFault(.badReference, "the signature does not say what it is over")
    }
    let element: XMLElement
    if address.isEmpty {
      element = file.root
    } else if address.hasPrefix("#"), let found = file.elements[String(address.dropFirst())] {
      element = found
    } else {
      throw SignatureFault(.badReference, "the signature is over something that is not in the document")
    }
    let isEnveloped = transforms.contains { $0["Algorithm"] == enveloped }
    guard isEnveloped == (signature.isWithin(element)) else {
      throw SignatureFault(.badReference, "the signature is over itself")
    }
    return element
  }

  private static func descendants(_ element: XMLElement, _ name: String) -> [XMLElement] {
    element.children.flatMap { ($0.name == name ? [$0] : []) + descendants($0, name) }
  }

  /// XAdES names the signer's certificate by its hash.
  func checkName(of certificate: Certificate) throws(SignatureFault) {
    for list in properties.flatMap({
      Self.descendants($0, "SigningCertificate") + Self.descendants($0, "SigningCertificateV2")
    }) {
      guard let first = list.children.first, let digest = Self.descendants(first, "DigestValue").first?.text,
        let told = Data(base64Encoded: digest, options: .ignoreUnknownCharacters)
      else { throw SignatureFault(.otherCertificate, "the signature does not name its certificate rightly") }
      let method = Self.descendants(first, "DigestMethod").first?["Algorithm"]
      guard let computed = XMLDigest.hash(method, certificate.der), computed == Array(told) else {
        throw SignatureFault(.otherCertificate, "the signature was made for another certificate")
      }
    }
  }

  /// Whether nothing in the document is left unsigned but what belongs to the signature.
  func coversAll(of file: XMLFile) -> Bool { isCovered(file.root) && carriesNothingUnsigned }

  private func isCovered(_ element: XMLElement) -> Bool {
    if covered.contains(element) || element == self.element { return true }
    // An element around signed ones may hold nothing of its own.
    guard element.isAround(covered + [self.element]), !element.hasText else { return false }
    return element.children.allSatisfy(isCovered)
  }

  /// What a signature carries along must be signed; XAdES leaves only its unsigned properties out. An enveloped signature
  /// does not sign itself, so this must hold whatever it is over.
  private var carriesNothingUnsigned: Bool {
    let known: Set<String> = ["SignedInfo", "SignatureValue", "KeyInfo", "Object"]
    guard !element.hasText, element.children.allSatisfy({ known.contains($0.name) }) else { return false }
    return element.signed("Object").allSatisfy { object in
      covered.contains(object)
        || (!object.hasText
          && object.children.allSatisfy { inner in
            covered.contains(inner)
              || (inner.name == "QualifyingProperties" && !inner.hasText
                && inner.children.allSatisfy { covered.contains($0) || $0.name == "UnsignedProperties" })
          })
    }
  }
}

extension XMLElement {
  /// Whether it holds one of these, somewhere within.
  fileprivate func isAround(_ others: [XMLElement]) -> Bool { others.contains { $0 != self && $0.isWithin(self) } }
}
