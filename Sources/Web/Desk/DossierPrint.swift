import Centre
import Domain

/// A standard form that can be printed for a dossier now.
struct DossierPrint: Sendable {
  let printName: String
  let link: String

  /// The forms that apply, in the order in which they come up.
  static func all(of file: DossierFile, _ wording: Wording) -> [DossierPrint] {
    let base = "/desk/dossiers/\(file.dossier.reception.code.rawValue)"
    let printable = PrintableForm.all(of: file.events, hasEForm: file.procedure.form != nil, forApplicant: false)
    return [
      DossierPrint(printName: wording.text("desk.dossier.receipt"), link: "\(base)/receipt.pdf"),
      DossierPrint(printName: wording.text("desk.dossier.control-sheet"), link: "\(base)/control-sheet.pdf"),
    ]
      + printable.map { form in
        DossierPrint(
          printName: form.name(among: printable, wording),
          link: "\(base)/\(form.form.rawValue).pdf?event=\(form.event)")
      }
  }
}

extension PrintableForm {
  /// What a link to it says; the day, or a receipt's number, tells several of one kind apart.
  func name(among all: [PrintableForm], _ wording: Wording) -> String {
    let name = wording.text("dossier.print.\(form.rawValue)")
    guard all.count(where: { $0.form == form }) > 1 else { return name }
    return "\(name) · \(receiptNumber.map { String($0) } ?? at.date.display)"
  }
}

extension StandardForm {
  /// The plain name under which a browser keeps it; never a person's, nor the dossier's.
  var fileName: String {
    switch self {
    case .application: "to-khai.pdf"
    case .supplementRequest: "phieu-yeu-cau-bo-sung.pdf"
    case .refusal: "phieu-tu-choi.pdf"
    case .apology: "van-ban-xin-loi.pdf"
    case .stopNotice: "thong-bao-dung.pdf"
    case .feeReceipt: "bien-lai.pdf"
    }
  }
}
