import Domain
import Testing

@testable import Signing

/// The strict reader of PDFs: what it reads, and that nothing makes it fall over.
struct PDFReadingTests {
  /// A small file with a table, an update, a packed object and a stream whose length stands elsewhere.
  static let paper: [UInt8] = {
    var bytes = Array("%PDF-1.7\n".utf8)
    var places: [Int] = []
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [ 4 0 R ] >> >>",
      "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 5 0 R /Annots [ 4 0 R ] >>",
      "<< /FT /Tx /T (S\\351\\(x\\)) /V <FEFF1ED1> /Rect [ 0 0 1.5 -2 ] >>",
      "<< /Length 6 0 R >>\nstream\nBT ET\nendstream", "5",
    ]
    for (index, object) in objects.enumerated() {
      places.append(bytes.count)
      bytes += Array("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
    }
    let start = bytes.count
    bytes += Array("xref\n0 7\n0000000000 65535 f \n".utf8)
    for place in places {
      let digits = String(place)
      bytes += Array((String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8)
    }
    return bytes + Array("trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n".utf8)
  }()

  @Test func readsObjectsAndFields() throws {
    let file = try PDFFile(Self.paper)
    let fields = try file.fields(0)
    #expect(fields.map(\.name) == ["Sé(x)"])
    #expect(fields.first?.value.string.map(PDFText.string) == "ố")
    #expect(try file.object(5, 0).stream.map { Array(Self.paper[$0]) } == Array("BT ET".utf8))
  }

  @Test func anUpdateKeepsWhatWasThere() throws {
    let file = try PDFFile(Self.paper)
    var update = PDFUpdate(file)
    let number = update.newNumber()
    update.put(number, .name("a#b c\u{E9}"))
    update.put(6, .integer(4))
    let bytes = update.bytes()
    #expect(bytes.starts(with: Self.paper))
    let newer = try PDFFile(bytes)
    #expect(newer.sections.count == 2)
    #expect(try newer.object(number, 0).value == .name("a#b c\u{E9}"))
    #expect(try newer.object(6, 1).value == .integer(5))
    let older = try PDFFile(bytes, end: Self.paper.count)
    #expect(older.entry(number, 0) == nil)
  }

  @Test func refusesWhatReadersGuessAt() {
    func fault(_ change: (inout [UInt8]) -> Void) -> Bool {
      var bytes = Self.paper
      change(&bytes)
      do {
        let file = try PDFFile(bytes)
        for number in 1...6 { _ = try file.object(number, 0) }
        return false
      } catch { return true }
    }
    #expect(fault { $0 += Array("x".utf8) })
    #expect(fault { $0.insert(32, at: 0) })
    #expect(fault { $0.removeLast(6) })
    #expect(!fault { $0 += [10, 32, 13] })
  }

  /// A seeded source of numbers, so that a failure can be looked at again.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test func nothingMakesItFallOver() throws {
    var numbers = Numbers(state: 20_261_127)
    let words = [
      "<<", ">>", "[", "]", "(", ")", "<", ">", "/", "%", "obj", "endobj", "stream", "R", "9999999999", "-1", "\\",
    ]
    var update = PDFUpdate(try PDFFile(Self.paper))
    update.put(4, .null)
    let longer = update.bytes()
    for round in 0..<20_000 {
      var bytes = round % 2 == 0 ? Self.paper : longer
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        let at = Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &numbers)
        case 1: bytes.replaceSubrange(at..<at, with: Array((words.randomElement(using: &numbers) ?? "").utf8))
        case 2: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...20, using: &numbers)))
        default: bytes[at] = UInt8(ascii: "0") + UInt8.random(in: 0...9, using: &numbers)
        }
      }
      guard let file = try? PDFFile(bytes) else { continue }
      _ = try? file.fields(0)
      for number in 0..<9 { _ = try? file.object(number, 0) }
      _ = try? ObjectRoles(file)
      _ = try? DocumentVerification(trusted: [], now: .init(milliseconds: 0)).verify(pdf: bytes)
    }
  }

  @Test func valuesOfAnyBytes() {
    var numbers = Numbers(state: 7)
    let letters = Array("<>[]()/%#\\ 019.+-Rntfobj\n\r\0é".utf8)
    for _ in 0..<100_000 {
      let bytes = (0..<Int.random(in: 0...30, using: &numbers)).map { _ in letters.randomElement(using: &numbers) ?? 0 }
      var lexer = PDFLexer(bytes, at: 0)
      _ = try? lexer.value()
      #expect(lexer.at <= bytes.count)
    }
  }

  @Test func valuesAreWrittenAsTheyAreRead() throws {
    let values: [PDFValue] = [
      .dictionary(["A b": .array([.integer(-5), .real("0.5"), .boolean(true), .null]), "é": .string([0, 255, 40])]),
      .reference(PDFReference(number: 3, generation: 1)), .name(""), .string([]), .array([]),
    ]
    for value in values {
      var lexer = PDFLexer(PDFWriter.bytes(value), at: 0)
      #expect(try lexer.value() == value)
    }
  }
}
