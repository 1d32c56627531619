/// What the check code of a printed receipt holds: enough to see without any network that the journal holds what the
/// paper says, given only the journal's public key.
public struct ReceiptCheck: Hashable, Sendable {
  /// What the paper says.
  public let facts: ReceiptFacts
  /// The how manieth promise to the dossier it is.
  public let sequence: Int
  /// When it was sealed.
  public let sealedAt: Instant
  /// The entry's salt.
  public let salt: [UInt8]
  /// The entry's position in the journal.
  public let position: Int
  /// The size of the tree that was signed.
  public let size: Int
  /// When it was signed.
  public let signedAt: Instant
  /// The signature of the head.
  public let signature: [UInt8]
  /// From the entry up to the root.
  public let path: [JournalHash]

  /// Describes a check.
  public init(
    facts: ReceiptFacts, sequence: Int, sealedAt: Instant, salt: [UInt8], position: Int, size: Int, signedAt: Instant,
    signature: [UInt8], path: [JournalHash]
  ) {
    self.facts = facts
    self.sequence = sequence
    self.sealedAt = sealedAt
    self.salt = salt
    self.position = position
    self.size = size
    self.signedAt = signedAt
    self.signature = signature
    self.path = path
  }

  /// The head that must have been signed if the code is right; `nil` when the path leads nowhere.
  public func head(_ tree: MerkleTree) -> TreeHead? {
    let leaf = tree.leaf(facts.entry(sequence: sequence, at: sealedAt).bytes(salt: salt))
    return tree.root(from: leaf, index: position, size: size, path: path)
      .map { TreeHead(size: size, at: signedAt, root: $0) }
  }
}

// The code: "CN", the version 1; the three texts with their length before them; the numbers in groups of seven bits, the
// lowest first; salt, signature and path as they are.
extension ReceiptCheck {
  private static let mark: [UInt8] = [UInt8(ascii: "C"), UInt8(ascii: "N"), 1]
  private static let signatureLength = 64
  /// No code is longer: a path of 64 steps and texts of 80 bytes fit.
  private static let codeLimit = 4_500

  /// The code as it stands in the QR: capital letters and digits, some 600 for a journal of a thousand entries and 1,500
  /// for ten million.
  public var code: String {
    var bytes = Self.mark
    for text in [facts.code.rawValue, facts.procedure.rawValue, facts.unit.rawValue] {
      let utf8 = Array(text.utf8.prefix(255))
      bytes.append(UInt8(utf8.count))
      bytes += utf8
    }
    let numbers = [
      facts.receivedAt.milliseconds, facts.dueAt.milliseconds, Int64(facts.fee), Int64(sequence),
      sealedAt.milliseconds, Int64(position), Int64(size), signedAt.milliseconds,
    ]
    for number in numbers {
      var rest = UInt64(bitPattern: number)
      while rest > 127 {
        bytes.append(UInt8(rest & 127) | 128)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    return Base32.text(bytes + salt + signature + path.flatMap(\.bytes))
  }

  /// Reads a code as scanned or typed, alone or at the end of the address that the QR leads to. `nil` when it is none.
  public init?(code typed: String) {
    let text = (typed.split(separator: "#", omittingEmptySubsequences: false).last ?? "").filter { !$0.isWhitespace }
    guard text.utf8.count <= Self.codeLimit, let bytes = Base32.bytes(String(text)), bytes.starts(with: Self.mark)
    else { return nil }
    var rest = bytes.dropFirst(Self.mark.count)
    guard let code = Self.text(&rest), let procedure = Self.text(&rest), let unit = Self.text(&rest) else { return nil }
    var numbers: [Int64] = []
    for _ in 0..<8 {
      guard let number = Self.number(&rest) else { return nil }
      numbers.append(number)
    }
    guard rest.count >= JournalEntry.saltLength + Self.signatureLength else { return nil }
    salt = Array(rest.prefix(JournalEntry.saltLength))
    rest = rest.dropFirst(JournalEntry.saltLength)
    signature = Array(rest.prefix(Self.signatureLength))
    rest = rest.dropFirst(Self.signatureLength)
    guard rest.count % JournalHash.length == 0 else { return nil }
    var path: [JournalHash] = []
    while let hash = JournalHash(bytes: Array(rest.prefix(JournalHash.length))) {
      path.append(hash)
      rest = rest.dropFirst(JournalHash.length)
    }
    guard let fee = Int(exactly: numbers[2]), let sequence = Int(exactly: numbers[3]),
      let position = Int(exactly: numbers[5]), let size = Int(exactly: numbers[6]), position >= 0, size > position
    else { return nil }
    self.path = path
    facts = ReceiptFacts(
      code: DossierCode(rawValue: code), receivedAt: Instant(milliseconds: numbers[0]),
      dueAt: Instant(milliseconds: numbers[1]), fee: fee, procedure: ProcedureCode(rawValue: procedure),
      unit: UnitCode(rawValue: unit))
    self.sequence = sequence
    sealedAt = Instant(milliseconds: numbers[4])
    self.position = position
    self.size = size
    signedAt = Instant(milliseconds: numbers[7])
  }

  /// A text of printable ASCII signs, so that nothing which is shown of it can mislead.
  private static func text(_ bytes: inout ArraySlice<UInt8>) -> String? {
    guard let length = bytes.popFirst(), length <= 80, bytes.count >= Int(length) else { return nil }
    let text = bytes.prefix(Int(length))
    guard text.allSatisfy({ $0 > 32 && $0 < 127 }) else { return nil }
    bytes = bytes.dropFirst(Int(length))
    return String(decoding: text, as: UTF8.self)
  }

  private static func number(_ bytes: inout ArraySlice<UInt8>) -> Int64? {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 63, by: 7) {
      guard let byte = bytes.popFirst() else { return nil }
      number |= UInt64(byte & 127) << shift
      if byte < 128 { return Int64(bitPattern: number) }
    }
    return nil
  }
}
