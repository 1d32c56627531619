import Centre
import Domain
import Storage
import Synchronization

/// A sample day of dossiers in the two staffed communes: each is filed and worked on by the same use cases as a real
/// one, with the clock set to when it would have happened.
struct SampleDay: Sendable {
  let centre: Centre
  let clock: SampleClock
  /// The moment the demo starts; nothing of the sample lies after it.
  let present: Instant
  /// By how many minutes the sample day lies later when it is shown outside of office hours.
  static let lateShift = 465

  /// How far a sample dossier has come.
  private enum Reached: Int {
    case received = 0
    case appraisal, approval, signing, numbering, sealing, issuing, ready, returned
    case sentBack, supplement, paused, extended, refused, withdrawn, stopped
  }

  /// One sample dossier: the working day (0 is the sample day, −1 the one before), the minute it was filed, and how
  /// far it has come.
  private struct Plan {
    let unit: UnitCode
    let day: Int
    let minute: Int
    let channel: Channel
    let citizen: Int
    let papers: [Int]
    let reached: Reached
  }

  /// Fills an empty installation. A second start finds the accounts and leaves everything as it is.
  func fill() async throws {
    guard try await !centre.hasAccounts() else { return }
    for account in SamplePeople.accounts {
      try await centre.keepAccount(
        username: account.username, name: account.name, title: account.title, unit: account.unit, roles: account.roles,
        password: SamplePeople.password)
    }
    try await centre.keepCode(
      username: SamplePeople.coded.username, secret: Base32.bytes(SamplePeople.coded.secret) ?? [])
    for moment in (try moments() + caseMoments() + watches).sorted(by: { $0.at < $1.at }) where moment.at <= present {
      clock.set(moment.at)
      try await moment.run()
    }
  }

  // MARK: - What happens when

  struct Moment: Sendable {
    let at: Instant
    let run: @Sendable () async throws -> Void
  }

  /// What the watch of deadlines did meanwhile: apologies prepared in the last two hours of the office and sent after
  /// it closed, reminders in the morning. Nothing happens on the days before the first dossier.
  private var watches: [Moment] {
    guard let first = plans.map(\.day).min().map(workingDay) else { return [] }
    let times = [TimeOfDay(hour: 8, minute: 0), TimeOfDay(hour: 15, minute: 30), TimeOfDay(hour: 17, minute: 10)]
    return (first.dayNumber...present.date.dayNumber).flatMap { day in
      times.map { time in
        Moment(at: .at(CivilDate(dayNumber: day), time)) { _ = try await centre.watchDeadlines() }
      }
    }
  }

  private func moments() throws -> [Moment] {
    plans.enumerated().flatMap { index, plan in moments(of: plan, index: index) }
  }

  private func moments(of plan: Plan, index: Int) -> [Moment] {
    let box = SampleCode()
    // Shown outside of office hours, the sample day's dossiers came in after 15:00, so that they are due on the next
    // working day and not all late.
    let shift = plan.day == 0 && !isOfficeTime ? Self.lateShift : 0
    let filed = Instant.at(workingDay(plan.day), TimeOfDay(minutes: plan.minute + shift))
    var moments = [Moment(at: filed) { box.set(try await file(plan, index: index)) }]
    var minute = plan.channel == .counter ? 15 : 8
    for action in actions(of: plan) {
      let at = filed.adding(minutes: minute)
      moments.append(Moment(at: at) { try await act(action, on: box, plan, index: index) })
      minute += 9
    }
    return moments
  }

  private func actions(of plan: Plan) -> [DossierAction] {
    let path: [DossierAction] = [.accept, .check, .approve, .sign, .number, .seal, .issue, .returnResult]
    let skipped = plan.channel == .counter ? 1 : 0
    switch plan.reached {
    case .sentBack: return Array(path[skipped..<2]) + [.sendBack]
    case .supplement: return Array(path[skipped..<1]) + [.requestSupplement]
    case .paused: return Array(path[skipped..<1]) + [.pause]
    case .extended: return Array(path[skipped..<1]) + [.extend]
    case .refused: return Array(path[skipped..<1]) + [.refuse]
    case .withdrawn: return Array(path[skipped..<1]) + [.withdraw]
    case .stopped: return Array(path[skipped..<1]) + [.stop]
    default:
      let done = path[skipped..<max(skipped, plan.reached.rawValue)]
      return Array(done.prefix { $0 != .returnResult })
        + (plan.reached == .returned ? (plan.channel == .counter ? [.returnResult] : [.pay, .returnResult]) : [])
    }
  }

  private func file(_ plan: Plan, index: Int) async throws -> DossierCode {
    var form = DossierForm()
    form.procedure = "2.000815"
    form.unit = plan.unit.rawValue
    form.channel = plan.channel.rawValue
    form.applicant = SamplePeople.citizens[plan.citizen].form
    form.originals = plan.papers.enumerated().map { place, paper in
      let sample = SamplePeople.papers[paper]
      var original = OriginalForm()
      original.name = sample.name
      original.issuer = sample.issuer
      original.number = "\(1000 + index * 7 + place)"
      original.pages = String(sample.pages)
      original.copies = String(1 + (index + place) % 3)
      return original
    }
    let actor = plan.channel == .counter ? try actor(.receivingOfficer, plan.unit) : .citizen(draft: "SAMPLE\(index)")
    if let scan = SampleScans.all[form.originals?.first?.name ?? ""] {
      form.originals?[0].files = [try await send(scan, by: actor)]
    }
    let received = try await centre.receiveDossier(
      form, by: actor, key: IdempotencyKey("sample-file-\(index)", request: form))
    if plan.channel == .counter {
      _ = try await centre.act(
        .pay, on: received.code, DossierAct(), by: actor, key: IdempotencyKey("sample-pay-\(index)", request: form))
    }
    return received.code
  }

  /// Sends a scan as a counter's scanner or a phone would.
  func send(_ scan: [UInt8], by actor: Actor) async throws -> String {
    let incoming = try centre.beginFile()
    try incoming.append(scan)
    return try await centre.receiveFile(incoming, name: "ban-quet.png", by: actor).id
  }

  private func act(_ action: DossierAction, on box: SampleCode, _ plan: Plan, index: Int) async throws {
    guard let code = box.code else { return }
    var act = DossierAct()
    switch action {
    case .sendBack:
      act.to = "appraisal"
      act.note = "Bản chụp thiếu trang 2, đề nghị đối chiếu lại."
    case .refuse: act.note = "Bản chính bị tẩy xóa, không đủ căn cứ chứng thực (Nghị định 23/2015/NĐ-CP Điều 22)."
    case .requestSupplement:
      act.items = [
        SupplementRequest.Item(about: nil, text: "Mang bản chính Giấy khai sinh: bản chụp gửi kèm thiếu mặt sau.")
      ]
    case .pause:
      act.cause = Pause.Cause.other.rawValue
      act.note = "Đã gửi văn bản xác minh tới cơ quan cấp bản chính, chờ trả lời."
    case .extend:
      act.workingDays = 2
      act.note = "Bản chính nhiều trang, cần thêm thời gian đối chiếu (Nghị định 23/2015/NĐ-CP Điều 21)."
    case .withdraw: act.note = "Không còn cần bản sao."
    case .stop:
      act.note = "Người nộp đề nghị dừng vì bản chính đã được cấp lại với nội dung khác."
      act.money = "Chưa phát sinh bản sao; phí đã thu được hoàn lại tại quầy."
    default: break
    }
    let role: Role =
      switch action {
      case .accept, .returnResult, .pay, .withdraw: .receivingOfficer
      case .check, .refuse, .requestSupplement, .pause, .extend, .stop: .specialist
      case .number, .seal, .issue: .recordsClerk
      default: .leader
      }
    _ = try await centre.act(
      action, on: code, act, by: actor(role, plan.unit),
      key: IdempotencyKey("sample-\(action.rawValue)-\(index)", request: act))
  }

  func actor(_ role: Role, _ unit: UnitCode) throws -> Actor {
    guard let account = SamplePeople.accounts.first(where: { $0.unit == unit && $0.roles.contains(role) }) else {
      throw ConfigurationFault(description: "no sample account holds \(role.rawValue) in \(unit.rawValue)")
    }
    return Actor(
      kind: .staff, id: "sample:\(account.username)", name: account.name, title: account.title, unit: unit,
      roles: account.roles)
  }

  /// The sample day is today when the office has been open for two hours, else the working day before; `offset`
  /// counts working days from it.
  func workingDay(_ offset: Int) -> CivilDate {
    let calendar = centre.catalogue.calendar(for: "24958")
    var day = present.date
    if !calendar.isWorkingDay(day) || present.time < TimeOfDay(hour: 9, minute: 0) { day = day.adding(days: -1) }
    while !calendar.isWorkingDay(day) { day = day.adding(days: -1) }
    var left = -offset
    while left > 0 {
      day = day.adding(days: -1)
      if calendar.isWorkingDay(day) { left -= 1 }
    }
    return day
  }

  /// Whether the demo starts on the sample day itself, with some of it left.
  var isOfficeTime: Bool {
    workingDay(0) == present.date && present.time < TimeOfDay(hour: 16, minute: 30)
  }

  private var plans: [Plan] {
    let scenes: [(day: Int, minute: Int, channel: Channel, papers: [Int], reached: Reached)] = [
      (-3, 440, .counter, [0], .returned), (-3, 470, .counter, [1, 2], .returned), (-3, 840, .online, [4], .returned),
      (-2, 445, .counter, [3], .approval), (-2, 480, .online, [0, 5], .returned), (-2, 600, .counter, [2], .returned),
      (-1, 450, .counter, [0, 1], .returned), (-1, 500, .counter, [2], .ready), (-1, 560, .online, [1], .signing),
      (-1, 870, .counter, [5], .refused), (-1, 930, .counter, [0], .appraisal), (-1, 950, .online, [3], .received),
      (0, 435, .counter, [0], .returned), (0, 441, .counter, [1], .ready), (0, 449, .counter, [2, 0, 1], .issuing),
      (0, 455, .counter, [4], .sealing), (0, 460, .online, [5], .numbering), (0, 468, .counter, [0], .numbering),
      (0, 474, .counter, [1], .signing), (0, 480, .online, [2], .approval), (0, 486, .counter, [3], .approval),
      (0, 492, .counter, [0, 5], .approval), (0, 497, .counter, [1], .sentBack), (0, 503, .counter, [4], .appraisal),
      (0, 509, .online, [0], .appraisal), (0, 515, .online, [2, 1], .received), (0, 522, .counter, [5], .appraisal),
      (0, 528, .online, [1], .received),
      (-1, 520, .counter, [1], .supplement), (-1, 540, .counter, [4], .paused), (-2, 660, .counter, [0], .withdrawn),
      (-2, 700, .counter, [5], .stopped), (-1, 466, .counter, [3], .extended), (-27, 600, .counter, [1], .ready),
    ]
    return (["24958", "24781"] as [UnitCode]).flatMap { unit in
      scenes.enumerated().map { index, scene in
        Plan(
          unit: unit, day: scene.day, minute: scene.minute + (unit == "24781" ? 2 : 0), channel: scene.channel,
          citizen: (index + (unit == "24781" ? 3 : 0)) % SamplePeople.citizens.count, papers: scene.papers,
          reached: scene.reached)
      }
    }
  }
}

/// The code of a sample dossier, known once it is filed.
final class SampleCode: Sendable {
  private let value = Mutex<DossierCode?>(nil)

  var code: DossierCode? { value.withLock { $0 } }

  func set(_ code: DossierCode) { value.withLock { $0 = code } }
}
