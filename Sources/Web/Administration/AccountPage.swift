import Centre
import Domain
import Storage

/// One account as its administrators see it.
struct AccountPage: Sendable {
  struct Post: Sendable {
    let unit: String
    let title: String
    let roles: String
    let days: String
    let present: Bool
  }

  let link: String
  let name: String
  let username: String
  let unit: String
  let state: AccountStateView
  let hasCode: Bool
  let isOwn: Bool
  let isOpen: Bool
  let used: String
  let posts: [Post]
  let sessions: [SessionLine]
  let hasSessions: Bool
  let events: [AccountEventLine]
  let fields: [AnswerFieldView]
  let reason: AnswerFieldView
  let why: AnswerFieldView
  let proposed: String?
  let proposedWhy: String
  let mayConfirm: Bool
  let confirmRefusal: String?
  let errors: [ErrorLine]
  let hasErrors: Bool
  let done: String?

  private static let tellable = ["post", "opened", "closed", "ended", "proposed", "withdrawn"]

  init(
    _ read: ReadAccount, units: [Domain.Unit], catalogue: Catalogue, typed: PostForm?, problems: [FieldProblem],
    done: String?, today: CivilDate, _ wording: Wording
  ) {
    let account = read.line.account
    func name(_ unit: UnitCode) -> String { catalogue.units.unit(unit)?.name[wording.language] ?? unit.rawValue }
    link = "/admin/accounts/\(account.id)"
    self.name = account.name
    username = account.username
    unit = name(account.unit)
    state = AccountStateView(read.line.state, wording)
    hasCode = read.line.hasCode
    isOwn = read.isOwn
    isOpen = account.active
    used = account.signedInAt.map { wording.moment($0) } ?? wording.text("staff.accounts.never")
    posts = read.posts.reversed().map { post in
      Post(
        unit: name(post.unit), title: post.titleLine, roles: Self.roles(post.roles, wording),
        days: Self.days(post, wording) ?? wording.text("staff.post.always"),
        present: post.number == account.post.number && post.isHeld(on: today))
    }
    sessions = read.sessions.map { SessionLine($0, current: nil, wording) }
    hasSessions = !sessions.isEmpty
    events = read.events.map { AccountEventLine($0, name: account.name, catalogue, wording) }
    // The reason of a proposal and that of closing are two fields of one page.
    let draw = PlainFields(problems: problems, wording: wording)
    var form = typed ?? PostForm()
    if typed == nil {
      form.unit = account.unit.rawValue
      form.title = account.post.titleLine
      form.roles = account.roles.map(\.rawValue)
    }
    fields = PostFields(draw: draw, units: units, wording: wording).fields(form, today: today)
    reason = draw.line("reason", wording.text("office.absences.reason"), value: nil, narrow: false)
    why = draw.line("why", wording.text("staff.recover.why"), value: nil, narrow: false)
    proposed = read.recovery.map {
      wording.text("staff.recover.waits", ["name": $0.proposer.name, "moment": wording.moment($0.at)])
    }
    proposedWhy = read.recovery?.reason ?? ""
    mayConfirm = read.recovery != nil && read.confirmRefusal == nil
    confirmRefusal = read.confirmRefusal.map { wording.text($0.textKey, $0.values) }
    errors = draw.summary
    hasErrors = !errors.isEmpty
    self.done = done.flatMap { Self.tellable.contains($0) ? wording.text("staff.account.done-\($0)") : nil }
  }

  /// Roles in words.
  static func roles(_ roles: Set<Role>, _ wording: Wording) -> String {
    roles.map { wording.text("shared.role.\($0.rawValue)") }.sorted().joined(separator: ", ")
  }

  /// From when until when; `nil` when neither is known.
  static func days(_ post: StaffPost, _ wording: Wording) -> String? {
    switch (post.from, post.until) {
    case (nil, nil): nil
    case (let from?, nil): wording.text("staff.post.since", ["from": from.display])
    case (nil, let until?): wording.text("staff.post.to", ["until": until.display])
    case (let from?, let until?): "\(from.display) – \(until.display)"
    }
  }
}
