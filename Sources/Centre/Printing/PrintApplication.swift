public import Domain
import Paper

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
    let people: [(person: Person, name: String)] =
      [(reception.filer, "application.name")] + (reception.owner.map { [($0, "application.owner")] } ?? [])
    printed.people = people.flatMap { person, name in
      peopleLines(
        name: person.name, born: person.born?.display, sex: person.sex,
        number: masked(person.identity.number, filling.isMasked),
        phone: person.phone.map { masked($0, filling.isMasked) },
        address: person.address, nameKey: name, formTexts(history.language))
    }
    return printed.notice(formTexts(history.language))
  }

  /// The e-form of a filing that is not filed yet, with what was typed so far: for the person who fills it in.
  ///
  /// - Parameter answers: what was typed, with what the form knows already of the people.
  /// - Throws: `PrintRefusal` when the procedure has no e-form.
  public func printDraft(
    _ form: DossierForm, answers: [String: String], language: Language
  ) throws -> [UInt8] {
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
    for (person, name) in [(form.applicant, "application.name"), (form.owner, "application.owner")] {
      guard let person else { continue }
      printed.people += peopleLines(
        name: person.name, born: person.born.map { CivilDate(iso: $0)?.display ?? $0 },
        sex: person.sex.flatMap(Sex.init(rawValue:)), number: person.personalNumber ?? person.passport,
        phone: person.phone, address: person.address, nameKey: name, texts)
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
    let isPrivate = field.kind == .personalNumber || field.kind == .phone
    func shown(_ language: Language) -> String {
      catalogue.shown(
        masked(answer, filling.isMasked && isPrivate), of: field.key, in: filling.procedure, language)
    }
    return PrintedApplication.Entry(
      label: label, value: ReaderText(shown(.vi), shown(filling.language), filling.language))
  }

  private func peopleLines(
    name: String?, born: String?, sex: Sex?, number: String?, phone: String?, address: String?, nameKey: String,
    _ texts: FormTexts
  ) -> [PrintedApplication.Entry] {
    func line(_ key: String, _ value: String?) -> PrintedApplication.Entry {
      PrintedApplication.Entry(label: texts.text(key), value: value.map { ReaderText($0) })
    }
    let sexText = sex.map { sex in
      let key = "shared.sex.\(sex.rawValue)"
      return ReaderText(catalogue.texts.text(key, .vi), catalogue.texts.text(key, texts.language), texts.language)
    }
    return [
      line(nameKey, name), line("application.born", born),
      PrintedApplication.Entry(label: texts.text("application.sex"), value: sexText), line("identity-number", number),
      line("phone", phone), line("address", address),
    ]
  }

  private func masked(_ number: String, _ isMasked: Bool) -> String {
    isMasked ? String(repeating: "•", count: max(0, number.count - 4)) + number.suffix(4) : number
  }
}
