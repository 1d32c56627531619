/// What a document brings along to prove its signatures: certificates, revocation lists and answers.
struct DocumentProofs {
  private(set) var certificates: [Certificate] = []
  private(set) var evidence = RevocationEvidence()
  /// Whether the document security store holds certificates and lists or answers.
  private(set) var isStored = false

  private static let limit = 2_000

  /// Reads the store. What can't be read there proves nothing and does no harm.
  init(_ file: PDFFile, _ signatures: [PDFSignature], _ lists: [RevocationList]) {
    evidence.lists = lists
    guard let catalog = try? file.catalog(0), let store = try? file.resolve(catalog["DSS"], 0).dictionary else {
      return
    }
    for bytes in Self.streams(store["Certs"], file) {
      if let one = Certificate(der: bytes) { certificates.append(one) }
    }
    for bytes in Self.streams(store["CRLs"], file) {
      if let one = RevocationList(der: bytes) { evidence.lists.append(one) }
    }
    for bytes in Self.streams(store["OCSPs"], file) {
      if let one = OCSPAnswer(der: bytes) { evidence.answers.append(one) }
    }
    isStored = evidence.lists.count > lists.count || !evidence.answers.isEmpty
  }

  private static func streams(_ value: PDFValue?, _ file: PDFFile) -> [[UInt8]] {
    guard let entries = try? file.resolve(value, 0).array else { return [] }
    return entries.prefix(limit).compactMap { entry in
      guard let reference = entry.reference, let object = try? file.object(reference, 0), let range = object.stream,
        let dictionary = object.value.dictionary
      else { return nil }
      return try? PDFObjectReader.unpack(file.bytes[range], dictionary)
    }
  }
}
