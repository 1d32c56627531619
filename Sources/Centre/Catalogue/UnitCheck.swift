import Domain

/// Proves the units of a catalogue: codes are unique, agency codes can be told apart in a transfer's words, accounts
/// are such as a payment code can carry, and a former unit is told the same wherever it stands.
struct UnitCheck: Sendable {
  private let units: [Filed<Unit>]
  private let directory: UnitDirectory

  init(_ units: [Filed<Unit>], _ directory: UnitDirectory) {
    self.units = units
    self.directory = directory
  }

  func faults() -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    var codes: Set<UnitCode> = []
    var agencies: [String: String] = [:]
    var former: [UnitCode: FormerUnit] = [:]
    for filed in units {
      let unit = filed.value
      if !codes.insert(unit.code).inserted {
        faults.append(filed.fault(["code"], "the unit code \(unit.code.rawValue) stands twice"))
      }
      for (index, agency) in unit.agencyCodes.enumerated() {
        let path = index == 0 ? ["agency_code"] : ["former_agency_codes", String(index - 1)]
        // Without dots and dashes, as banks carry it, it must still be one alone.
        let said = agency.uppercased().filter { $0.isLetter || $0.isNumber }
        if let other = agencies.updateValue(agency, forKey: said) {
          faults.append(
            filed.fault(
              path,
              other == agency
                ? "the agency code \(agency) stands twice"
                : "the agency code \(agency) can't be told from \(other) without its dots"))
        }
      }
      if let parent = unit.parent, directory.unit(parent) == nil {
        faults.append(filed.fault(["parent"], "there is no unit \(parent.rawValue)"))
      }
      faults += accountFaults(filed)
      for (index, before) in unit.former.enumerated() {
        if let known = former.updateValue(before, forKey: before.code), known != before {
          faults.append(
            filed.fault(
              ["former", String(index)], "the former unit \(before.code.rawValue) is told otherwise elsewhere"))
        }
      }
    }
    return faults
  }

  private func accountFaults(_ filed: Filed<Unit>) -> [CatalogueFault] {
    guard let account = filed.value.bankAccount else { return [] }
    var faults: [CatalogueFault] = []
    func fault(_ field: String, _ reason: String) { faults.append(filed.fault(["bank_account", field], reason)) }
    do {
      _ = try VietQR(bank: account.bank, account: account.number, amount: nil, memo: nil)
    } catch {
      let wrong = error.problems.compactMap(\.field)
      if wrong.contains("bank") { fault("bank", "\(account.bank) is no BIN of six digits") }
      if wrong.contains("account") {
        fault("number", "\(account.number) is no account number of 1 to 19 letters and digits")
      }
    }
    if account.bankName.allSatisfy(\.isWhitespace) { fault("bank_name", "the bank has no name") }
    if account.holder.allSatisfy(\.isWhitespace) { fault("holder", "the account has no holder") }
    let code = CivilDate(year: 2026, month: 1, day: 1).map {
      DossierCode(agencyCode: filed.value.agencyCode, date: $0, number: 99_999)
    }
    if let code, code.paymentMemo == nil {
      fault("number", "codes of \(filed.value.agencyCode) are too long for a transfer's words")
    }
    return faults
  }
}
