import Centre
import Domain

/// A standard form that can be printed for a dossier now.
struct DossierPrint: Sendable {
  let printName: String
  let link: String

  /// The forms that apply, in the order in which they come up.
  static func all(of file: DossierFile, _ wording: Wording) -> [DossierPrint] {
    let code = file.dossier.reception.code.rawValue
    func form(_ name: String, _ key: String) -> DossierPrint {
      DossierPrint(printName: wording.text(key), link: "/desk/dossiers/\(code)/\(name).pdf")
    }
    return [
      form("receipt", "desk.dossier.receipt"), form("control-sheet", "desk.dossier.control-sheet"),
    ]
  }
}
