public import Domain
import Paper
import Storage

/// The days that a register of dossiers is asked for, as typed.
public struct RegisterSpan: Codable, Hashable, Sendable {
  /// The first day, `yyyy-MM-dd` or `dd/MM/yyyy`.
  public var from: String
  /// The last day.
  public var until: String

  /// Takes what was typed.
  public init(from: String, until: String) {
    self.from = from
    self.until = until
  }

  /// The most days, from the first to the last: a year.
  public static let mostDays = 366
  /// The most dossiers in one book; a larger unit prints it by months.
  public static let mostDossiers = 5000
}

extension Centre {
  /// The register of dossiers (sổ theo dõi hồ sơ, Mẫu số 07) of the actor's unit as a book (PDF), in Vietnamese.
  ///
  /// - Throws: `RegisterRefusal` for somebody who keeps no register, `InvalidInput` for days that can't be, too many
  ///   days, or too many dossiers.
  public func printDossierRegister(_ span: RegisterSpan, by actor: Actor) async throws -> [UInt8] {
    try await dossierRegister(span, by: actor, .vi).pdf(formTexts(.vi))
  }

  /// The same as a table, its heads in the first row.
  public func exportDossierRegister(
    _ span: RegisterSpan, by actor: Actor, language: Language
  ) async throws -> [[String]] {
    let register = try await dossierRegister(span, by: actor, language)
    func head(_ column: String) -> String { catalogue.texts.text("paper.dossiers.column.\(column)", language) }
    func moment(_ instant: Instant?) -> String { instant.map { "\($0.date.display) \($0.time.text)" } ?? "" }
    let heads = [
      "number", "code", "procedure", "owner", "contact", "received", "due", "transferred", "finished", "returned",
      "method", "signature", "state", "note",
    ].map(head)
    let lines = register.entries.enumerated().map { index, entry in
      [
        String(index + 1), entry.code, entry.procedure, entry.owner, entry.contact, moment(entry.receivedAt),
        moment(entry.dueAt), moment(entry.transferredAt), moment(entry.finishedAt), moment(entry.returnedAt),
        entry.method, entry.collectedBy ?? "", entry.state, entry.note ?? "",
      ]
    }
    return [heads] + lines
  }

  private func dossierRegister(
    _ span: RegisterSpan, by actor: Actor, _ language: Language
  ) async throws -> DossierRegister {
    let unit = try self.unit(try registerUnit(actor))
    let now = now()
    let days = try checked(span, today: now.date)
    let start = Instant.at(days.lowerBound, TimeOfDay(minutes: 0))
    let end = Instant.at(days.upperBound.adding(days: 1), TimeOfDay(minutes: 0))
    let found = try await database.read { tx -> [RegisteredDossier] in
      var filter = DossierFilter(unit: unit.code)
      filter.progress = .all
      filter.receivedFrom = start
      filter.receivedBefore = end
      let count = try tx.dossierCount(filter, now: now)
      guard count <= RegisterSpan.mostDossiers else {
        throw InvalidInput([
          FieldProblem(
            "until", "error.register.too-many",
            ["count": String(count), "limit": String(RegisterSpan.mostDossiers)])
        ])
      }
      return try tx.registeredDossiers(
        unit: unit.code, from: start, before: end, limit: RegisterSpan.mostDossiers, now: now)
    }
    return DossierRegister(
      unit: unit.committee, office: catalogue.texts.text("shared.centre", .vi), place: unit.place,
      from: days.lowerBound, until: days.upperBound, printedOn: now.date,
      entries: found.map { entry(of: $0, now, language) })
  }

  private func checked(_ span: RegisterSpan, today: CivilDate) throws -> ClosedRange<CivilDate> {
    var check = FormCheck()
    let earliest = CivilDate(year: 2015, month: 1, day: 1) ?? today
    let from = check.date(span.from, field: "from", from: earliest, to: today)
    let until = check.date(span.until, field: "until", from: from ?? earliest, to: today)
    if let from, let until, until.dayNumber - from.dayNumber >= RegisterSpan.mostDays {
      check.note(FieldProblem("until", "error.register.span", ["limit": String(RegisterSpan.mostDays)]))
    }
    guard let from, let until, check.problems.isEmpty else { throw InvalidInput(check.problems) }
    return from...until
  }

  private func entry(of dossier: RegisteredDossier, _ now: Instant, _ language: Language) -> DossierRegister.Entry {
    let (item, reception, texts) = (dossier.item, dossier.reception, catalogue.texts)
    let procedure = catalogue.procedure(reception.procedure, version: reception.version)?.shortName[language]
    let notes = [
      item.isLate(at: now) ? texts.text("paper.dossiers.late", language) : nil,
      item.apology == "sent" ? texts.text("paper.dossiers.apologised", language) : nil,
    ].compactMap(\.self)
    let owner = reception.owner ?? reception.filer
    let contact = [owner.phone ?? reception.filer.phone, owner.address].compactMap(\.self)
    return DossierRegister.Entry(
      code: item.code.rawValue,
      procedure: [procedure, "(\(item.procedure.rawValue))"].compactMap(\.self).joined(separator: " "),
      owner: owner.name, contact: contact.joined(separator: "; "), receivedAt: item.receivedAt, dueAt: item.dueAt,
      transferredAt: dossier.acceptedAt, finishedAt: item.finishedAt, returnedAt: dossier.returned?.at,
      method: texts.text("shared.channel.\(reception.channel.rawValue)", language),
      collectedBy: dossier.returned?.to, state: texts.text("shared.state.\(item.state.rawValue)", language),
      note: notes.isEmpty ? nil : notes.joined(separator: "; "))
  }
}
