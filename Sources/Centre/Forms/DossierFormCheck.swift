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
  let channel: Channel
  let filer: Person
  let owner: Person?
  let collector: Person?
  let originals: [(original: Original, files: [String])]
  let note: String?
}

extension DossierForm {
  /// Checks every field against the catalogue of `today`.
  ///
  /// - Throws: `InvalidInput` with all problems, in the order of the fields.
  func checked(catalogue: Catalogue, today: CivilDate) throws(InvalidInput) -> CheckedFiling {
    var check = FormCheck()
    let procedure = check.take(self.procedure(in: catalogue, today: today))
    let unit = check.take(self.unit(in: catalogue))
    let channel = check.take(channelOrDefault)
    let filer = (applicant ?? PersonForm()).checked("applicant", today: today, phoneNeeded: true, &check)
    let owner = self.owner?.checked("owner", today: today, phoneNeeded: false, &check)
    let collector = self.collector?.checked("collector", today: today, phoneNeeded: false, &check)
    let originals = checkedOriginals(today: today, &check)
    let note = check.optionalText(self.note, field: "note", limit: 500)
    guard let procedure, let unit, let channel, let filer, check.problems.isEmpty else {
      throw InvalidInput(check.problems)
    }
    return CheckedFiling(
      procedure: procedure, unit: unit, channel: channel, filer: filer, owner: owner, collector: collector,
      originals: originals, note: note)
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
