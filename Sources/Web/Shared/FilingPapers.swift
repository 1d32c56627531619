import Centre
import Domain
import Storage

/// Draws the papers of a filing: what is to be sent, what is made from the form, what the office holds.
struct FilingPapers: Sendable {
  let form: DossierForm
  let procedure: Procedure?
  let problems: [FieldProblem]
  /// The files by their identifiers.
  let files: [String: Upload]
  let wording: Wording

  /// The papers that the answers ask for, and the proof of an exemption that was chosen.
  var views: [FilingPage.PaperView] {
    guard let procedure, !procedure.listsOriginals else { return [] }
    let language = wording.language
    var papers = procedure.papers(for: Answers(form.answers ?? [:])).map { paper in
      (
        key: paper.key, name: paper.name[language], source: paper.source.text, optional: paper.optional ?? false,
        made: paper.isForm ?? false, held: paper.held?.contains("identity") ?? false
      )
    }
    if let key = form.exemption, let exemption = procedure.fee.exemptions?.first(where: { $0.key == key }) {
      papers.append(
        (PaperForm.exemptionProof, exemption.proof[language], exemption.source.text, false, false, false))
    }
    return papers.enumerated().map { index, paper in
      let sent = form.papers?.first { $0.key == paper.key }
      return FilingPage.PaperView(
        key: paper.key, index: index, number: index + 1, id: FilingFields.id("papers.\(paper.key)"), name: paper.name,
        source: paper.source, optional: paper.optional, made: paper.made, held: paper.held,
        files: (sent?.files ?? []).enumerated().compactMap { place, id in
          files[id].map { upload in
            FilingPage.FileView(
              id: id, index: place, original: index, name: upload.file.name, size: FileSize.text(upload.file.size),
              pages: wording.counted("pages", upload.file.pages))
          }
        },
        error: problems.first { $0.field?.hasPrefix("papers.\(paper.key)") ?? false }
          .map { wording.text($0.textKey, $0.values) },
        onPaper: sent?.onPaper == "yes")
    }
  }

  /// Why somebody may pay nothing.
  var exemptions: [ChoiceView] {
    guard let known = procedure?.fee.exemptions, !known.isEmpty else { return [] }
    let none = ChoiceView(
      id: "f-exemption", value: "", label: wording.text("shared.exemption.none"), chosen: (form.exemption ?? "").isEmpty
    )
    return [none]
      + known.map { exemption in
        ChoiceView(
          id: "f-exemption-\(exemption.key)", value: exemption.key, label: exemption.name[wording.language],
          chosen: form.exemption == exemption.key)
      }
  }

  /// The lines of the summary above the page for problems of papers.
  static func summary(_ problems: [FieldProblem], _ procedure: Procedure?, _ wording: Wording) -> [ErrorLine] {
    problems.compactMap { problem in
      let parts = (problem.field ?? "").split(separator: ".").map(String.init)
      guard parts.first == "papers", parts.count > 1 else { return nil }
      let name = procedure?.papers.first { $0.key == parts[1] }?.name[wording.language]
      let told = [name, wording.text(problem.textKey, problem.values)].compactMap { $0 }.joined(separator: ": ")
      return ErrorLine(href: "#" + FilingFields.id("papers.\(parts[1])"), text: told)
    }
  }
}

extension DossierForm {
  /// What was typed, and for fields that nobody has typed in yet what the form knows already of the people.
  func prefilled(_ fields: ProcedureForm) -> [String: String] {
    var values = answers ?? [:]
    for field in fields.fields where values[field.key] == nil {
      guard let source = field.prefill, let value = known(source), !value.isEmpty else { continue }
      values[field.key] = value
    }
    return values
  }

  private func known(_ source: String) -> String? {
    let parts = source.split(separator: ".").map(String.init)
    guard parts.count == 2 else { return nil }
    let person = parts[0] == "owner" ? owner ?? applicant : parts[0] == "applicant" ? applicant : nil
    return switch parts[1] {
    case "name": person?.name
    case "number": person?.personalNumber
    case "born": person?.born
    case "sex": person?.sex
    case "phone": person?.phone
    case "address": person?.address
    default: nil
    }
  }
}

extension Procedure {
  /// The answers as people read them, in the order of the form.
  func answerLines(_ answers: Answers, _ catalogue: Catalogue, _ wording: Wording) -> [FilingPage.AnswerLine] {
    (form?.asked(answers) ?? []).compactMap { field in
      let value = answers[field.key]
      if value.isEmpty { return nil }
      return FilingPage.AnswerLine(
        label: field.label[wording.language],
        value: catalogue.shown(value, of: field.key, in: self, wording.language))
    }
  }
}
