import Domain

/// Proves what a procedure costs: on each day of its life exactly one tariff is in force, and what provinces decided
/// instead is theirs to decide and never decided twice.
struct FeeCheck {
  let filed: Filed<Procedure>
  let units: UnitDirectory

  func faults() -> [CatalogueFault] { tariffFaults() + overrideFaults() + exemptionFaults() }

  private func fault(_ path: [String], _ reason: String) -> CatalogueFault {
    CatalogueFault(file: filed.file.name, line: filed.file.line(filed.path + ["fee"] + path), reason: reason)
  }

  private func tariffFaults() -> [CatalogueFault] {
    let procedure = filed.value
    var faults: [CatalogueFault] = []
    /// The first day that no tariff read so far is for; `nil` once one has no end.
    var open: CivilDate? = procedure.from
    for (index, tariff) in procedure.fee.tariffs.enumerated().sorted(by: { $0.element.from < $1.element.from }) {
      let path = ["tariffs", String(index)]
      faults += valueFaults(tariff, path)
      let earlier = procedure.fee.tariffs.enumerated().contains { other, another in
        other != index && another.from <= tariff.from && another.isInForce(on: tariff.from)
          && (another.from < tariff.from || other < index)
      }
      if earlier { faults.append(fault(path, "two tariffs are in force on \(tariff.from.iso)")) }
      if let day = open, tariff.from > day, isNeeded(day) {
        faults.append(fault(path, "no tariff is in force on \(day.iso)"))
      }
      if let day = open {
        open = tariff.until.map { max(day, $0.adding(days: 1)) }
      }
    }
    if let day = open, isNeeded(day) { faults.append(fault(["tariffs"], "no tariff is in force on \(day.iso)")) }
    return faults
  }

  /// Whether somebody may file on a day.
  private func isNeeded(_ day: CivilDate) -> Bool { filed.value.until.map { day <= $0 } ?? true }

  private func overrideFaults() -> [CatalogueFault] {
    let overrides = filed.value.fee.overrides
    return overrides.enumerated().flatMap { index, override in
      let path = ["overrides", String(index)]
      var faults = valueFaults(override.tariff, path + ["tariff"])
      if units.unit(override.unit) == nil {
        faults.append(fault(path + ["unit"], "there is no unit \(override.unit.rawValue)"))
      }
      let decidedBefore = overrides[..<index].contains { earlier in
        earlier.unit == override.unit && Self.overlap(earlier.tariff, override.tariff)
          && Set(Self.channels(earlier)).intersection(Self.channels(override)).isEmpty == false
      }
      if decidedBefore {
        faults.append(fault(path, "an override before it already decides for \(override.unit.rawValue)"))
      }
      return faults
    }
  }

  private static func channels(_ override: FeeOverride) -> [Channel] {
    override.channels.isEmpty ? Channel.allCases : override.channels
  }

  private static func overlap(_ one: FeeTariff, _ other: FeeTariff) -> Bool {
    one.isInForce(on: other.from) || other.isInForce(on: one.from)
  }

  private func valueFaults(_ tariff: FeeTariff, _ path: [String]) -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    if let until = tariff.until, until < tariff.from {
      faults.append(fault(path + ["until"], "the tariff ends before it begins"))
    }
    var amounts = [("per_case", tariff.perCase ?? 0), ("each.amount", tariff.each?.amount ?? 0)]
    if let pages = tariff.pages {
      amounts += [
        ("pages.per_first_page", pages.perFirstPage), ("pages.first_pages", pages.firstPages),
        ("pages.per_further_page", pages.perFurtherPage), ("pages.maximum_a_copy", pages.maximumACopy),
      ]
    }
    faults += eachFaults(tariff.each, path)
    faults += partFaults(tariff, path)
    if tariff.pages != nil, !filed.value.listsOriginals {
      faults.append(fault(path + ["pages"], "pages are counted of originals: originals: true is missing"))
    }
    return faults + amountFaults(amounts, path)
  }

  private func partFaults(_ tariff: FeeTariff, _ path: [String]) -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    var keys: Set<String> = []
    for (index, part) in (tariff.parts ?? []).enumerated() {
      let path = path + ["parts", String(index)]
      if !keys.insert(part.key).inserted { faults.append(fault(path + ["key"], "the part \(part.key) stands twice")) }
      if !StepCheck.isKey(part.key) {
        faults.append(fault(path + ["key"], "the key \(part.key) is not of small letters, digits, - and _"))
      }
      if part.perCase == nil, part.each == nil { faults.append(fault(path, "the part says no fee: per_case or each")) }
      faults += eachFaults(part.each, path)
      faults += amountFaults([("per_case", part.perCase ?? 0), ("each.amount", part.each?.amount ?? 0)], path)
    }
    return faults
  }

  private func eachFaults(_ each: FeeTariff.Each?, _ path: [String]) -> [CatalogueFault] {
    guard let each, filed.value.form?.field(each.field)?.kind != .number else { return [] }
    return [fault(path + ["each", "field"], "the form has no field of a number \(each.field)")]
  }

  private func amountFaults(_ amounts: [(String, Int)], _ path: [String]) -> [CatalogueFault] {
    amounts.filter { !(0...1_000_000_000).contains($0.1) }.map { key, _ in
      fault(path + key.split(separator: ".").map(String.init), "\(key) must be from 0 to 1,000,000,000")
    }
  }

  /// An exemption frees parts that are there; one whose part is gone would free nobody without a word.
  private func exemptionFaults() -> [CatalogueFault] {
    let fee = filed.value.fee
    let parts = Set((fee.tariffs + fee.overrides.map(\.tariff)).flatMap { $0.parts ?? [] }.map(\.key))
    return (fee.exemptions ?? []).enumerated().flatMap { index, exemption in
      let path = ["exemptions", String(index), "frees"]
      guard let frees = exemption.frees else { return [CatalogueFault]() }
      if frees.isEmpty { return [fault(path, "it frees nothing; leave it out when it frees everything")] }
      return frees.enumerated().filter { !parts.contains($0.element) }.map { place, key in
        fault(path + [String(place)], "no tariff has a part \(key)")
      }
    }
  }
}
