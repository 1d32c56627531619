import Domain
import Foundation

extension CertifiedCopy {
  /// The certified copy as a PDF: each page of the scans on an A4 page stamped "BẢN SAO", and the clause on the last
  /// page (Decree 23/2015/NĐ-CP art. 20), or on a page of its own when there is no room under it. Works aside from the
  /// cooperative threads.
  public func pdf(_ texts: FormTexts) async throws(PaperFault) -> [UInt8] {
    let result = await PaperWork.run { Result { () throws(PaperFault) in try self.make(texts) } }
    return try result.get()
  }

  private func make(_ texts: FormTexts) throws(PaperFault) -> [UInt8] {
    let qr = try QRCode(checkURL, correction: .quartile)
    guard !scans.isEmpty else { return try CertifiedCopyForm(copy: self, texts: texts, qr: qr).clauseApart() }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cuango-copy-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .program("\(error)")
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    let assembly = CopyAssembly(folder: folder.path, limit: TimeLimit(seconds: 60))
    let sheets = try assembly.sheets(of: scans)
    let form = CertifiedCopyForm(copy: self, texts: texts, qr: qr)
    return try assembly.underlaid(try form.pages(sheets), sheets)
  }
}

/// Draws the pages of a certified copy: what stands around the scans, the pictures, and the clause.
struct CertifiedCopyForm {
  let copy: CertifiedCopy
  let texts: FormTexts
  let qr: QRCode

  private var description: PDFCanvas.Description {
    let certification = copy.certification
    return PDFCanvas.Description(
      title: "\(texts.vietnamese("copy.name")) \(certification.number), \(certification.book)",
      createdAt: .at(certification.date, TimeOfDay(hour: 0, minute: 0)))
  }

  /// All pages; where a page of a PDF belongs, the room for it stays empty.
  func pages(_ sheets: [CopySheet]) throws(PaperFault) -> [UInt8] {
    let canvas = PDFCanvas(description, sheets.first?.format ?? .copy)
    let last = sheets.last
    let width = (last?.format ?? .copy).innerWidth
    let room = last.map { $0.format.height - $0.format.bottom - $0.bottom - 8.mm } ?? 0
    let fits = clause(sheets.count).set(width: width, on: canvas).height <= room
    let count = fits ? sheets.count : sheets.count + 1
    for (index, sheet) in sheets.enumerated() {
      canvas.beginPage(sheet.format)
      stamp(page: index + 1, of: count, canvas, sheet.format)
      if case .picture(let picture) = sheet.content { try picture.draw(in: sheet.place, on: canvas) }
      if fits, index == sheets.count - 1 {
        clause(count).set(width: width, on: canvas).draw(sheet.format.left, sheet.bottom + 8.mm)
      }
      canvas.endPage()
    }
    if !fits {
      canvas.beginPage(.copy)
      stamp(page: count, of: count, canvas, .copy)
      clause(count).set(width: PageFormat.copy.innerWidth, on: canvas)
        .draw(PageFormat.copy.left, PageFormat.copy.top + 6.mm)
      canvas.endPage()
    }
    return try canvas.finish()
  }

  /// The clause on a sheet that is attached to a copy on paper.
  func clauseApart() throws(PaperFault) -> [UInt8] {
    try renderForm(description, .document, mark: PageNumber().mark) { flow, _ in
      let title = TextStyle(size: 14, bold: true, alignment: .centre).balanced
      let number = copy.original.number.map { ", " + texts.vietnamese("copy.original-number", ["number": $0]) }
      let words = texts.vietnamese(
        "copy.apart",
        ["original": copy.original.name + (number ?? ""), "pages": OfficialWriting.twoDigits(copy.original.pages)])
      flow.add(Text(RichText(texts.vietnamese("copy.apart-title")), title, role: "H1"))
      flow.add(
        Text(
          RichText(words), TextStyle(size: 13, alignment: .justified, firstLineIndent: 10.mm, lineSpacing: 1.2)),
        gap: 12)
      flow.add(CertificationClause(copy: copy, texts: texts, qr: qr, pages: nil), gap: 20)
    }
  }

  private func clause(_ pages: Int) -> CertificationClause {
    CertificationClause(copy: copy, texts: texts, qr: qr, pages: pages)
  }

  /// The stamp of a copy in the middle of the top margin and the page's number at its right.
  private func stamp(page: Int, of count: Int, _ canvas: PDFCanvas, _ format: PageFormat) {
    let words = Text(
      RichText(texts.vietnamese("copy.stamp")), TextStyle(size: 14, bold: true, alignment: .centre))
    let stamp = Framed(padding: 4, thickness: 1.2, block: words).set(width: 30.mm, on: canvas)
    stamp.draw((format.width - 30.mm) / 2, 6.mm)
    let number = texts.vietnamese("copy.page", ["page": String(page), "pages": String(count)])
    Text(RichText(number), TextStyle(size: 10.5, alignment: .right))
      .set(width: format.innerWidth, on: canvas).draw(format.left, 8.mm)
  }
}
