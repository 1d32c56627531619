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

extension ActForms {
  /// Rows beside those of the papers, for answers and everything else.
  private static let furtherRows = 3

  /// A row for each paper that is asked for, so that the officer goes through all of them, and some for the answers
  /// and everything else.
  func requestRows(_ draw: ActFields) -> [RequestRow] {
    let papers = file.procedure.papersToSend(for: file.dossier.answers)
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
}
