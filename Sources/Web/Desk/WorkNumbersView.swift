import Centre
import Domain
import Storage

/// The open dossiers of one procedure as a bar: on time, due soon, late. The numbers stand beside it.
struct WorkNumbersView: Sendable {
  let procedureName: String
  let link: String
  let fine: Int
  let soon: Int
  let late: Int
  /// What the bar shows, for who does not see it.
  let picture: String
  /// Where each part begins and how wide it is, in hundredths of the widest bar.
  let fineWidth: Int
  let soonStart: Int
  let soonWidth: Int
  let lateStart: Int
  let lateWidth: Int

  /// A bar for each procedure, the most dossiers first.
  static func all(
    _ numbers: [ProcedureNumbers], view: ListView, _ catalogue: Catalogue, _ wording: Wording
  ) -> [WorkNumbersView] {
    let most = max(1, numbers.map(\.numbers.open).max() ?? 1)
    func width(_ count: Int) -> Int { count == 0 ? 0 : max(1, count * 100 / most) }
    return numbers.map { each in
      let procedure = catalogue.newestProcedure(each.procedure)
      let numbers = each.numbers
      let fine = width(numbers.fine)
      let soon = width(numbers.soon)
      return WorkNumbersView(
        procedureName: procedure?.shortName[wording.language] ?? each.procedure.rawValue,
        link: view.address([
          "show": "unit", "progress": "open", "procedure": each.procedure.rawValue, "step": "", "q": "",
        ]),
        fine: numbers.fine, soon: numbers.soon, late: numbers.late,
        picture: wording.text(
          "office.numbers.picture",
          ["fine": String(numbers.fine), "soon": String(numbers.soon), "late": String(numbers.late)]),
        fineWidth: fine, soonStart: fine, soonWidth: soon, lateStart: fine + soon, lateWidth: width(numbers.late))
    }
  }
}
