public import Domain

/// What the province issues, as data: units, procedures, calendars, texts. No code knows a procedure by name.
public struct Catalogue: Sendable {
  /// The units.
  public let units: UnitDirectory
  /// All procedures in all versions.
  public let procedures: [Procedure]
  /// The needs in citizens' own words, and the questions that lead on from them.
  public let needs: [Need]
  /// The lists of codes that forms choose from, by key.
  public let lists: [String: CodeList]
  /// The sentences.
  public let texts: Texts
  /// What nobody could confirm.
  public let unverified: [UnverifiedMark]
  /// The folder that it was read from.
  let directory: String
  private let sources: [ProcedureKey: ProcedureSource]
  private let calendar: WorkingCalendar
  private let unitCalendars: [UnitCode: WorkingCalendar]
  private let byCode: [ProcedureCode: [Procedure]]
  private let searched: [SearchedProcedure]

  init(
    directory: String, units: UnitDirectory, procedures: [Procedure], sources: [ProcedureSource], needs: [Need],
    lists: [CodeList], texts: Texts,
    rules: CalendarRules, years: [CalendarYear], unverified: [UnverifiedMark]
  ) {
    self.directory = directory
    self.sources = Dictionary(
      zip(procedures.map(\.key), sources), uniquingKeysWith: { first, _ in first })
    self.units = units
    self.procedures = procedures
    self.needs = needs
    self.lists = CodeList.byKey(lists, procedures)
    self.texts = texts
    self.unverified = unverified
    let calendar = WorkingCalendar(rules: rules, years: years)
    self.calendar = calendar
    unitCalendars = Dictionary(
      units.all.map { ($0.code, calendar.for(unit: $0.code)) }, uniquingKeysWith: { first, _ in first })
    byCode = Dictionary(grouping: procedures, by: \.code).mapValues { $0.sorted { $0.version < $1.version } }
    searched = byCode.values.compactMap(Self.newest).map(SearchedProcedure.init).sorted { $0.text < $1.text }
  }

  /// The version of a procedure in force on a day: the newest that has begun. When that one was withdrawn, those before
  /// it do not come back.
  public func procedure(_ code: ProcedureCode, on date: CivilDate) -> Procedure? {
    byCode[code]?.last { $0.from <= date && !$0.isTakenBack }.flatMap { $0.isInForce(on: date) ? $0 : nil }
  }

  /// A certain version of a procedure.
  public func procedure(_ code: ProcedureCode, version: Int) -> Procedure? {
    byCode[code]?.first { $0.version == version }
  }

  /// The newest version of a procedure, in force or not.
  public func newestProcedure(_ code: ProcedureCode) -> Procedure? { byCode[code].flatMap(Self.newest) }

  /// The procedure by which a citizen is given a guidance note; `nil` when the province has none.
  public func guidanceProcedure(on date: CivilDate) -> Procedure? {
    codes.lazy.compactMap { procedure($0, on: date) }.first { $0.makesGuidance }
  }

  /// The codes of all procedures, in order.
  public var codes: [ProcedureCode] { byCode.keys.sorted { $0.rawValue < $1.rawValue } }

  /// All versions of a procedure, the oldest first.
  public func versions(of code: ProcedureCode) -> [Procedure] { byCode[code] ?? [] }

  /// The newest of one procedure's versions, one that was taken back before it began only when there is no other.
  private static func newest(_ versions: [Procedure]) -> Procedure? {
    versions.last { !$0.isTakenBack } ?? versions.last
  }

  /// The file of a version as it was written.
  public func source(of procedure: Procedure) -> ProcedureSource? { sources[procedure.key] }

  /// What nobody could confirm about a version.
  public func unverified(in procedure: Procedure) -> [UnverifiedMark] {
    guard let file = sources[procedure.key]?.file else { return [] }
    return unverified.filter { $0.file == file }
  }

  /// The procedures in force on a day in which every word of `text` stands, without diacritics, in any order: "chung
  /// thuc ban sao". What is called so comes first, then what people call so, then the rest.
  public func findProcedures(_ text: String, on date: CivilDate) -> [Procedure] {
    let asked = SearchText.fold(String(text.prefix(200)))
    let words = asked.split(separator: " ")
    let found = searched.filter { entry in words.allSatisfy { entry.text.contains($0) } }
    // What nobody asked for by a word has no rank.
    let ranked = words.isEmpty ? found.map { (0, $0) } : found.map { ($0.rank(asked), $0) }
    return ranked.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      .compactMap { procedure($0.element.1.code, on: date) }
  }

  /// The fee in đồng for a dossier, by the tariff of the day it was filed, without what the person is exempt from.
  public func fee(
    of procedure: Procedure, for originals: [Original], _ answers: Answers = Answers(), exemption: String? = nil,
    channel: Channel, on date: CivilDate, unit: UnitCode
  ) -> Int {
    let parent = units.unit(unit)?.parent
    return procedure.fee.tariff(on: date, channel: channel, unit: unit, parent: parent)?
      .fee(for: originals, answers, freed: procedure.fee.freed(by: exemption)) ?? 0
  }

  /// The need with a key.
  public func need(_ key: String) -> Need? { needs.first { $0.key == key } }

  /// The needs in which every word of `text` stands, without diacritics, in any order.
  public func findNeeds(_ text: String) -> [Need] {
    let words = SearchText.fold(String(text.prefix(200))).split(separator: " ")
    return needs.filter { need in
      let held = SearchText.fold(([need.name.vi, need.name.en, need.name.ar] + need.keywords).joined(separator: " "))
      return words.allSatisfy { held.contains($0) }
    }
  }

  /// When a unit works.
  public func calendar(for unit: UnitCode) -> WorkingCalendar { unitCalendars[unit] ?? calendar }

  /// When units work that have no hours of their own.
  public var commonCalendar: WorkingCalendar { calendar }
}
