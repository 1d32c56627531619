public import Domain
import Storage
import Synchronization

/// The calendars of the units that closed unplanned, as they were read last. A calendar is made anew only when a
/// unit's closures changed.
final class ClosureMemory: Sendable {
  private struct Kept {
    let closures: [Closure]
    let calendar: WorkingCalendar
  }

  private let kept = Mutex<[UnitCode: Kept]>([:])

  /// The calendar of a unit with its closures.
  func calendar(of unit: UnitCode, planned: WorkingCalendar, closures: [Closure]) -> WorkingCalendar {
    kept.withLock { kept in
      if let known = kept[unit], known.closures == closures { return known.calendar }
      let calendar = planned.closing(closures)
      kept[unit] = Kept(closures: closures, calendar: calendar)
      return calendar
    }
  }

  /// The calendar of a unit as it was made last; `nil` when nothing was read of it yet.
  func last(_ unit: UnitCode) -> WorkingCalendar? { kept.withLock { $0[unit]?.calendar } }
}

extension Centre {
  /// When a unit works, with the closures that were read last; what decides reads them anew in its transaction.
  public func calendar(for unit: UnitCode) -> WorkingCalendar {
    closureMemory.last(unit) ?? catalogue.calendar(for: unit)
  }

  /// When a unit works, with the days on which it closed unplanned, as they are now.
  func calendar(for unit: UnitCode, _ tx: Transaction) throws -> WorkingCalendar {
    closureMemory.calendar(
      of: unit, planned: catalogue.calendar(for: unit), closures: try tx.closures(of: unit).map(\.closure))
  }

  /// Reads a unit's closures, so that `calendar(for:)` knows those that another process kept.
  func readCalendar(of unit: UnitCode) async throws {
    _ = try await database.read { try self.calendar(for: unit, $0) }
  }
}
