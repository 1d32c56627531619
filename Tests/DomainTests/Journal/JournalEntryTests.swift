import Domain
import Testing

struct JournalEntryTests {
  private let salt = [UInt8](0..<16)
  private let entry = JournalEntry(
    kind: .dossier, subject: "H36", sequence: 2, at: Instant(milliseconds: 1_772_416_800_000), parts: ["paid", nil, ""])

  @Test func `the bytes are what the documentation says`() {
    func field(_ text: String) -> [UInt8] { [0, 0, 0, UInt8(text.utf8.count)] + Array(text.utf8) }
    var expected: [UInt8] = [1] + salt
    for text in ["dossier", "H36", "2", "1772416800000", "paid"] { expected += field(text) }
    expected += [255, 255, 255, 255] + [0, 0, 0, 0]
    #expect(entry.bytes(salt: salt) == expected)
  }

  @Test func `no two events have the same bytes`() {
    let at = entry.at
    let others = [
      JournalEntry(kind: .receipt, subject: "H36", sequence: 2, at: at, parts: ["paid", nil, ""]),
      JournalEntry(kind: .dossier, subject: "H362", sequence: 2, at: at, parts: ["paid", nil, ""]),
      JournalEntry(kind: .dossier, subject: "H36", sequence: 21, at: at, parts: ["paid", nil, ""]),
      JournalEntry(
        kind: .dossier, subject: "H36", sequence: 2, at: at.adding(milliseconds: 1), parts: ["paid", nil, ""]),
      JournalEntry(kind: .dossier, subject: "H36", sequence: 2, at: at, parts: ["paid", "", nil]),
      JournalEntry(kind: .dossier, subject: "H36", sequence: 2, at: at, parts: ["pai", "d", ""]),
      JournalEntry(kind: .dossier, subject: "H36", sequence: 2, at: at, parts: ["paid", nil]),
    ]
    let all = Set(([entry] + others).map { $0.bytes(salt: salt) })
    #expect(all.count == others.count + 1)
    #expect(entry.bytes(salt: salt.reversed()) != entry.bytes(salt: salt))
  }

  @Test func `a head is signed as RFC 9162 lays it out`() throws {
    let root = MerkleTree.sample.empty
    let head = TreeHead(size: 258, at: Instant(milliseconds: 1), root: root)
    #expect(head.signedBytes == [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 2, 32] + root.bytes + [0, 0])
  }

  @Test func `texts of bytes are read back, and what is none is refused`() {
    var numbers = SeededNumbers(state: 9)
    for length in 0..<80 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      #expect(Base64URL.bytes(Base64URL.text(bytes)) == bytes)
      #expect(Base64URL.bytes(Base64URL.text(bytes) + "==") == bytes)
      #expect(Base32.bytes(Base32.text(bytes)) == bytes)
      #expect(Base32.bytes(Base32.text(bytes).lowercased()) == bytes)
    }
    #expect(Base64URL.text(Array("foob".utf8)) == "Zm9vYg")
    #expect(Base32.text(Array("foob".utf8)) == "MZXW6YQ")
    for wrong in ["A", "AB!", "Zm9vYh", "Ā"] { #expect(Base64URL.bytes(wrong) == nil) }
    for wrong in ["1", "A", "MZXW6YR", "8", "Ā"] { #expect(Base32.bytes(wrong) == nil) }
  }
}

struct ReceiptCheckTests {
  private func check(position: Int = 700, size: Int = 1000) -> ReceiptCheck {
    let path = MerkleProof.inclusion(of: position, in: size).map { MerkleTree.sample.leaf([UInt8($0.count & 255)]) }
    return ReceiptCheck(
      facts: ReceiptFacts(
        code: DossierCode(rawValue: "H36.24958-260302-0001"), receivedAt: Instant(milliseconds: 1_772_416_800_000),
        dueAt: Instant(milliseconds: 1_772_445_600_000), fee: 12_000, procedure: "2.000815", unit: "24958"),
      sequence: 1, sealedAt: Instant(milliseconds: 1_772_416_800_123), salt: [UInt8](0..<16), position: position,
      size: size, signedAt: Instant(milliseconds: 1_772_416_800_200), signature: [UInt8](repeating: 7, count: 64),
      path: path)
  }

  @Test func `a code is read back, alone or as the address it stands in`() {
    let check = check()
    #expect(ReceiptCheck(code: check.code) == check)
    #expect(ReceiptCheck(code: "https://dichvu.example.vn/nhat-ky#\(check.code)") == check)
    #expect(ReceiptCheck(code: " \(check.code.lowercased().prefix(40))\n\(check.code.dropFirst(40)) ") == check)
  }

  @Test func `a code fits in a QR code even at ten million entries`() {
    #expect(check(position: 9_999_998, size: 10_000_000).code.utf8.count < 1_600)
    #expect(check().code.utf8.count < 800)
  }

  @Test func `what is no code is not read`() {
    let code = check().code
    #expect(ReceiptCheck(code: "") == nil)
    #expect(ReceiptCheck(code: "xin chào") == nil)
    #expect(ReceiptCheck(code: String(code.dropLast(9))) == nil)
    #expect(ReceiptCheck(code: "A" + code) == nil)
    #expect(ReceiptCheck(code: String(repeating: "A", count: 100_000)) == nil)
    var numbers = SeededNumbers(state: 3)
    for _ in 0..<2_000 {
      // Whatever bytes come, reading them ends and never fails in another way.
      let bytes = (0..<Int.random(in: 0..<300, using: &numbers)).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      _ = ReceiptCheck(code: Base32.text([0x43, 0x4E, 1] + bytes))
    }
  }

  @Test func `whatever is changed in a code leads to another root`() throws {
    let right = try #require(check().head(MerkleTree.sample))
    let code = Array(check().code)
    for place in stride(from: 6, to: code.count, by: 7) {
      var changed = code
      changed[place] = changed[place] == "A" ? "B" : "A"
      guard let read = ReceiptCheck(code: String(changed)) else { continue }
      #expect(read.head(MerkleTree.sample) != right || read.signature != check().signature)
    }
  }
}
