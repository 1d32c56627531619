public import Domain
public import Storage

/// Why the readings are not told.
public enum ReadingRefusal: Refusal, Hashable {
  /// They are for leaders and auditors, of the units that they see.
  case notYours

  /// What kind of "no" it is.
  public var kind: RefusalKind { .forbidden }
  /// The sentence.
  public var textKey: String { "readings.error.not-yours" }
  /// The field.
  public var field: String? { nil }
}

extension Centre {
  /// Who read the dossiers of the units that an actor looks after, the latest first, and how many readings fit.
  public func listReadings(
    _ filter: ReadingFilter, by actor: Actor
  ) async throws -> (items: [Reading], total: Int) {
    guard actor.kind == .staff, let unit = ownUnit(of: actor, for: .readReadings) else {
      throw ReadingRefusal.notYours
    }
    var asked = filter
    if !seesProvince(actor) { asked.unit = unit }
    let bounded = asked
    return try await database.read { (try $0.readings(bounded), try $0.readingCount(bounded)) }
  }
}
