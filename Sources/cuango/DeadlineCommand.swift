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
  @Option(help: "Working days added by an extension, 0 to 30.") var extraWorkingDays = 0
  @Option(help: "The catalogue's folder; else CUANGO_CATALOGUE, else Catalogue.") var catalogue: String?
  @Flag(help: "One JSON document.") var json = false

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
    let why: [Reason]

    enum CodingKeys: String, CodingKey {
      case why
      case dueAt = "due_at"
      case workingHours = "working_hours"
    }

    init(_ deadline: Deadline, _ texts: Texts) {
      dueAt = deadline.dueAt.iso8601
      workingHours = (Double(deadline.workingMinutes) / 60 * 100).rounded() / 100
      why = deadline.why.map { reason in
        Reason(
          date: reason.date, counted: reason.counted, from: reason.span?.from, to: reason.span?.to,
          text: texts.text(reason.textKey, .vi, reason.values(.vi)))
      }
    }
  }

  func validate() throws {
    guard (0...30).contains(extraWorkingDays) else { throw ValidationError("extra working days are 0 to 30") }
  }

  func run() async throws {
    try await Failures.told {
      guard let received = Instant(iso8601: received), WorkingCalendar.years.contains(received.date.year) else {
        throw ConfigurationFault(description: "received: is no moment from 1976 to 2050 written as ISO 8601")
      }
      let catalogue = try Catalogue.load(directory: CatalogueFolder.path(catalogue))
      let code = ProcedureCode(rawValue: procedure)
      guard let found = catalogue.procedure(code, on: received.date) ?? catalogue.newestProcedure(code) else {
        throw ConfigurationFault(description: "procedure: there is no procedure \(procedure)")
      }
      if let unit, catalogue.units.unit(UnitCode(rawValue: unit)) == nil {
        throw ConfigurationFault(description: "unit: there is no unit \(unit)")
      }
      let calendar = unit.map { catalogue.calendar(for: UnitCode(rawValue: $0)) } ?? catalogue.commonCalendar
      let deadline = calendar.deadline(
        found.deadlineRule, received: received, extraWorkingDays: extraWorkingDays)
      let answer = Answer(deadline, catalogue.texts)
      if json {
        try Failures.printJSON(answer)
      } else {
        print(answer.dueAt)
        for reason in answer.why { print("  \(reason.text)") }
      }
    }
  }
}
