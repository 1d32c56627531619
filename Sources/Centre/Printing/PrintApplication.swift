public import Domain
import Paper
import Storage

extension Centre {
  /// The e-form of a dossier, as filed and completed since.
  func application(_ history: History) throws -> Notice {
    let reception = history.dossier.reception
    guard let form = history.procedure.form else { throw PrintRefusal.nothingToPrint(.application) }
    let unit = try unit(reception.competentUnit)
    let filling = Filling(
      form: form, procedure: history.procedure, answers: history.dossier.answers, language: history.language,
      isMasked: history.forApplicant)
    var printed = printedApplication(filling, addressee: unit)
    printed.code = reception.code.rawValue
    printed.place = unit.place
    printed.date = reception.receivedAt.date
    printed.signer = reception.filer.name
    func named(_ person: Person, _ part: String, standsForOwner: Bool) -> Named {
      Named(
        part: part, standsForOwner: standsForOwner, name: person.name, born: person.born?.display, sex: person.sex,
        number: masked(person.identity.number, filling.isMasked),
        phone: person.phone.map { masked($0, filling.isMasked) }, address: person.address)
    }
    let people =
      [named(reception.filer, "applicant", standsForOwner: reception.owner == nil)]
      + (reception.owner.map { [named($0, "owner", standsForOwner: true)] } ?? [])
    printed.people = people.flatMap { lines(of: $0, beside: form, formTexts(history.language)) }
    return printed.notice(formTexts(history.language))
  }

  /// The e-form of a draft, for the person who fills it in: with what was typed so far, and once it is filed as it was
  /// filed.
  ///
  /// - Parameter answers: what was typed, with what the form knows already of the people.
  /// - Throws: `PrintRefusal` when the procedure has no e-form.
  public func printDraft(
    _ draft: DossierDraft, answers: [String: String], language: Language
  ) async throws -> [UInt8] {
    if let code = draft.dossier {
      let events = try await database.read { try $0.events(of: code) }
      return try printed(.application, nil, events, forApplicant: false, language)
    }
    let form = draft.form
    let today = now().date
    guard
      let procedure = form.procedure.flatMap({
        catalogue.procedure(ProcedureCode(rawValue: String($0.prefix(40))), on: today)
      }), let fields = procedure.form
    else { throw PrintRefusal.nothingToPrint(.application) }
    let unit = form.unit.flatMap { catalogue.units.unit(UnitCode(rawValue: $0)) }
    var printed = printedApplication(
      Filling(form: fields, procedure: procedure, answers: Answers(answers), language: language, isMasked: false),
      addressee: unit)
    let texts = formTexts(language)
    printed.signer = form.applicant?.name
    for (person, part) in [(form.applicant, "applicant"), (form.owner, "owner")] {
      guard let person else { continue }
      let named = Named(
        part: part, standsForOwner: part == "owner" || form.owner == nil, name: person.name,
        born: person.born.map { CivilDate(iso: $0)?.display ?? $0 }, sex: person.sex.flatMap(Sex.init(rawValue:)),
        number: person.personalNumber ?? person.passport, phone: person.phone, address: person.address)
      printed.people += lines(of: named, beside: fields, texts)
    }
    return try printed.notice(texts).pdf(texts)
  }

  /// An e-form with what was filled in.
  private struct Filling {
    let form: ProcedureForm
    let procedure: Procedure
    let answers: Answers
    let language: Language
    /// Whether personal and telephone numbers are shown with their last digits alone.
    let isMasked: Bool
  }

  private func printedApplication(_ filling: Filling, addressee unit: Unit?) -> PrintedApplication {
    let form = filling.form
    let asked = Set(form.asked(filling.answers).map(\.key))
    let sections = form.sections.compactMap { section -> PrintedApplication.Section? in
      let entries = section.fields.filter { asked.contains($0.key) }.map { entry($0, filling) }
      guard !entries.isEmpty else { return nil }
      return PrintedApplication.Section(title: ReaderText(section.title, for: filling.language), entries: entries)
    }
    return PrintedApplication(
      title: ReaderText(form.title, for: filling.language),
      addressee: form.addressee.map { ReaderText($0, for: filling.language) }
        ?? ReaderText(unit?.committee ?? "……………………………"),
      // A source that nobody confirmed is not printed as the law.
      source: form.source.flatMap { $0.unverified == nil ? $0.text : nil }, code: nil, people: [], sections: sections,
      declaration: form.declaration.map { ReaderText($0, for: filling.language) }, place: unit?.place, date: nil,
      printedOn: now().date, signer: nil)
  }

  private func entry(_ field: FormField, _ filling: Filling) -> PrintedApplication.Entry {
    let label = ReaderText(field.label, for: filling.language)
    let answer = filling.answers[field.key]
    guard !answer.isEmpty else { return PrintedApplication.Entry(label: label, value: nil) }
    if field.kind == .codes, let list = field.list.flatMap({ catalogue.lists[$0] }) {
      let rows = answer.split(separator: "\n").map { code in
        [
          ReaderText(String(code)),
          list.entry(String(code)).map { ReaderText($0.name, for: filling.language) } ?? ReaderText(""),
        ]
      }
      return PrintedApplication.Entry(label: label, value: nil, codes: rows)
    }
    let isPrivate =
      [.personalNumber, .phone].contains(field.kind)
      || [".number", ".phone"].contains { field.prefill?.hasSuffix($0) ?? false }
    func shown(_ language: Language) -> String {
      catalogue.shown(
        masked(answer, filling.isMasked && isPrivate), of: field.key, in: filling.procedure, language)
    }
    return PrintedApplication.Entry(
      label: label, value: ReaderText(shown(.vi), shown(filling.language), filling.language))
  }

  /// A person as the head of the form names them.
  private struct Named {
    /// `applicant` or `owner`.
    let part: String
    /// Whether what a form asks of the owner is this person's.
    let standsForOwner: Bool
    let name: String?
    let born: String?
    let sex: Sex?
    let number: String?
    let phone: String?
    let address: String?
  }

  /// The lines of a person, without what the form asks itself.
  private func lines(
    of person: Named, beside form: ProcedureForm, _ texts: FormTexts
  ) -> [PrintedApplication.Entry] {
    let asked = Set(form.fields.compactMap(\.prefill))
    func line(_ data: String, _ key: String, _ value: ReaderText?) -> PrintedApplication.Entry? {
      let isAsked =
        asked.contains("\(person.part).\(data)") || (person.standsForOwner && asked.contains("owner.\(data)"))
      return isAsked ? nil : PrintedApplication.Entry(label: texts.text(key), value: value)
    }
    let sex = person.sex.map { sex in
      let key = "shared.sex.\(sex.rawValue)"
      return ReaderText(catalogue.texts.text(key, .vi), catalogue.texts.text(key, texts.language), texts.language)
    }
    return [
      line(
        "name", person.part == "owner" ? "application.owner" : "application.name", person.name.map { ReaderText($0) }),
      line("born", "application.born", person.born.map { ReaderText($0) }), line("sex", "application.sex", sex),
      line("number", "identity-number", person.number.map { ReaderText($0) }),
      line("phone", "phone", person.phone.map { ReaderText($0) }),
      line("address", "address", person.address.map { ReaderText($0) }),
    ].compactMap(\.self)
  }

  private func masked(_ number: String, _ isMasked: Bool) -> String {
    isMasked ? String(repeating: "•", count: max(0, number.count - 4)) + number.suffix(4) : number
  }
}
