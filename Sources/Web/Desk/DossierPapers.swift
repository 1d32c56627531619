import Centre
import Domain

/// The papers of a dossier as its page shows them: originals to be copied, papers handed in, scans, results.
struct DossierPapers: Sendable {
  struct Copied: Sendable {
    let position: Int
    let copiedName: String
    let copiedNumber: String?
    let issuer: String?
    let issued: String?
    let pages: Int
    let copies: Int
    let register: String?
  }

  struct Scan: Sendable {
    let scanName: String
    let link: String
    let first: Bool
  }

  struct Paper: Sendable {
    let paperName: String
    /// On paper, reused, or how many files; what is missing is said too.
    let how: String?
    let missing: Bool
    let scans: [Scan]
  }

  struct Result: Sendable {
    let resultName: String
    let link: String
    let returned: Bool
  }

  let originals: [Copied]
  let hasOriginals: Bool
  let papers: [Paper]
  let hasPapers: Bool
  let scans: [Scan]
  let hasScans: Bool
  let results: [Result]
  let hasResults: Bool

  init(_ file: DossierFile, _ wording: Wording) {
    let dossier = file.dossier
    let code = dossier.reception.code.rawValue
    originals = dossier.reception.originals.map { original in
      let number = dossier.numbers.first { $0.original == original.position }
      return Copied(
        position: original.position, copiedName: original.name, copiedNumber: original.number,
        issuer: original.issuer, issued: original.issuedOn?.display, pages: original.pages, copies: original.copies,
        register: number.map { "\($0.number) · \(RegisterBook.code(symbol: $0.book, year: $0.year))" })
    }
    hasOriginals = !originals.isEmpty
    let all = dossier.attachments.enumerated().map { place, scan in
      Scan(scanName: scan.name, link: "/desk/dossiers/\(code)/scans/\(place)", first: place == 0)
    }
    scans = all
    hasScans = !all.isEmpty
    papers = Self.papers(file, scans: Array(all.dropFirst(dossier.reception.originals.flatMap(\.scans).count)), wording)
    hasPapers = !papers.isEmpty
    results = dossier.results.map { result in
      Result(
        resultName: result.name, link: "/verify/\(result.token)/ban-sao.pdf",
        returned: dossier.returnedTokens.contains(result.token) || dossier.state == .returned)
    }
    hasResults = !results.isEmpty
  }

  private static func papers(_ file: DossierFile, scans: [Scan], _ wording: Wording) -> [Paper] {
    var rest = scans[...]
    var filed: [String: Paper] = [:]
    var order: [String] = []
    for paper in file.dossier.papers {
      let own = Array(rest.prefix(paper.scans.count))
      rest = rest.dropFirst(paper.scans.count)
      let name = file.procedure.papers.first { $0.key == paper.key }?.name[wording.language] ?? paper.key
      filed[paper.key] = Paper(paperName: name, how: how(paper, wording), missing: false, scans: own)
      order.append(paper.key)
    }
    // In the order of the procedure, those that are asked for and did not come among them. Who lists originals to be
    // copied hands those in.
    let asked = file.procedure.listsOriginals ? [] : file.procedure.papers(for: file.dossier.answers)
    let listed = asked.filter { !($0.isForm ?? false) || filed[$0.key] != nil }.map { paper in
      filed[paper.key]
        ?? Paper(
          paperName: paper.name[wording.language],
          how: wording.text(absent(paper)), missing: absent(paper) == "dossier.paper.missing", scans: [])
    }
    let keys = Set(asked.map(\.key))
    return listed + order.filter { !keys.contains($0) }.compactMap { filed[$0] }
  }

  /// What is said of a paper that did not come: who the person is, the card at the counter has told.
  private static func absent(_ paper: RequiredPaper) -> String {
    if paper.held?.contains("identity") ?? false { return "dossier.paper.from-card" }
    return paper.isRequired ? "dossier.paper.missing" : "dossier.paper.none"
  }

  private static func how(_ paper: FiledPaper, _ wording: Wording) -> String? {
    var ways: [String] = []
    if paper.onPaper { ways.append(wording.text("dossier.paper.on-paper")) }
    if let reused = paper.reused {
      ways.append(
        wording.text(
          "dossier.paper.reused",
          ["name": reused.name, "code": reused.dossier.rawValue, "date": reused.consentAt.date.display]))
    }
    return ways.joined(separator: " · ").nilIfEmpty
  }
}
