import Domain
import Foundation

/// Brings the pages of PDF scans into a copy with `qpdf`: their pages are combined, their annotations made part of the
/// page and all else (scripts, attachments, forms) left behind; then each is laid under its page of the copy, in the
/// room that was left for it.
struct CopyAssembly {
  /// A folder of its own, removed by the caller.
  let folder: String
  let limit: TimeLimit

  private var combined: String { folder + "/combined.pdf" }

  /// One sheet for each page of the scans, in their order.
  func sheets(of scans: [CertifiedCopy.Scan]) throws(PaperFault) -> [CopySheet] {
    var counts: [Int: Int] = [:]
    for (index, scan) in scans.enumerated() where scan.kind == .pdf {
      guard let count = try pages(of: scan), count > 0 else { throw .unreadableScan(index) }
      counts[index] = count
    }
    let boxes = counts.isEmpty ? [] : try combine(scans.filter { $0.kind == .pdf }.map(\.path))
    var sheets: [CopySheet] = []
    var next = 0
    for (index, scan) in scans.enumerated() {
      guard let count = counts[index] else {
        sheets.append(try CopyPicture(index: index, path: scan.path, kind: scan.kind).sheet)
        continue
      }
      guard next + count <= boxes.count else { throw .unreadableScan(index) }
      for page in next..<next + count {
        guard boxes[page].width >= 1, boxes[page].height >= 1 else { throw .unreadableScan(index) }
        sheets.append(
          CopySheet(.page, width: boxes[page].width, height: boxes[page].height, isStretchy: false))
      }
      next += count
    }
    return sheets
  }

  /// Combines PDFs into one and answers the box of each page.
  private func combine(_ paths: [String]) throws(PaperFault) -> [PageBox] {
    try qpdf(
      ["--empty", "--warning-exit-0", "--no-warn", "--pages"] + paths.map(QPDF.argument)
        + ["--", "--flatten-rotation", "--generate-appearances", "--flatten-annotations=all", combined])
    return try PDFPages(of: combined, limit).boxes
  }

  /// Lays the pages of the combined PDF under the drawn ones, each in the room that was left for it.
  ///
  /// qpdf fits a page into the trim box of the page that it is laid under, and cuts both to their trim boxes. So they
  /// are first laid under blank sheets with the room as trim box; then the trim boxes go, and sheet comes under sheet
  /// in full size.
  func underlaid(_ drawn: [UInt8], _ sheets: [CopySheet]) throws(PaperFault) -> [UInt8] {
    let numbers = sheets.indices.filter { sheets[$0].isFromPDF }
    guard !numbers.isEmpty else { return drawn }
    let own = numbers.map { sheets[$0] }
    let blank = try write(Self.blankPages(own), "blank.pdf")
    let trims = try PDFPages(of: blank, limit).update(trimBoxes: own.map(\.room))
    try qpdf([
      blank, "--update-from-json=" + write(trims, "trims.json"), "--underlay", combined, "--", folder + "/placed.pdf",
    ])
    let noTrims = try PDFPages(of: folder + "/placed.pdf", limit).update(trimBoxes: own.map { _ in nil })
    try qpdf([
      folder + "/placed.pdf", "--update-from-json=" + write(noTrims, "no-trims.json"), folder + "/sheets.pdf",
    ])
    try qpdf([
      write(drawn, "drawn.pdf"), "--underlay", folder + "/sheets.pdf",
      "--to=" + numbers.map { String($0 + 1) }.joined(separator: ","), "--", "--deterministic-id", folder + "/copy.pdf",
    ])
    guard let bytes = FileContent.bytes(of: folder + "/copy.pdf", limit: 1 << 30), !bytes.isEmpty else {
      throw .program("qpdf made nothing")
    }
    return bytes
  }

  private static func blankPages(_ sheets: [CopySheet]) throws(PaperFault) -> [UInt8] {
    let canvas = PDFCanvas(PDFCanvas.Description(title: "", createdAt: Instant(milliseconds: 0)), .copy)
    for sheet in sheets {
      canvas.beginPage(sheet.format)
      canvas.endPage()
    }
    return try canvas.finish()
  }

  private func write(_ bytes: some Sequence<UInt8>, _ name: String) throws(PaperFault) -> String {
    let path = folder + "/" + name
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return path
    } catch {
      throw .program("\(error)")
    }
  }

  private func pages(of scan: CertifiedCopy.Scan) throws(PaperFault) -> Int? {
    do {
      return try QPDF.pages(scan.path, limit)
    } catch {
      throw .program("qpdf: \(error)")
    }
  }

  private func qpdf(_ arguments: [String]) throws(PaperFault) {
    do {
      let answer = try QPDF.run(arguments, limit)
      guard answer.status == 0 || answer.status == 3 else { throw PaperFault.program("qpdf: " + answer.complaint) }
    } catch let fault as PaperFault {
      throw fault
    } catch {
      throw .program("qpdf: \(error)")
    }
  }
}
