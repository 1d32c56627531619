public import Domain

/// What an officer wants done to a dossier, and which version of it they saw.
public struct DossierAct: Codable, Hashable, Sendable {
  /// The version that was seen; a later one means that somebody acted meanwhile. `nil` leaves the question out.
  public var version: Int?
  /// A remark for the next person; the reason, for actions that need one.
  public var note: String?
  /// The step to send back to.
  public var to: String?
  /// The amount paid, in đồng.
  public var amount: Int?
  /// `cash` or `transfer`.
  public var method: String?
  /// The working days to add.
  public var workingDays: Int?
  /// Whether the applicant agreed to more days in writing.
  public var agreedInWriting: Bool?
  /// The name of the person who takes the result, when it is not who was named.
  public var collectedBy: String?
  /// What the step came to, when it can come to several things.
  public var outcome: String?
  /// What was written down in the step, or corrected in a supplement, by the fields' keys.
  public var answers: [String: String]?
  /// What the applicant is asked to complete: each a paper's or field's key, or nothing, and words.
  public var items: [SupplementRequest.Item]?
  /// The papers of a supplement.
  public var papers: [PaperForm]?
  /// The day until which a supplement should come, the new day of an apology, or the day when another system says that
  /// the dossier is due; `yyyy-MM-dd` or `dd/MM/yyyy`, for the last also a moment of ISO 8601.
  public var until: String?
  /// The account that a turn is given to; empty for anybody of the role.
  public var assignee: String?
  /// The tokens of the results that are handed over.
  public var tokens: [String]?
  /// `payment`, `council`, `verification` or `other`: why the time stands still.
  public var cause: String?
  /// What becomes of money that was paid, when the dossier is stopped.
  public var money: String?

  /// The code that the dossier has in the system that owns the status.
  public var externalCode: String?
  /// Where it stands there, in that system's words.
  public var status: String?

  /// An act without anything beside.
  public init(version: Int? = nil, note: String? = nil) {
    self.version = version
    self.note = note
  }

  enum CodingKeys: String, CodingKey {
    case version, note, to, amount, method
    case workingDays = "working_days"
    case agreedInWriting = "agreed_in_writing"
    case collectedBy = "collected_by"
    case outcome, answers, items, papers, until, assignee, tokens, cause, money, status
    case externalCode = "external_code"
  }
}

/// What was done: the dossier's code, where it stands now, and how many events it has.
public struct DossierActDone: Codable, Hashable, Sendable {
  /// The code.
  public let code: DossierCode
  /// Where it stands.
  public let state: Dossier.State
  /// The step that waits now.
  public let step: StepKey?
  /// The number of events.
  public let version: Int
}

extension DossierAct {
  /// The act with its texts as they are kept.
  func checked(for action: DossierAction) throws(InvalidInput) -> DossierAct {
    var check = FormCheck()
    var checked = self
    if action.needsReason {
      checked.note = check.take(PlainText.check(note ?? "", field: "note", limit: 1000))
    } else {
      checked.note = check.optionalText(note, field: "note", limit: 1000)
    }
    checked.collectedBy = nil
    if let name = collectedBy, !name.isEmpty {
      checked.collectedBy = check.take(PersonName.check(name, field: "collected_by"))
    }
    checked.money = check.optionalText(money, field: "money", limit: 500)
    checked.externalCode = check.optionalText(externalCode, field: "external_code", limit: 60)
    checked.status = check.optionalText(status, field: "status", limit: 200)
    if action == .externalStatus {
      checked.status = check.take(PlainText.check(status ?? "", field: "status", limit: 200))
    }
    if let method, Payment.Method(rawValue: method) == nil || method == Payment.Method.bank.rawValue {
      check.note(FieldProblem("method", "error.payment.method"))
    }
    if action == .requestSupplement { checked.items = checkedItems(&check) }
    if action == .pause, !Self.pauseCauses.contains(where: { $0.rawValue == cause }) {
      check.note(FieldProblem("cause", "error.dossier.pause-cause"))
    }
    for (field, text) in [("to", to), ("outcome", outcome), ("assignee", assignee), ("until", until)]
    where (text ?? "").utf8.count > 100 {
      check.note(FieldProblem(field, "error.text.too-long", ["limit": "100"]))
    }
    if (tokens ?? []).count > 100 || (papers ?? []).count > 100 || (answers ?? [:]).count > 500 {
      check.note(FieldProblem("form", "error.web.unreadable"))
    }
    guard check.problems.isEmpty else { throw InvalidInput(check.problems) }
    return checked
  }

  /// What an officer lets the time stand still for. A supplement is asked for by a request, a closure is the unit's.
  public static let pauseCauses: [Pause.Cause] = [.payment, .council, .verification, .other]

  /// What is asked of the applicant: at least one thing, at most fifty.
  private func checkedItems(_ check: inout FormCheck) -> [SupplementRequest.Item] {
    let given = (items ?? []).filter { !$0.text.allSatisfy(\.isWhitespace) }
    guard !given.isEmpty else {
      check.note(FieldProblem("items", "error.dossier.supplement-empty"))
      return []
    }
    guard given.count <= 50 else {
      check.note(FieldProblem("items", "error.text.too-long", ["limit": "50"]))
      return []
    }
    return given.enumerated().compactMap { index, item in
      let text = check.take(PlainText.check(item.text, field: "items.\(index).text", limit: 500))
      let about = item.about.map { String($0.prefix(60)) }
      return text.map { SupplementRequest.Item(about: about?.isEmpty ?? true ? nil : about, text: $0) }
    }
  }
}
