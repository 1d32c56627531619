import Centre
import Domain

/// A field of a form as it is drawn: label, hint, what was typed, and what is wrong with it.
struct FieldView: Sendable {
  let id: String
  let name: String
  let label: String
  let hint: String?
  let value: String
  let error: String?
  let type: String
  let inputMode: String?
  let autocomplete: String?
  let optional: Bool
  let narrow: Bool
  /// For an address: its present forms.
  var renewal: AddressOffersView?
}

/// One line of the summary above a form with faults; it leads to the field.
struct ErrorLine: Sendable {
  let href: String
  let text: String
}

/// A choice among few.
struct ChoiceView: Sendable {
  let id: String
  let value: String
  let label: String
  let chosen: Bool
}

/// Draws the fields of a filing, the same on the portal, the kiosk and the desk.
struct FilingFields: Sendable {
  let form: DossierForm
  let problems: [FieldProblem]
  let wording: Wording
  let addresses: AddressRenewing

  /// The lines above the form.
  var summary: [ErrorLine] {
    problems.filter { problem in
      !["answers.", "papers."].contains { problem.field?.hasPrefix($0) ?? false }
    }.map { problem in
      ErrorLine(href: "#" + Self.id(problem.field ?? ""), text: label(of: problem) + problemText(problem))
    }
  }

  static func id(_ field: String) -> String { "f-" + field.replacing(".", with: "-").replacing("_", with: "-") }

  private func problemText(_ problem: FieldProblem) -> String { wording.text(problem.textKey, problem.values) }

  /// Which field it is, where the sentence alone does not tell: which original, which person, or a sentence that fits
  /// many fields.
  private func label(of problem: FieldProblem) -> String {
    let parts = (problem.field ?? "").split(separator: ".").map(String.init)
    guard let subject = parts.first, let last = parts.last, parts.count > 1 else { return "" }
    let name = wording.text("shared.field.\(subject == "originals" ? "originals" : "person").\(last)")
    if subject == "originals", let index = Int(parts[1]), (0..<FilingLimits.originals).contains(index) {
      return "\(wording.text("portal.filing.giay-to.paper")) \(index + 1), \(name): "
    }
    let whose = subject == "applicant" ? [] : [wording.text("shared.whose.\(subject)")]
    let which = ["error.text.", "error.date."].contains { problem.textKey.hasPrefix($0) } ? [name] : []
    let told = (whose + which).joined(separator: ", ")
    return told.isEmpty ? "" : told + ": "
  }

  /// What is wrong with a field that draws itself.
  func errorText(_ field: String) -> String? { problems.first { $0.field == field }.map(problemText) }

  /// A field by its name as in the API.
  func field(
    _ name: String, key: String, value: String?, type: String = "text", inputMode: String? = nil,
    autocomplete: String? = nil, optional: Bool = false, narrow: Bool = false
  ) -> FieldView {
    let hintKey = "shared.hint.\(key)"
    let hint = wording.text(hintKey)
    return FieldView(
      id: Self.id(name), name: name, label: wording.text("shared.field.\(key)"), hint: hint == hintKey ? nil : hint,
      value: value ?? "", error: errorText(name), type: type, inputMode: inputMode,
      autocomplete: autocomplete, optional: optional, narrow: narrow)
  }

  /// The fields of a person; `prefix` is `applicant`, `owner` or `collector`.
  func person(_ person: PersonForm?, prefix: String) -> [FieldView] {
    let own = prefix == "applicant"
    var address = field(
      "\(prefix).address", key: "person.address", value: person?.address,
      autocomplete: own ? "street-address" : "off", optional: true)
    address.renewal = addresses.offers(person?.address, field: "\(prefix).address", wording)
    return [
      field("\(prefix).name", key: "person.name", value: person?.name, autocomplete: own ? "name" : "off"),
      field(
        "\(prefix).personal_number", key: "person.personal_number", value: person?.personalNumber, inputMode: "numeric",
        autocomplete: "off", narrow: true),
      field(
        "\(prefix).passport", key: "person.passport", value: person?.passport, autocomplete: "off", optional: true,
        narrow: true),
      field(
        "\(prefix).born", key: "person.born", value: person?.born, inputMode: "numeric",
        autocomplete: own ? "bday" : "off", optional: true, narrow: true),
      field(
        "\(prefix).phone", key: "person.phone", value: person?.phone, type: "tel", inputMode: "tel",
        autocomplete: own ? "tel" : "off", optional: !own, narrow: true),
      address,
    ]
  }

  /// The fields of an original.
  func original(_ original: OriginalForm, index: Int) -> [FieldView] {
    let prefix = "originals.\(index)"
    return [
      field("\(prefix).name", key: "originals.name", value: original.name),
      field("\(prefix).number", key: "originals.number", value: original.number, optional: true, narrow: true),
      field("\(prefix).issuer", key: "originals.issuer", value: original.issuer, optional: true),
      field(
        "\(prefix).issued_on", key: "originals.issued_on", value: original.issuedOn, inputMode: "numeric",
        optional: true,
        narrow: true),
      field(
        "\(prefix).pages", key: "originals.pages", value: original.pages, inputMode: "numeric", narrow: true),
      field(
        "\(prefix).copies", key: "originals.copies", value: original.copies, inputMode: "numeric", narrow: true),
    ]
  }
}

extension DossierForm {
  /// Takes what a page posted into the form; fields that the page did not have stay as they were.
  mutating func take(_ body: FormBody) {
    if let value = body["procedure"] { procedure = value }
    if let value = body["unit"] { unit = value }
    if body.names.contains("note") { note = body["note"] }
    applicant = Self.person(body, "applicant", applicant)
    owner = Self.person(body, "owner", owner)
    collector = Self.person(body, "collector", collector)
    takeOriginals(body)
  }

  private static func person(_ body: FormBody, _ prefix: String, _ kept: PersonForm?) -> PersonForm? {
    guard body.names.contains("\(prefix).name") else { return kept }
    var person = kept ?? PersonForm()
    person.name = body["\(prefix).name"]
    person.personalNumber = body["\(prefix).personal_number"]
    person.passport = body["\(prefix).passport"]
    person.born = body["\(prefix).born"]
    if body.names.contains("\(prefix).sex") { person.sex = body["\(prefix).sex"] }
    person.phone = body["\(prefix).phone"]
    person.address = body["\(prefix).address"]
    let empty = [person.name, person.personalNumber, person.passport, person.born, person.phone, person.address]
      .allSatisfy { $0 == nil }
    return prefix != "applicant" && empty ? nil : person
  }

  private mutating func takeOriginals(_ body: FormBody) {
    let indices = body.names.compactMap { name -> Int? in
      let parts = name.split(separator: ".")
      return parts.count == 3 && parts[0] == "originals" && parts[2] == "name" ? Int(parts[1]) : nil
    }.filter { (0..<100).contains($0) }.sorted()
    guard !indices.isEmpty else { return }
    let kept = originals ?? []
    originals = indices.map { index in
      var original = index < kept.count ? kept[index] : OriginalForm()
      let prefix = "originals.\(index)"
      original.name = body["\(prefix).name"]
      original.number = body["\(prefix).number"]
      original.issuer = body["\(prefix).issuer"]
      original.issuedOn = body["\(prefix).issued_on"]
      original.pages = body["\(prefix).pages"]
      original.copies = body["\(prefix).copies"]
      let files = body.all("\(prefix).files").filter { !$0.isEmpty }
      if !files.isEmpty { original.files = files }
      return original
    }
  }
}

extension Refusal {
  /// The problems to name above a form.
  var problems: [FieldProblem] {
    (self as? InvalidInput)?.problems ?? [FieldProblem(field ?? "form", textKey, values, kind: kind)]
  }
}
