import ArgumentParser
import Centre
import Domain

/// When a dossier received at a moment is due, and why then.
struct DeadlineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadline", abstract: "When a dossier received at a moment is due, and why then.")

  @Option(help: "The procedure's national code, such as 2.000815.") var procedure: String
  @Option(help: "When it was received, ISO 8601; without an offset the clock of Viet Nam.") var received: String
  @Option(help: "The code of the unit whose hours and closures count.") var unit: String?
  @Option(
    name: [.customLong("extra-working-days"), .customLong("extra-days")],
    help: "Working days added by an extension, 0 to 30.") var extraWorkingDays = 0
  @Option(
    name: .customLong("pause"),
    help: """
      A time that does not count, FROM/UNTIL in ISO 8601, with =CAUSE for what was waited for: supplement, payment, \
      council, closure or other. FROM/ has not ended. May be given many times.
      """)
  var pauses: [String] = []
  @Option(
    name: .customLong("answer"),
    help: "What the e-form was answered, FIELD=VALUE, where the time depends on it. May be given many times.")
  var answers: [String] = []
  @Option(help: "The present, up to which a pause that has not ended counts; without it, it counts nothing yet.")
  var now: String?
  @Option(help: "The catalogue's folder; else CUANGO_CATALOGUE, else Catalogue.") var catalogue: String?
  @Flag(help: "One JSON document.") var json = false
  @Option(help: ArgumentHelp("Works it out so many times and tells the microseconds of one.", visibility: .hidden))
  var measure: Int?

  /// The answer, with the architecture's names.
  struct Answer: Encodable {
    struct Reason: Encodable {
      let date: CivilDate
      let counted: Bool
      let from: TimeOfDay?
      let to: TimeOfDay?
      let text: String
    }

    let dueAt: String
    let workingHours: Double
    let pausedHours: Double
    let why: [Reason]

    enum CodingKeys: String, CodingKey {
      case why
      case dueAt = "due_at"
      case workingHours = "working_hours"
      case pausedHours = "paused_hours"
    }

    init(_ deadline: Deadline, _ texts: Texts) {
      dueAt = deadline.dueAt.iso8601
      workingHours = Self.hours(deadline.workingMinutes)
      pausedHours = Self.hours(deadline.pausedMinutes)
      why = deadline.why.map { reason in
        Reason(
          date: reason.date, counted: reason.counted, from: reason.span?.from, to: reason.span?.to,
          text: texts.text(reason.textKey, .vi, reason.values(.vi)))
      }
    }

    private static func hours(_ minutes: Int) -> Double { (Double(minutes) / 60 * 100).rounded() / 100 }
  }

  /// The most pauses that a line may give.
  static let pauseLimit = 100

  func validate() throws {
    guard (0...30).contains(extraWorkingDays) else { throw ValidationError("extra working days are 0 to 30") }
    guard pauses.count <= Self.pauseLimit else { throw ValidationError("at most \(Self.pauseLimit) pauses are taken") }
    if let measure, !(1...10_000_000).contains(measure) { throw ValidationError("measure is 1 to 10,000,000") }
  }

  func run() async throws {
    try await Failures.told {
      let received = try Self.moment(received, "received")
      let pauses = try pauses.map(Self.pause)
      let now = try now.map { try Self.moment($0, "now") }
      let catalogue = try Catalogue.load(directory: CatalogueFolder.path(catalogue))
      let code = ProcedureCode(rawValue: procedure)
      guard let found = catalogue.procedure(code, on: received.date) ?? catalogue.newestProcedure(code) else {
        throw ConfigurationFault(description: "procedure: there is no procedure \(procedure)")
      }
      if let unit, catalogue.units.unit(UnitCode(rawValue: unit)) == nil {
        throw ConfigurationFault(description: "unit: there is no unit \(unit)")
      }
      let rule = found.timeLimit(for: try Self.answers(answers, found)).rule
      let calendar = unit.map { catalogue.calendar(for: UnitCode(rawValue: $0)) } ?? catalogue.commonCalendar
      func deadline(_ received: Instant) -> Deadline {
        calendar.deadline(
          rule, received: received, extraWorkingDays: extraWorkingDays, pauses: pauses, now: now)
      }
      if let measure { return try Self.measured(measure) { deadline(received.adding(milliseconds: Int64($0 % 1000))) } }
      let answer = Answer(deadline(received), catalogue.texts)
      if json {
        try Failures.printJSON(answer)
      } else {
        print(answer.dueAt)
        for reason in answer.why { print("  \(reason.text)") }
      }
    }
  }

  /// What one working-out costs, for `bin/bench`; each is of another millisecond, so that none is known before.
  private static func measured(_ times: Int, _ body: (Int) -> Deadline) throws {
    struct Measured: Encodable {
      let microseconds: Double
      let reasons: Int
    }
    var reasons = 0
    let taken = ContinuousClock().measure {
      for time in 0..<times { reasons += body(time).why.count }
    }
    let microseconds = taken / .microseconds(1) / Double(times)
    try Failures.printJSON(Measured(microseconds: (microseconds * 100).rounded() / 100, reasons: reasons / times))
  }

  private static func moment(_ text: some StringProtocol, _ field: String) throws -> Instant {
    guard let moment = Instant(iso8601: String(text)), WorkingCalendar.years.contains(moment.date.year) else {
      throw ConfigurationFault(description: "\(field): is no moment from 1976 to 2050 written as ISO 8601")
    }
    return moment
  }

  /// Reads `FIELD=VALUE` of the procedure's e-form; a field that was chosen several things in is given several times.
  private static func answers(_ texts: [String], _ procedure: Procedure) throws -> Answers {
    var answers = Answers()
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw ConfigurationFault(description: "answer: is not written as FIELD=VALUE") }
      guard let field = procedure.form?.field(parts[0]) else {
        throw ConfigurationFault(description: "answer: \(procedure.code.rawValue) does not ask for \(parts[0])")
      }
      let known = field.kind == .yesNo ? ["yes", "no"] : field.choices?.map(\.key)
      if let known, !known.contains(parts[1]) {
        throw ConfigurationFault(description: "answer: \(parts[0]) is one of \(known.joined(separator: ", "))")
      }
      let before = field.kind == .choices ? answers[field.key] : ""
      answers[field.key] = before.isEmpty ? parts[1] : "\(before)\n\(parts[1])"
    }
    return answers
  }

  /// Reads `FROM/UNTIL`, `FROM/UNTIL=cause` or `FROM/`.
  private static func pause(_ text: String) throws -> Pause {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let times = parts[0].split(separator: "/", omittingEmptySubsequences: false)
    guard times.count == 2 else { throw ConfigurationFault(description: "pause: is not written as FROM/UNTIL") }
    guard let cause = parts.count == 1 ? .other : Pause.Cause(rawValue: String(parts[1])) else {
      let causes = Pause.Cause.allCases.map(\.rawValue).joined(separator: ", ")
      throw ConfigurationFault(description: "pause: the cause is none of \(causes)")
    }
    let from = try moment(times[0], "pause")
    let until = times[1].isEmpty ? nil : try moment(times[1], "pause")
    if let until, until < from { throw ConfigurationFault(description: "pause: ends before it begins") }
    return Pause(from: from, until: until, cause: cause)
  }
}
