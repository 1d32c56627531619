import Centre
import Domain
import Storage

/// One thing that the applicant can be asked for: a paper of the procedure, or something chosen.
struct RequestRow: Sendable {
  /// The paper's key, when the row is a paper's.
  let about: String?
  let aboutName: String
  /// What can be chosen, when it is not.
  let chooses: [AnswerFieldView]
  let texts: [AnswerFieldView]
}

/// A paper that can come with a supplement.
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
}

extension ActForms {
  /// Rows beside those of the papers, for answers and everything else.
  private static let furtherRows = 3

  /// A row for each paper that is asked for, so that the officer goes through all of them, and some for the answers
  /// and everything else.
  func requestRows(_ draw: ActFields) -> [RequestRow] {
    let papers = file.procedure.papers(for: file.dossier.answers).filter { !($0.isForm ?? false) }
    let rows = papers.enumerated().map { index, paper in
      RequestRow(
        about: paper.key, aboutName: "items.\(index).about", chooses: [],
        texts: [draw.line("items.\(index).text", paper.name[wording.language], optional: true)])
    }
    let fields = (file.procedure.form?.fields ?? []).map { ($0.key, $0.label[wording.language]) }
    let further = (papers.count..<papers.count + Self.furtherRows).map { index in
      RequestRow(
        about: nil, aboutName: "",
        chooses: fields.isEmpty
          ? []
          : [draw.select("items.\(index).about", wording.text("dossier.field.about"), fields, optional: true)],
        texts: [draw.line("items.\(index).text", wording.text("dossier.field.further"), optional: true)])
    }
    return rows + further
  }

  /// A row for each paper of the dossier, with what was asked for it and what came already.
  func suppliedPapers(_ draw: ActFields) -> [SuppliedPaperRow] {
    let items = file.dossier.supplementRequest?.items ?? []
    let mine = typed?.action == .supplement ? typed : nil
    return file.procedure.papers(for: file.dossier.answers).filter { !($0.isForm ?? false) }.map { paper in
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
        filesName: "\(name).files", onPaperName: "\(name).on_paper", onPaper: mine?.body["\(name).on_paper"] != nil)
    }
  }
}

extension String {
  /// Nothing for an empty text, so that a template leaves its place out.
  var nilIfEmpty: String? { isEmpty ? nil : self }
}
