public import Domain

/// The limits of a filing; each is told in the sentence that refuses what is over it.
public enum FilingLimits {
  /// Originals in one dossier.
  public static let originals = 50
  /// Pages of one original.
  public static let pages = 1...1000
  /// Copies of one original.
  public static let copies = 1...200
  /// Files of one original.
  public static let filesAnOriginal = 20
  /// Bytes of one file.
  public static let fileBytes = 20 * 1024 * 1024
  /// Bytes of all files of a dossier.
  public static let dossierBytes = 200 * 1024 * 1024
}

/// A filing whose every field was checked; its files are still identifiers.
struct CheckedFiling {
  let procedure: Procedure
  let unit: Unit
  let competent: Unit
  let channel: Channel
  let filer: Person
  let owner: Person?
  let collector: Person?
  let originals: [(original: Original, files: [String])]
  let answers: Answers
  let papers: [CheckedPaper]
  let exemption: String?
  let follows: DossierCode?
  let externalCode: String?
  let note: String?
}

/// A paper whose files are still identifiers.
struct CheckedPaper {
  let key: String
  let files: [String]
  let onPaper: Bool
  let reuse: (dossier: DossierCode, result: String)?
}

extension DossierForm {
  /// Checks every field against the catalogue of `today`.
  ///
  /// - Throws: `InvalidInput` with all problems, in the order of the fields.
  func checked(catalogue: Catalogue, today: CivilDate) throws(InvalidInput) -> CheckedFiling {
    var check = FormCheck()
    let procedure = check.take(self.procedure(in: catalogue, today: today))
    let unit = check.take(self.unit(in: catalogue))
    let competent = check.take(competentUnit(for: procedure, receiving: unit, in: catalogue)) ?? nil
    let channel = check.take(channelOrDefault)
    let filer = (applicant ?? PersonForm()).checked("applicant", today: today, phoneNeeded: true, &check)
    let owner = self.owner?.checked("owner", today: today, phoneNeeded: false, &check)
    let collector = self.collector?.checked("collector", today: today, phoneNeeded: false, &check)
    let originals = procedure?.listsOriginals ?? true ? checkedOriginals(today: today, &check) : []
    let answers = checkedAnswers(procedure, catalogue, today: today, &check)
    let papers = checkedPapers(procedure, answers, channel ?? .counter, &check)
    let exemption = checkedExemption(procedure, &check)
    let note = check.optionalText(self.note, field: "note", limit: 500)
    let externalCode = check.optionalText(self.externalCode, field: "external_code", limit: 60)
    let followed = check.take(checkedFollows) ?? nil
    guard let procedure, let unit, let competent, let channel, let filer, check.problems.isEmpty else {
      throw InvalidInput(check.problems)
    }
    return CheckedFiling(
      procedure: procedure, unit: unit, competent: competent, channel: channel, filer: filer, owner: owner,
      collector: collector, originals: originals, answers: answers, papers: papers, exemption: exemption,
      follows: followed, externalCode: externalCode, note: note)
  }

  /// Checks what was filled in; public pages use it to check a page of its own before the next.
  func answerProblems(_ procedure: Procedure, _ catalogue: Catalogue, today: CivilDate) -> [FieldProblem] {
    var check = FormCheck()
    _ = checkedAnswers(procedure, catalogue, today: today, &check)
    return check.problems
  }

  /// Checks the papers; public pages use it to check a page of its own before the next.
  func paperProblems(_ procedure: Procedure, _ catalogue: Catalogue, today: CivilDate) -> [FieldProblem] {
    var ignored = FormCheck()
    let answers = checkedAnswers(procedure, catalogue, today: today, &ignored)
    var check = FormCheck()
    _ = checkedPapers(procedure, answers, channel.flatMap(Channel.init(rawValue:)) ?? .counter, &check)
    return check.problems
  }

  private func checkedAnswers(
    _ procedure: Procedure?, _ catalogue: Catalogue, today: CivilDate, _ check: inout FormCheck
  ) -> Answers {
    guard let form = procedure?.form else { return Answers() }
    return AnswersCheck(form: form, lists: catalogue.lists, today: today, prefix: "answers")
      .checked(answers ?? [:], &check)
  }

  /// The unit that decides: the procedure's authority, another commune where the law lets this one receive for it, or
  /// this one.
  private func competentUnit(
    for procedure: Procedure?, receiving: Unit?, in catalogue: Catalogue
  ) -> Result<Unit?, FieldProblem> {
    if let authority = procedure?.authority, let unit = catalogue.units.unit(authority) { return .success(unit) }
    guard let text = competent, !text.isEmpty, text != unit else {
      // What is wrong with the receiving unit is said of the unit itself, once.
      return .success(receiving)
    }
    guard text.utf8.count <= 40, let found = catalogue.units.unit(UnitCode(rawValue: text)), found.receivesDossiers
    else { return .failure(FieldProblem("competent", "error.unit.unknown")) }
    guard procedure?.nonBoundary ?? true else {
      return .failure(FieldProblem("competent", "error.reception.not-non-boundary"))
    }
    return .success(found)
  }

  private func checkedPapers(
    _ procedure: Procedure?, _ answers: Answers, _ channel: Channel, _ check: inout FormCheck
  ) -> [CheckedPaper] {
    guard let procedure, !procedure.listsOriginals else { return [] }
    let asked = procedure.papers(for: answers)
    let given = Dictionary((papers ?? []).map { ($0.key ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    for key in given.keys.sorted()
    where procedure.papers.allSatisfy({ $0.key != key }) && key != PaperForm.exemptionProof {
      check.note(FieldProblem("papers.\(key.prefix(60))", "error.papers.unknown"))
    }
    let exempt = !(exemption ?? "").isEmpty
    let wanted =
      asked.map { paper in
        (paper.key, paper.isRequired && !(paper.held?.contains("identity") ?? false))
      } + (exempt ? [(PaperForm.exemptionProof, true)] : [])
    return wanted.compactMap { key, isRequired -> CheckedPaper? in
      let field = "papers.\(key)"
      let form = given[key] ?? PaperForm()
      let files = form.files ?? []
      if files.count > FilingLimits.filesAnOriginal {
        check.note(
          FieldProblem("\(field).files", "error.files.too-many", ["limit": String(FilingLimits.filesAnOriginal)]))
      }
      let onPaper = form.onPaper == "yes" && channel == .counter
      var reuse: (DossierCode, String)?
      if let text = form.reuse, !text.isEmpty {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let code = DossierCode(typed: parts[0]) else {
          check.note(FieldProblem(field, "error.papers.not-held"))
          return nil
        }
        reuse = (code, parts[1])
      }
      if files.isEmpty && !onPaper && reuse == nil {
        if isRequired { check.note(FieldProblem(field, "error.papers.missing")) }
        return nil
      }
      return CheckedPaper(key: key, files: files, onPaper: onPaper, reuse: reuse)
    }
  }

  private func checkedExemption(_ procedure: Procedure?, _ check: inout FormCheck) -> String? {
    guard let key = exemption, !key.isEmpty else { return nil }
    guard procedure?.fee.exemptions?.contains(where: { $0.key == key }) ?? false else {
      check.note(FieldProblem("exemption", "error.answers.no-such-choice"))
      return nil
    }
    return key
  }

  private func procedure(in catalogue: Catalogue, today: CivilDate) -> Result<Procedure, FieldProblem> {
    guard let text = procedure, !text.isEmpty else {
      return .failure(FieldProblem("procedure", "error.procedure.missing"))
    }
    guard text.utf8.count <= 40, let found = catalogue.procedure(ProcedureCode(rawValue: text), on: today) else {
      return .failure(FieldProblem("procedure", "error.procedure.unknown"))
    }
    return .success(found)
  }

  private func unit(in catalogue: Catalogue) -> Result<Unit, FieldProblem> {
    guard let text = unit, !text.isEmpty else { return .failure(FieldProblem("unit", "error.unit.missing")) }
    guard text.utf8.count <= 40, let found = catalogue.units.unit(UnitCode(rawValue: text)), found.receivesDossiers
    else {
      return .failure(FieldProblem("unit", "error.unit.unknown"))
    }
    return .success(found)
  }

  private var checkedFollows: Result<DossierCode?, FieldProblem> {
    guard let text = follows, !text.isEmpty else { return .success(nil) }
    guard let code = DossierCode(typed: text) else {
      return .failure(FieldProblem("follows", "error.reception.follows"))
    }
    return .success(code)
  }

  private var channelOrDefault: Result<Channel, FieldProblem> {
    guard let text = channel, !text.isEmpty else { return .success(.counter) }
    guard let channel = Channel(rawValue: text) else {
      return .failure(FieldProblem("channel", "error.channel.unknown"))
    }
    return .success(channel)
  }

  private func checkedOriginals(today: CivilDate, _ check: inout FormCheck) -> [(original: Original, files: [String])] {
    let given = originals ?? []
    guard !given.isEmpty else {
      check.note(FieldProblem("originals", "error.originals.missing"))
      return []
    }
    guard given.count <= FilingLimits.originals else {
      check.note(FieldProblem("originals", "error.originals.too-many", ["limit": String(FilingLimits.originals)]))
      return []
    }
    return given.enumerated().compactMap { index, original in
      original.checked("originals.\(index)", position: index + 1, today: today, &check)
    }
  }
}

extension OriginalForm {
  fileprivate func checked(
    _ field: String, position: Int, today: CivilDate, _ check: inout FormCheck
  ) -> (original: Original, files: [String])? {
    let name = check.take(PlainText.check(self.name ?? "", field: "\(field).name", limit: 200))
    let number = check.optionalText(self.number, field: "\(field).number", limit: 60)
    let issuer = check.optionalText(self.issuer, field: "\(field).issuer", limit: 200)
    let issuedOn = check.pastDate(self.issuedOn, field: "\(field).issued_on", today: today)
    let pages = check.number(self.pages, field: "\(field).pages", in: FilingLimits.pages)
    let copies = check.number(self.copies, field: "\(field).copies", in: FilingLimits.copies)
    let files = self.files ?? []
    if files.count > FilingLimits.filesAnOriginal {
      check.note(
        FieldProblem("\(field).files", "error.files.too-many", ["limit": String(FilingLimits.filesAnOriginal)]))
    }
    guard let name, let pages, let copies else { return nil }
    let original = Original(
      position: position, name: name, number: number, issuer: issuer, issuedOn: issuedOn, pages: pages, copies: copies,
      scans: [])
    return (original, files)
  }
}

extension PersonForm {
  /// Checks one person; public pages use it to check a page of its own before the next.
  public func problems(field: String, today: CivilDate, phoneNeeded: Bool) -> [FieldProblem] {
    var check = FormCheck()
    _ = checked(field, today: today, phoneNeeded: phoneNeeded, &check)
    return check.problems
  }

  fileprivate func checked(
    _ field: String, today: CivilDate, phoneNeeded: Bool, _ check: inout FormCheck
  ) -> Person? {
    let name = check.take(PersonName.check(self.name ?? "", field: "\(field).name"))
    let identity = checkedIdentity(field, &check)
    let born = check.pastDate(self.born, field: "\(field).born", today: today)
    let sex = checkedSex(field, &check)
    let phone = checkedPhone(field, needed: phoneNeeded, &check)
    let address = check.optionalText(self.address, field: "\(field).address", limit: 300)
    if case .personalNumber(let number) = identity,
      let problem = number.contradiction(born: born, sex: sex, field: "\(field).personal_number")
    {
      check.note(problem)
    }
    guard let name, let identity else { return nil }
    return Person(name: name, identity: identity, born: born, sex: sex, phone: phone, address: address)
  }

  private func checkedIdentity(_ field: String, _ check: inout FormCheck) -> Identity? {
    let passport = (self.passport ?? "").filter { !$0.isWhitespace }.uppercased()
    guard (personalNumber ?? "").isEmpty, !passport.isEmpty else {
      return check.take(PersonalNumber.check(personalNumber ?? "", field: "\(field).personal_number"))
        .map(Identity.personalNumber)
    }
    guard (5...20).contains(passport.utf8.count),
      passport.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) })
    else {
      check.note(FieldProblem("\(field).passport", "error.passport.form"))
      return nil
    }
    return .passport(passport)
  }

  private func checkedSex(_ field: String, _ check: inout FormCheck) -> Sex? {
    guard let text = sex, !text.isEmpty else { return nil }
    guard let sex = Sex(rawValue: text) else {
      check.note(FieldProblem("\(field).sex", "error.sex.unknown"))
      return nil
    }
    return sex
  }

  private func checkedPhone(_ field: String, needed: Bool, _ check: inout FormCheck) -> String? {
    let text = phone ?? ""
    if text.isEmpty && !needed { return nil }
    return check.take(PhoneNumber.check(text, field: "\(field).phone"))
  }
}

extension OriginalForm {
  /// Checks one original; public pages use it to check a page of its own before the next.
  public func problems(field: String, today: CivilDate) -> [FieldProblem] {
    var check = FormCheck()
    _ = checked(field, position: 1, today: today, &check)
    return check.problems
  }
}
