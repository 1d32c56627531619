import Domain
import Paper
import Storage

/// What the printed forms of the centre have in common.
extension Centre {
  /// A unit that a dossier names.
  func unit(_ code: UnitCode) throws -> Unit {
    guard let unit = catalogue.units.unit(code) else {
      throw StorageError.inconsistent("the unit \(code.rawValue) is not held")
    }
    return unit
  }

  /// The head of a paper that a unit's service centre issues.
  func centreHead(of unit: Unit, on date: CivilDate) -> OfficialHead {
    OfficialHead(
      governingBody: unit.committee, issuingBody: catalogue.texts.text("shared.centre", .vi), place: unit.place,
      date: date)
  }
}

extension Procedure {
  /// The procedure as forms name what is asked for: in Vietnamese with the national code.
  func request(_ language: Language) -> ReaderText {
    ReaderText("\(shortName.vi) (\(code.rawValue))", shortName[language], language)
  }
}

extension Person {
  /// The person as forms name who files or whose dossier it is.
  var party: Receipt.Party {
    Receipt.Party(name: name, address: address, phone: phone, identityNumber: identity.number)
  }
}
