import Domain

/// Proves that on any day at most one version of a procedure is in force. An earlier version without a last day ends
/// when the next one begins.
struct VersionCheck {
  private let procedures: [Filed<Procedure>]

  init(_ procedures: [Filed<Procedure>]) { self.procedures = procedures }

  func faults() -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    for versions in Dictionary(grouping: procedures, by: \.value.code).values where versions.count > 1 {
      let ordered = versions.enumerated().sorted {
        ($0.element.value.version, $0.offset) < ($1.element.value.version, $1.offset)
      }.map(\.element)
      for (earlier, later) in zip(ordered, ordered.dropFirst()) { faults += Self.faults(earlier, later) }
    }
    return faults
  }

  private static func faults(_ earlier: Filed<Procedure>, _ later: Filed<Procedure>) -> [CatalogueFault] {
    let (old, new) = (earlier.value, later.value)
    let name = "\(old.code.rawValue) version \(old.version)"
    if old.version == new.version {
      return [later.fault(["version"], "\(name) stands twice; the other is \(earlier.file.name)")]
    }
    // A version that was withdrawn before its first day was never in force.
    if let until = old.until, until < old.from { return [] }
    if new.from <= old.from {
      return [later.fault(["from"], "a later version begins later: \(name) begins on \(old.from.iso)")]
    }
    if let until = old.until, until >= new.from {
      return [later.fault(["from"], "\(name) is in force until \(until.iso); two versions would be in force at once")]
    }
    return []
  }
}
