import Domain

/// Proves a catalogue before anything runs on it: every path ends, every step can be reached and has a role, step
/// times fit the legal limit, fees are laid down for every day, texts stand in every language, codes are unique, and
/// whatever one file names stands where it says.
struct CatalogueCheck: Sendable {
  let catalogue: Catalogue
  let procedures: [Filed<Procedure>]
  let units: [Filed<Unit>]
  let needs: [Filed<Need>]
  let lists: [Filed<CodeList>]
  let texts: [String: CatalogueFile]
  private let scope: CatalogueScope

  init(
    catalogue: Catalogue, procedures: [Filed<Procedure>], units: [Filed<Unit>], needs: [Filed<Need>],
    lists: [Filed<CodeList>], texts: [String: CatalogueFile]
  ) {
    self.catalogue = catalogue
    self.procedures = procedures
    self.units = units
    self.needs = needs
    self.lists = lists
    self.texts = texts
    scope = CatalogueScope(procedures.map(\.value), lists: lists.map(\.value))
  }

  func faults() -> [CatalogueFault] {
    UnitCheck(units, catalogue.units).faults()
      + Results.gathered(count: procedures.count) { faults(of: procedures[$0]) }.flatMap { $0 }
      + VersionCheck(procedures).faults() + listFaults()
      + NeedCheck(needs, in: scope).faults() + textFaults()
  }

  // MARK: - Procedures

  private func faults(of filed: Filed<Procedure>) -> [CatalogueFault] {
    let procedure = filed.value
    var faults = StepCheck(filed).faults()
    faults += FieldCheck(filed, in: scope).faults()
    faults += ResultCheck(filed, in: scope).faults()
    faults += FeeCheck(filed: filed, units: catalogue.units).faults()
    faults += referenceFaults(of: filed)
    if let until = procedure.until, until < procedure.from, !filed.isWithdrawn {
      faults.append(filed.fault(["until"], "it ends before it begins"))
    }
    if procedure.version < 1 { faults.append(filed.fault(["version"], "versions count from 1")) }
    if procedure.legalBasis.isEmpty { faults.append(filed.fault(["legal_basis"], "no law is cited")) }
    if procedure.applicants.isEmpty { faults.append(filed.fault(["applicants"], "nobody may apply")) }
    if let days = procedure.collectWithinDays, !(1...3650).contains(days) {
      faults.append(filed.fault(["collect_within_days"], "must be from 1 to 3650"))
    }
    return faults + filed.file.emptyTexts()
  }

  /// What a procedure names outside itself.
  private func referenceFaults(of filed: Filed<Procedure>) -> [CatalogueFault] {
    let procedure = filed.value
    var faults: [CatalogueFault] = []
    if !procedure.code.isNational {
      faults.append(filed.fault(["code"], "\(procedure.code.rawValue) is no code like 2.000815"))
    }
    if let authority = procedure.authority {
      if procedure.level == .commune {
        faults.append(filed.fault(["authority"], "the commune decides it itself; level or authority is wrong"))
      }
      if catalogue.units.unit(authority) == nil {
        faults.append(filed.fault(["authority"], "there is no unit \(authority.rawValue)"))
      }
    } else if procedure.level != .commune {
      faults.append(filed.fault(["level"], "the authority that decides it is missing"))
    }
    for (index, code) in (procedure.connected ?? []).enumerated() where !scope.holds(code) {
      faults.append(filed.fault(["connected", String(index)], "there is no procedure \(code.rawValue)"))
    }
    for (index, beyond) in (procedure.beyondAuthority ?? []).enumerated() where !scope.holds(beyond.procedure) {
      faults.append(
        filed.fault(
          ["beyond_authority", String(index), "procedure"], "there is no procedure \(beyond.procedure.rawValue)"))
    }
    return faults
  }

  // MARK: - Lists

  private func listFaults() -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    var keys: Set<String> = []
    for filed in lists {
      if !keys.insert(filed.value.key).inserted {
        faults.append(filed.fault(["key"], "the list \(filed.value.key) stands twice"))
      }
      if filed.value.entries.isEmpty { faults.append(filed.fault(["entries"], "the list has no entry")) }
      var codes: Set<String> = []
      for (index, entry) in filed.value.entries.enumerated() {
        let path = ["entries", String(index), "code"]
        if !codes.insert(entry.code).inserted {
          faults.append(filed.fault(path, "the code \(entry.code) stands twice"))
        }
        if entry.code.isEmpty || entry.code.contains(where: { $0.isWhitespace || ",;".contains($0) }) {
          faults.append(filed.fault(path, "a code has no spaces, commas or semicolons"))
        }
      }
      faults += filed.file.emptyTexts()
    }
    return faults
  }

  // MARK: - Texts

  private func textFaults() -> [CatalogueFault] {
    let texts = catalogue.texts
    let wanted = texts.keys(.vi)
    var faults: [CatalogueFault] = []
    for language in Language.allCases where language != .vi {
      let there = texts.keys(language)
      for key in wanted.subtracting(there).sorted() {
        faults.append(textFault(language, key, "\(key) is missing"))
      }
      for key in there.subtracting(wanted).sorted() {
        faults.append(textFault(language, key, "\(key) has no Vietnamese text"))
      }
      for key in wanted.intersection(there).sorted()
      where texts.placeholders(key, .vi) != texts.placeholders(key, language) {
        faults.append(textFault(language, key, "\(key) has other placeholders than in Vietnamese"))
      }
    }
    return faults
  }

  private func textFault(_ language: Language, _ key: String, _ reason: String) -> CatalogueFault {
    let path = key.split(separator: ".").map(String.init)
    let name = "texts/\(language.rawValue)/\(path[0]).yaml"
    return CatalogueFault(file: name, line: texts[name]?.line(Array(path.dropFirst())) ?? 0, reason: reason)
  }
}
