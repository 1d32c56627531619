import Centre
import Domain
import Storage

/// Money that came by transfer, as a list.
struct TransfersPage: Sendable {
  struct Line: Sendable {
    let index: Int
    let bank: String
    let reference: String
    let amount: String
    let memo: String
    let at: String
    let unitName: String?
    let outcomeName: String
    /// What a person does about it.
    let advice: String
    let waits: Bool
    let dossier: String?
    let receipt: String?
    let settled: String?
    let settledNote: String?
    let note: String
    let error: String?
    let tried: Bool
  }

  struct Tab: Sendable {
    let name: String
    let link: String
    let current: Bool
  }

  struct Choice: Sendable {
    let value: String
    let label: String
    let chosen: Bool
  }

  let tabs: [Tab]
  let outcomes: [Choice]
  let words: String
  let progress: String
  let outcome: String
  let export: String
  let total: String
  let empty: Bool
  let emptyText: String
  let lines: [Line]
  let errors: [ErrorLine]
  let hasErrors: Bool
  let previous: String?
  let next: String?

  init(
    _ items: [KeptBankNotice], total: Int, view: TransferView, actor: Actor, typed: SettledNotice?,
    problems: [FieldProblem], units: UnitDirectory, _ wording: Wording
  ) {
    tabs = BankNoticeFilter.Progress.allCases.map { progress in
      Tab(
        name: wording.text("payment.transfers.\(progress.rawValue)"),
        link: view.address(["progress": progress.rawValue]), current: progress == view.progress)
    }
    outcomes = BankNoticeOutcome.allCases.map { outcome in
      Choice(
        value: outcome.rawValue, label: wording.text("payment.outcome.\(outcome.rawValue)"),
        chosen: outcome == view.outcome)
    }
    words = view.words
    progress = view.progress.rawValue
    outcome = view.outcome?.rawValue ?? ""
    export = view.address(path: "/desk/transfers.csv")
    self.total = wording.text("payment.transfers.total", ["number": String(total)])
    empty = items.isEmpty
    let searched = !view.words.isEmpty || view.outcome != nil
    emptyText = wording.text(
      searched ? "payment.transfers.nothing-found" : "payment.transfers.nothing-\(view.progress.rawValue)")
    let supervises = actor.seesBelow
    let place = typed.flatMap { typed in
      items.firstIndex { $0.notice.bank == typed.bank && $0.notice.reference == typed.reference }
    }
    let told = problems.first.map { wording.text($0.textKey, $0.values) }
    lines = items.enumerated().map { index, kept in
      let tried = index == place
      return Line(
        index: index, bank: kept.notice.bank, reference: kept.notice.reference,
        amount: wording.money(kept.notice.amount), memo: kept.notice.memo, at: wording.moment(kept.notice.at),
        unitName: supervises
          ? kept.unit.flatMap { units.unit($0)?.name[wording.language] } ?? wording.text("payment.transfers.no-unit")
          : nil,
        outcomeName: wording.text("payment.outcome.\(kept.outcome.rawValue)"),
        advice: wording.text("payment.advice.\(kept.outcome.rawValue)"),
        waits: kept.outcome.needsPerson && kept.closing == nil && (!supervises || kept.unit == nil),
        dossier: kept.dossier?.rawValue,
        receipt: kept.receiptNumber.map { wording.text("payment.transfers.receipt", ["number": String($0)]) },
        settled: kept.closing.map { "\(wording.moment($0.at)) · \($0.by.name)" }, settledNote: kept.closing?.note,
        note: tried ? typed?.note ?? "" : "", error: tried ? told : nil, tried: tried)
    }
    errors = problems.map { problem in
      ErrorLine(
        href: place.map { "#note-\($0)" } ?? "#main", text: wording.text(problem.textKey, problem.values))
    }
    hasErrors = !errors.isEmpty
    previous = view.page > 1 ? view.address(["page": String(view.page - 1)]) : nil
    next = view.page * TransferRoutes.pageSize < total ? view.address(["page": String(view.page + 1)]) : nil
  }
}
