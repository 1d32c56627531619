internal import CCrypto
public import Domain

/// Verifies what is signed in a document.
public struct DocumentVerification: Sendable {
  /// The certificates that are trusted as they are.
  public var trusted: [Certificate]
  /// Revocation lists beside those that the document brings along.
  public var lists: [RevocationList]
  /// The present: what nobody proves to be older is judged by it.
  public var now: Instant

  /// A verification against what is trusted.
  public init(trusted: [Certificate], lists: [RevocationList] = [], now: Instant) {
    self.trusted = trusted
    self.lists = lists
    self.now = now
  }

  /// The file is no document that can be verified.
  public struct Unreadable: Error, CustomStringConvertible {
    /// Why, in words.
    public let description: String
  }

  /// The most signatures that a document may have.
  static let signatureLimit = 200

  /// Verifies a PDF.
  public func verify(pdf bytes: [UInt8]) throws(Unreadable) -> DocumentReport {
    let file: PDFFile
    let fields: [FormField]
    do {
      file = try PDFFile(bytes)
      if file.sections.contains(where: { $0.trailer["Encrypt"] ?? .null != .null }) {
        let fault = SignatureFault(.encrypted, "the file is encrypted: what it holds can't be checked")
        return DocumentReport(verdict: .unknown, fault: fault, signatures: [])
      }
      fields = try file.fields(0).filter { $0.kind == "Sig" && $0.dictionary["V"] ?? .null != .null }
    } catch {
      // Others would mend such a file, each in a way of its own.
      guard bytes.starts(with: Array("%PDF-".utf8)), Self.holds(bytes, "/ByteRange") else {
        throw Unreadable(description: error.words)
      }
      return DocumentReport(verdict: .invalid, fault: SignatureFault(.malformedFile, error.words), signatures: [])
    }
    guard fields.count <= Self.signatureLimit else { throw Unreadable(description: "the file has too many signatures") }
    return report(file, fields)
  }

  private func report(_ file: PDFFile, _ fields: [FormField]) -> DocumentReport {
    var found: [PDFSignature] = []
    var broken: [SignatureReport] = []
    for field in fields {
      do throws(SignatureFault) {
        found.append(try PDFSignature(field, in: file))
      } catch {
        var report = SignatureReport()
        report.field = field.name
        report.fault = error
        broken.append(report)
      }
    }
    found.sort { $0.end < $1.end }
    var checks = found.map { SignatureCheck($0, self, file) }
    // What is proven to have been there at a moment: newer timestamps first, since they vouch for the older.
    let evidence = DocumentProofs(file, found, lists)
    var proofs: [(end: Int, time: Instant)] = []
    for index in checks.indices.reversed() {
      let before = proofs.filter { $0.end >= checks[index].signature.end }.map(\.time).min()
      let later = Array(found[(index + 1)...])
      if let proven = checks[index].run(later, evidence, provenBefore: before) {
        proofs.append((checks[index].signature.end, proven))
      }
    }
    let all = checks.map(\.report) + broken
    return DocumentReport(verdict: all.map(\.verdict).max() ?? .unsigned, fault: nil, signatures: all)
  }

  private static func holds(_ bytes: [UInt8], _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count >= count else { return false }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return cuango_find(start, buffer.count, word.utf8Start, count) == 1
    }
  }
}
