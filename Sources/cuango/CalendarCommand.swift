import ArgumentParser
import Centre
import Domain

/// The days off of a year.
struct CalendarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: "The public holidays of a year and the days worked instead of others.")

  @Argument(help: "The year, 1976 to 2050.") var year: Int
  @Option(help: "The catalogue's folder.") var catalogue: String?
  @Flag(help: "One JSON document.") var json = false

  /// The answer, with the architecture's names.
  struct Answer: Encodable {
    struct Day: Encodable {
      let date: CivilDate
      let name: String
      let reason: String
    }
    struct Swap: Encodable {
      let off: CivilDate
      let worked: CivilDate
    }

    let year: Int
    let holidays: [Day]
    let inLieu: [Swap]

    enum CodingKeys: String, CodingKey {
      case year, holidays
      case inLieu = "in_lieu"
    }
  }

  func validate() throws {
    guard WorkingCalendar.years.contains(year) else { throw ValidationError("the year must be from 1976 to 2050") }
  }

  func run() async throws {
    try await Failures.told {
      let calendar = try Catalogue.load(directory: CatalogueFolder.path(catalogue)).commonCalendar
      let answer = Answer(
        year: year,
        holidays: calendar.holidays(in: year).map { Answer.Day(date: $0.date, name: $0.name.vi, reason: $0.reason) },
        inLieu: calendar.inLieu(in: year).map { Answer.Swap(off: $0.off, worked: $0.worked) })
      if json {
        try Failures.printJSON(answer)
      } else {
        for day in answer.holidays { print("\(day.date.display)\t\(day.name)\t\(day.reason)") }
        for swap in answer.inLieu { print("\(swap.off.display)\tnghỉ hoán đổi\tlàm bù \(swap.worked.display)") }
      }
    }
  }
}

/// Where a command finds the catalogue.
enum CatalogueFolder {
  /// What was given, else what the configuration names by default.
  static func path(_ given: String?) -> String { given ?? Configuration().catalogueFolder }
}
