import Paper
import Testing

struct QRCodeTests {
  @Test func `a code has its finder patterns and as many modules as a version has`() throws {
    let code = try QRCode(Sample.url)
    #expect((code.side - 17) % 4 == 0)
    #expect(code.modules.count == code.side * code.side)
    for (row, column) in [(0, 0), (0, code.side - 7), (code.side - 7, 0)] {
      #expect((0..<7).allSatisfy { code[row, column + $0] && code[row + 6, column + $0] })
    }
  }

  @Test func `the picture for pages names itself and escapes its label`() throws {
    let svg = try QRCode("x").svg(label: "Hồ sơ \"A\" <b>")
    #expect(svg.contains("aria-label=\"Hồ sơ &quot;A&quot; &lt;b&gt;\""))
    #expect(svg.contains("viewBox=\"0 0 29 29\""))
    #expect(try QRCode("x").svg().contains("aria-hidden"))
  }

  @Test func `nothing and too much are refused`() {
    #expect(throws: PaperFault.tooLongForQR) { try QRCode("") }
    #expect(throws: PaperFault.tooLongForQR) { try QRCode(String(repeating: "ễ", count: 500)) }
  }
}
