import Domain
import Foundation
import Testing

@testable import Paper

struct UploadInspectionTests {
  private func pdf() throws -> String { try PrintedPDF(Sample.receipt().pdf(CatalogueTexts.forms(.vi))).path }
  private func picture(_ format: String) throws -> String {
    try PrintedPDF(Sample.receipt().pdf(CatalogueTexts.forms(.vi))).picture(page: 1, dotsPerInch: 72, format: format)
  }
  private func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

  @Test func `a PDF, a JPEG and a PNG are taken for what they are`() async throws {
    let inspection = UploadInspection()
    #expect(try await inspection.inspect(path: try pdf()).kind == .pdf)
    #expect(try await inspection.inspect(path: try picture("jpeg")).kind == .jpeg)
    #expect(try await inspection.inspect(path: try picture("png")).kind == .png)
    let book = try PrintedPDF(Sample.register(60).pdf(CatalogueTexts.forms(.vi)))
    let finding = try await inspection.inspect(path: book.path)
    #expect(finding.pages == (try book.pages))
    #expect(finding.size == (try bytes(book.path)).count)
  }

  static let strangers: [[UInt8]] = [
    Array("MZ\u{90}\0this program cannot be run in DOS mode".utf8), Array("<html><body>%PDF-1.7</body></html>".utf8),
    Array("PK\u{3}\u{4}".utf8), Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), Array("GIF89a".utf8), [0xFF],
    Array(repeating: 0, count: 100), Array("#!/bin/sh\n%PDF-".utf8),
  ]

  @Test(arguments: strangers)
  func `what is none of ours is refused whatever its name`(content: [UInt8]) async throws {
    let path = try Scratch.file(content, "pdf")
    await #expect(throws: UploadRefusal.unknownKind) { try await UploadInspection().inspect(path: path) }
  }

  @Test func `a file without bytes and one over the limit are refused`() async throws {
    let empty = try Scratch.file([], "pdf")
    await #expect(throws: UploadRefusal.empty) { try await UploadInspection().inspect(path: empty) }
    let large = try Scratch.file(Array("%PDF-1.7".utf8) + [UInt8](repeating: 32, count: 21 << 20), "pdf")
    await #expect(throws: UploadRefusal.tooLarge(limit: 20 << 20)) { try await UploadInspection().inspect(path: large) }
    #expect(UploadRefusal.tooLarge(limit: 20 << 20).values == ["limit": "20"])
  }

  @Test func `damaged files are refused`() async throws {
    let inspection = UploadInspection()
    for format in ["jpeg", "png"] {
      let whole = try bytes(picture(format))
      let cut = try Scratch.file(whole.prefix(whole.count / 2), format)
      await #expect(throws: UploadRefusal.brokenImage) { try await inspection.inspect(path: cut) }
    }
    var png = try bytes(picture("png"))
    for index in 200..<400 { png[index] ^= 0x55 }
    let noise = try Scratch.file(png, "png")
    await #expect(throws: UploadRefusal.brokenImage) { try await inspection.inspect(path: noise) }
    let head = try Scratch.file(try bytes(pdf()).prefix(300), "pdf")
    await #expect(throws: UploadRefusal.brokenPDF) { try await inspection.inspect(path: head) }
  }

  @Test(arguments: ["", "secret"])
  func `a locked PDF is refused`(password: String) async throws {
    let locked = Scratch.path("pdf")
    _ = try Tool.run("qpdf", ["--encrypt", password, "owner", "256", "--", try pdf(), locked])
    await #expect(throws: UploadRefusal.encryptedPDF) { try await UploadInspection().inspect(path: locked) }
  }

  @Test func `the limits on pages, pixels and time hold`() async throws {
    var limits = UploadInspection.Limits.standard
    limits.pages = 2
    let book = try PrintedPDF(Sample.register(60).pdf(CatalogueTexts.forms(.vi)))
    let pages = try book.pages
    await #expect(throws: UploadRefusal.tooManyPages(pages: pages, limit: 2)) {
      try await UploadInspection(limits: limits).inspect(path: book.path)
    }
    // The head of a PNG of 20,000 × 20,000 that never has to be unpacked to be refused.
    var png = try bytes(picture("png"))
    png.replaceSubrange(16..<24, with: [0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20])
    let bomb = try Scratch.file(png, "png")
    await #expect(throws: UploadRefusal.imageTooLarge(megapixels: 400, limit: 50)) {
      try await UploadInspection().inspect(path: bomb)
    }
    // The largest sides that can be written, and more than the standard has.
    png.replaceSubrange(16..<24, with: [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF])
    let largest = try Scratch.file(png, "png")
    await #expect(throws: UploadRefusal.self) { try await UploadInspection().inspect(path: largest) }
    png.replaceSubrange(16..<24, with: [UInt8](repeating: 0xFF, count: 8))
    let impossible = try Scratch.file(png, "png")
    await #expect(throws: UploadRefusal.brokenImage) { try await UploadInspection().inspect(path: impossible) }
    limits.seconds = 0
    await #expect(throws: UploadRefusal.tooComplexPDF) {
      try await UploadInspection(limits: limits).inspect(path: book.path)
    }
  }

  @Test func `each refusal has its sentence in three languages`() {
    let refusals: [any Refusal] =
      [
        UploadRefusal.empty, UploadRefusal.tooLarge(limit: 1), UploadRefusal.unknownKind, UploadRefusal.brokenImage,
        UploadRefusal.imageTooLarge(megapixels: 1, limit: 1), UploadRefusal.unsupportedImage,
        UploadRefusal.encryptedPDF, UploadRefusal.brokenPDF, UploadRefusal.tooManyPages(pages: 1, limit: 1),
        UploadRefusal.tooComplexPDF, UploadRefusal.notChecked,
      ] + [PaperFault.drawing(""), PaperFault.unreadableScan(0)]
    for language in Language.allCases {
      let texts = CatalogueTexts.read("error", language)
      for refusal in refusals {
        let text = texts[refusal.textKey]
        #expect(text != nil, "\(refusal.textKey)")
        for name in refusal.values.keys { #expect(text?.contains("{\(name)}") == true, "\(refusal.textKey)") }
      }
    }
  }

  @Test func `the three languages have the same words for forms`() {
    let keys = Set(CatalogueTexts.paper[.vi, default: [:]].keys)
    #expect(keys.count > 90)
    for language in Language.allCases { #expect(Set(CatalogueTexts.paper[language, default: [:]].keys) == keys) }
  }
}
