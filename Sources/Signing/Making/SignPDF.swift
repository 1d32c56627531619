internal import CCrypto
public import Domain

/// Signs a PDF by an update at its end, as PAdES (ETSI EN 319 142-1) has it: baseline B, with a timestamp T, with lists
/// kept in the document LT.
public struct PDFSigning: Sendable {
  /// The key.
  public var key: SoftwareKey
  /// The signer's certificate.
  public var certificate: Certificate
  /// The certificates above it, without the trusted one or with it.
  public var chain: [Certificate]
  /// When it is signed.
  public var now: Instant
  /// Who stamps the time; `nil` for a signature without a timestamp.
  public var timestamps: TimestampServer?
  /// Revocation lists to be kept in the document.
  public var lists: [RevocationList] = []
  /// The picture to be shown, and where on the first page.
  public var appearance: SignatureAppearance?
  /// What a certification still allows, 1 nothing, 2 forms and signatures, 3 annotations; `nil` for an approval.
  public var certifies: Int?
  /// The field's name; `nil` for the next that is free.
  public var field: String?

  /// A signing by a key and its certificate.
  public init(key: SoftwareKey, certificate: Certificate, chain: [Certificate], now: Instant) {
    self.key = key
    self.certificate = certificate
    self.chain = chain
    self.now = now
  }

  /// Signs a document.
  /// - Returns: the document with the signature; the bytes that were there are its beginning.
  public func sign(_ document: [UInt8]) throws(SigningFault) -> [UInt8] {
    guard let scheme = key.scheme else { throw SigningFault("the key is of a kind that is too weak or unknown") }
    guard key.belongs(to: certificate) else { throw SigningFault("the certificate is not of this key") }
    guard certificate.allows([.digitalSignature, .nonRepudiation]), let from = certificate.notBefore,
      let until = certificate.notAfter, from <= now, now <= until
    else { throw SigningFault("the certificate may not sign, or not at this time") }
    do {
      let file = try PDFFile(document)
      let prepared = try prepare(file)
      let (signed, token) = try complete(prepared, scheme)
      guard !lists.isEmpty else { return signed }
      return try PDFProofs(certificates: [certificate] + chain + (token?.message.certificates ?? []), lists: lists).add(
        to: PDFFile(signed))
    } catch let fault as SigningFault {
      throw fault
    } catch let fault as PDFFault {
      throw SigningFault("the document can't be signed as it is: \(fault.words)")
    } catch {
      throw SigningFault("the document can't be signed")
    }
  }

  /// The most bytes of a message with a timestamp.
  private var room: Int { 16_384 + ([certificate] + chain).reduce(0) { $0 + $1.der.count } }

  private func complete(
    _ prepared: (bytes: [UInt8], gap: Range<Int>), _ scheme: SignatureScheme
  ) throws -> (bytes: [UInt8], token: Timestamp?) {
    var bytes = prepared.bytes
    let parts = [bytes[0..<prepared.gap.lowerBound], bytes[prepared.gap.upperBound...]]
    guard let hash = Digest.hash(scheme.hash, parts) else { throw SigningFault("the document can't be hashed") }
    let writer = SignedMessageWriter(hash: hash, scheme: scheme, certificate: certificate, chain: chain)
    guard let signature = key.sign(writer.toBeSigned, scheme) else { throw SigningFault("the key does not sign") }
    let token = try timestamps?.stamp(signature, now: now.adding(minutes: 5))
    let message = writer.message(signature: signature, timestamp: token?.bytes)
    let digits = message.flatMap { Array(Hex.text($0).utf8) }
    guard digits.count <= prepared.gap.count - 2 else { throw SigningFault("the signature is larger than expected") }
    let start = prepared.gap.lowerBound + 1
    bytes.replaceSubrange(start..<(start + digits.count), with: digits)
    return (bytes, token)
  }

  // MARK: - The update

  private func prepare(_ file: PDFFile) throws -> (bytes: [UInt8], gap: Range<Int>) {
    guard file.trailer(0)["Encrypt"] == nil else { throw SigningFault("the document is encrypted") }
    let fields = try file.fields(0)
    let isSigned = fields.contains { $0.kind == "Sig" && $0.value != .null }
    guard try PDFSignature.permission(file, 0).level != 1 else {
      throw SigningFault("the document is certified and allows no further signature")
    }
    guard certifies == nil || !isSigned else { throw SigningFault("only the first signature can certify a document") }
    var update = PDFUpdate(file)
    let (signature, widget) = (update.newNumber(), update.newNumber())
    let (page, dictionary) = try firstPage(file)
    update.put(signature, raw: entry(signature))
    var field: [String: PDFValue] = [
      "Type": .name("Annot"), "Subtype": .name("Widget"), "FT": .name("Sig"),
      "T": PDFWriter.text(try name(fields)), "V": .reference(PDFReference(number: signature, generation: 0)),
      "P": .reference(page), "F": .integer(132), "Rect": .array(Array(repeating: .integer(0), count: 4)),
    ]
    if let appearance {
      field["Rect"] = appearance.rectangle
      field["AP"] = .dictionary(["N": .reference(appearance.draw(&update))])
    }
    update.put(widget, .dictionary(field))
    let reference = PDFValue.reference(PDFReference(number: widget, generation: 0))
    try append(reference, to: "Annots", of: dictionary, page.number, file, &update)
    try addToForm(reference, signature, file, &update)
    return try measured(update.bytes(), from: file.bytes.count)
  }

  private func firstPage(_ file: PDFFile) throws -> (PDFReference, [String: PDFValue]) {
    var node = try file.catalog(0)["Pages"]
    for _ in 0..<64 {
      guard let reference = node?.reference, let dictionary = try file.resolve(node, 0).dictionary else { break }
      guard let kids = try file.resolve(dictionary["Kids"], 0).array else { return (reference, dictionary) }
      node = kids.first
    }
    throw SigningFault("the document has no page")
  }

  private func name(_ fields: [FormField]) throws(SigningFault) -> String {
    let taken = Set(fields.map(\.name))
    if let field {
      guard !taken.contains(field), !field.isEmpty, !field.contains(".") else {
        throw SigningFault("the field \(field) is there already, or is no name of a field")
      }
      return field
    }
    var number = 1
    while taken.contains("Signature\(number)") { number += 1 }
    return "Signature\(number)"
  }

  /// Adds to an array that stands in a dictionary, or on its own.
  private func append(
    _ value: PDFValue, to key: String, of dictionary: [String: PDFValue], _ number: Int, _ file: PDFFile,
    _ update: inout PDFUpdate
  ) throws {
    let list = try file.resolve(dictionary[key], 0).array ?? []
    if let reference = dictionary[key]?.reference {
      update.put(reference.number, .array(list + [value]))
    } else {
      var dictionary = dictionary
      dictionary[key] = .array(list + [value])
      update.put(number, .dictionary(dictionary))
    }
  }

  private func addToForm(_ field: PDFValue, _ signature: Int, _ file: PDFFile, _ update: inout PDFUpdate) throws {
    guard let root = file.trailer(0)["Root"]?.reference else { throw PDFFault("the file has no catalog") }
    var catalog = try file.catalog(0)
    let place = catalog["AcroForm"]?.reference
    var form = try file.resolve(catalog["AcroForm"], 0).dictionary ?? [:]
    let list = try file.resolve(form["Fields"], 0).array ?? []
    if let reference = form["Fields"]?.reference {
      update.put(reference.number, .array(list + [field]))
    } else {
      form["Fields"] = .array(list + [field])
    }
    form["SigFlags"] = .integer(3)
    if certifies != nil {
      catalog["Perms"] = .dictionary(["DocMDP": .reference(PDFReference(number: signature, generation: 0))])
    }
    if let place {
      update.put(place.number, .dictionary(form))
      if certifies != nil { update.put(root.number, .dictionary(catalog)) }
    } else {
      catalog["AcroForm"] = .dictionary(form)
      update.put(root.number, .dictionary(catalog))
    }
  }

  /// The signature's entry, with room for the ranges and the message.
  private func entry(_ number: Int) -> [UInt8] {
    var text = "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (\(Self.date(now))) "
    if let certifies {
      text += "/Reference [ << /Type /SigRef /TransformMethod /DocMDP /TransformParams "
      text += "<< /Type /TransformParams /P \(certifies) /V /1.2 >> >> ] "
    }
    if let name = certificate.commonName {
      text += "/Name " + String(decoding: PDFWriter.bytes(PDFWriter.text(name)), as: UTF8.self) + " "
    }
    text += "/ByteRange [0 " + Self.blank + "] /Contents <" + String(repeating: "0", count: room * 2) + "> >>"
    return Array(text.utf8)
  }

  /// Room for three numbers.
  private static let blank = String(repeating: " ", count: 36)

  private static func date(_ moment: Instant) -> String {
    // 2026-02-24T17:00:00+07:00
    let text = moment.adding(milliseconds: -(moment.milliseconds % 1000)).iso8601
    let digits = text.prefix(19).filter { $0.isNumber }
    return "D:\(digits)+07'00'"
  }

  /// Writes the ranges in, now that it is known where the gap is.
  private func measured(_ bytes: [UInt8], from start: Int) throws(SigningFault) -> (bytes: [UInt8], gap: Range<Int>) {
    let mark = Array("/ByteRange [0 ".utf8)
    let next = Array("] /Contents <".utf8)
    var at = start
    while at + mark.count < bytes.count, !bytes[at...].starts(with: mark) { at += 1 }
    let place = at + mark.count
    let gap = place + Self.blank.utf8.count + next.count - 1
    let end = gap + room * 2 + 2
    guard end < bytes.count, bytes[gap] == 60, bytes[end - 1] == 62 else {
      throw SigningFault("the signature has no place")
    }
    var result = bytes
    let numbers = Array("\(gap) \(end) \(bytes.count - end)".utf8)
    guard numbers.count <= Self.blank.utf8.count else { throw SigningFault("the document is too large") }
    result.replaceSubrange(place..<(place + numbers.count), with: numbers)
    return (result, gap..<end)
  }
}
