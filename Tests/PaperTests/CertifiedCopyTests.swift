import Domain
import Foundation
import Testing

@testable import Paper

struct CertifiedCopyTests {
  private let texts = CatalogueTexts.forms(.vi)

  private static let clause = [
    "Chứng thực bản sao đúng với bản chính", "Số chứng thực: 1234", "Quyển số: 01/2026-SCT/BS",
    "Ngày 24 tháng 02 năm 2026", "ỦY BAN NHÂN DÂN XÃ ĐỨC TRỌNG", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Phạm Văn Đức",
  ]

  /// A page with a black square in its left upper corner.
  private func cornerPicture(_ format: String) throws -> String {
    let canvas = PDFCanvas(
      PDFCanvas.Description(title: "", createdAt: try Sample.moment("2026-02-24", "00:00")), .document)
    canvas.beginPage(.document)
    canvas.fill(x: 0, y: 0, width: 60.mm, height: 60.mm, grey: 0)
    canvas.endPage()
    return try PrintedPDF(canvas.finish()).picture(page: 1, dotsPerInch: 60, format: format)
  }

  private func turned(_ jpeg: String, orientation: UInt8) throws -> String {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: jpeg)))
    let exif: [UInt8] =
      [
        0x45, 0x78, 0x69, 0x66, 0, 0, 0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0,
        0,
      ]
      + [0, 0, 0, 0]
    return try Scratch.file(
      bytes.prefix(2) + [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif + bytes.dropFirst(2), "jpg")
  }

  @Test func `without scans the clause stands alone and says what it belongs to`() async throws {
    let copy = try await PrintedPDF(Sample.copy().pdf(texts))
    #expect(try copy.pages == 1)
    let text = try copy.text
    for words in Self.clause + ["kèm theo bản sao trên giấy của: Bằng tốt nghiệp đại học, số B 1234567, gồm 02 trang"] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(try copy.codes(page: 1) == [Sample.checkURL])
  }

  @Test func `every page of mixed scans is A4, stamped and counted, and the clause is on the last`() async throws {
    let receipt = try PrintedPDF(Sample.receipt(papers: 40).pdf(texts))
    let turned = Scratch.path("pdf")
    _ = try Tool.run("qpdf", [receipt.path, "--rotate=+90:1", turned])
    let copy = try await PrintedPDF(
      Sample.copy([
        CertifiedCopy.Scan(path: receipt.picture(page: 1, dotsPerInch: 150, format: "jpeg"), kind: .jpeg),
        CertifiedCopy.Scan(path: receipt.path, kind: .pdf),
        CertifiedCopy.Scan(path: receipt.picture(page: 2, dotsPerInch: 150, format: "png"), kind: .png),
        CertifiedCopy.Scan(path: turned, kind: .pdf),
      ]).pdf(texts))
    let own = try receipt.pages
    let count = try copy.pages
    #expect(count == 2 + 2 * own + 1)
    #expect(try copy.sizes.allSatisfy { $0.contains("(A4)") })
    #expect(try copy.checkStatus == 0)
    for number in 1...count {
      let text = try copy.text(page: number)
      #expect(text.contains("BẢN SAO"))
      #expect(text.contains("Trang \(number)/\(count)"))
    }
    #expect(try copy.text(page: 2).contains("Nguyễn Thị Thảo Nguyên"))
    #expect(try copy.text(page: 3).contains("2/\(own)"))
    let last = try copy.text(page: count)
    for words in Self.clause + ["gồm \(count < 10 ? "0" : "")\(count) trang", "giáp lai"] {
      #expect(last.contains(words), "\(words)")
    }
    #expect(try copy.codes(page: count) == [Sample.checkURL])
    #expect(try copy.codes(page: 1) == [Sample.url])
  }

  @Test func `the clause follows under a small scan on the same page`() async throws {
    let card = try PrintedPDF(Self.smallPDF)
    let copy = try await PrintedPDF(Sample.copy([CertifiedCopy.Scan(path: card.path, kind: .pdf)]).pdf(texts))
    #expect(try copy.pages == 1)
    let text = try copy.text
    for words in Self.clause + ["CAN CUOC", "BẢN SAO", "Trang 1/1"] { #expect(text.contains(words), "\(words)") }
  }

  @Test(arguments: [(1, false, false), (6, true, false), (3, true, true), (8, false, true)] as [(UInt8, Bool, Bool)])
  func `a photograph is turned as its camera says`(orientation: UInt8, isRight: Bool, isLow: Bool) async throws {
    let path = try turned(cornerPicture("jpeg"), orientation: orientation)
    let copy = try await PrintedPDF(Sample.copy([CertifiedCopy.Scan(path: path, kind: .jpeg)]).pdf(texts))
    #expect(try copy.sizes[0].hasPrefix(orientation >= 5 ? "841.89 x 595" : "595.276 x 841"))
    let page = try copy.grey(page: 1)
    func isDark(_ right: Bool, _ low: Bool) -> Bool {
      page[page.width * (right ? 4 : 1) / 5, page.height * (low ? 4 : 1) / 5] < 60
    }
    for right in [false, true] {
      for low in [false, true] { #expect(isDark(right, low) == (right == isRight && low == isLow)) }
    }
  }

  @Test func `a JPEG goes in as it is, without what the camera wrote beside it`() async throws {
    let jpeg = try [UInt8](Data(contentsOf: URL(fileURLWithPath: turned(cornerPicture("jpeg"), orientation: 1))))
    let secret = Array("GPS 11.94 108.44".utf8)
    let comment = jpeg.prefix(2) + [0xFF, 0xFE, 0, UInt8(secret.count + 2)] + secret + jpeg.dropFirst(2) + secret
    let path = try Scratch.file(comment, "jpg")
    let bytes = try await Sample.copy([CertifiedCopy.Scan(path: path, kind: .jpeg)]).pdf(texts)
    #expect(bytes.firstRange(of: secret) == nil)
    #expect(bytes.firstRange(of: Array("Exif".utf8)) == nil)
    #expect(bytes.firstRange(of: Array("/DCTDecode".utf8)) != nil)
  }

  @Test func `the same scans give the same bytes`() async throws {
    let card = try PrintedPDF(Self.smallPDF)
    let copy = try Sample.copy([CertifiedCopy.Scan(path: card.path, kind: .pdf)])
    let first = try await copy.pdf(texts)
    #expect(try await copy.pdf(texts) == first)
  }

  @Test func `a scan that can't be read is named`() async throws {
    let good = try cornerPicture("jpeg")
    let bad = try Scratch.file([0xFF, 0xD8, 0xFF, 0xE0], "jpg")
    for (path, kind) in [(bad, UploadKind.jpeg), (bad, .png), (bad, .pdf), ("/nowhere", .pdf)] {
      await #expect(throws: PaperFault.unreadableScan(1)) {
        try await Sample.copy([
          CertifiedCopy.Scan(path: good, kind: .jpeg), CertifiedCopy.Scan(path: path, kind: kind),
        ]).pdf(texts)
      }
    }
  }

  /// A page of 85.6 × 54 mm, the size of an identity card, as other programs write PDFs.
  private static let smallPDF: [UInt8] = {
    let content = "BT /F 18 Tf 30 100 Td (CAN CUOC) Tj ET"
    let objects = [
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 243 153]>>",
      "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
      "<</Length \(content.utf8.count)>>\nstream\n\(content)\nendstream",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    var file = "%PDF-1.4\n"
    var table = "0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let offset = String(file.utf8.count)
      table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    file += "xref\n0 6\n\(table)trailer<</Size 6/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
  }()
}
