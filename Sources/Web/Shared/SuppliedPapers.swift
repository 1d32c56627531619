import Centre
import Domain
import Storage

/// A paper that can come with a supplement, as the applicant's page and the desk draw it.
struct SuppliedPaperRow: Sendable {
  struct Kept: Sendable {
    let fileID: String
    let fileName: String
    let fieldName: String
  }

  let paperKey: String
  let paperID: String
  let paperName: String
  /// What was asked for it.
  let askedText: String?
  let wrong: String?
  let kept: [Kept]
  let filesName: String
  let onPaperName: String
  let onPaper: Bool
  /// Where the page's script sends a file.
  let uploadTo: String
  /// Whether a paper can be handed over as it is.
  let atCounter: Bool

  /// A row for each paper, with what was asked for it and what came already.
  static func rows(
    _ papers: [RequiredPaper], asked items: [SupplementRequest.Item], typed: TypedAct?, uploads: [String: Upload],
    uploadTo: String, atCounter: Bool, _ wording: Wording
  ) -> [SuppliedPaperRow] {
    let mine = typed?.action == .supplement ? typed : nil
    return papers.map { paper in
      let name = "papers.\(paper.key)"
      let wrong = (mine?.problems ?? []).first { $0.field == name || ($0.field ?? "").hasPrefix(name + ".") }
      return SuppliedPaperRow(
        paperKey: paper.key,
        paperID: FilingFields.id("\(DossierAction.supplement.rawValue).\(name)"),
        paperName: paper.name[wording.language],
        askedText: items.filter { $0.about == paper.key }.map(\.text).joined(separator: "; ").nilIfEmpty,
        wrong: wrong.map { wording.text($0.textKey, $0.values) },
        kept: (mine?.files[paper.key] ?? []).compactMap { id in
          uploads[id].map {
            SuppliedPaperRow.Kept(fileID: id, fileName: $0.file.name, fieldName: "\(name).files")
          }
        },
        filesName: "\(name).files", onPaperName: "\(name).on_paper", onPaper: mine?.body["\(name).on_paper"] != nil,
        uploadTo: uploadTo, atCounter: atCounter)
    }
  }
}

extension String {
  /// Nothing for an empty text, so that a template leaves its place out.
  var nilIfEmpty: String? { isEmpty ? nil : self }
}
