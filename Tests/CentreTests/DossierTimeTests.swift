import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// What moves a dossier's time: supplements, pauses, closures; and what follows when it runs out.
@Suite struct DossierTimeTests {
  private static func request(until: String? = nil) -> DossierAct {
    var act = DossierAct()
    act.items = [
      SupplementRequest.Item(about: "photo", text: "Thêm ảnh mặt tiền"),
      SupplementRequest.Item(about: nil, text: "Ghi rõ số nhà"),
    ]
    act.until = until
    return act
  }

  /// The due date moved by exactly the working time from one moment to another.
  private func moved(
    _ house: TestHouse, _ before: Dossier, _ after: Dossier, from: String, to: String
  ) throws -> Bool {
    let calendar = house.centre.catalogue.calendar(for: "24958")
    let waited = calendar.workingMinutes(
      from: try #require(Instant(iso8601: from)), to: try #require(Instant(iso8601: to)))
    let promised = (before: try #require(before.promisedAt), after: try #require(after.promisedAt))
    return waited > 0 && calendar.workingMinutes(from: before.dueAt, to: after.dueAt) == waited
      && calendar.workingMinutes(from: promised.before, to: promised.after) == waited
  }

  @Test(arguments: Engine.allCases)
  func aSupplementIsAskedForOnceAndMovesTheDueDateByWhatWasWaited(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    let before = try await house.dossier(code)
    #expect(before.dueAt.iso8601 == "2026-03-16T17:00:00+07:00")
    #expect(before.promisedAt?.iso8601 == "2026-03-11T17:00:00+07:00")
    try house.clock("2026-03-03T10:00")
    await #expect(throws: DossierRefusal.notYourRole(.specialist)) {
      try await house.act(.requestSupplement, code, by: house.officer(.leader), Self.request())
    }
    await #expect(throws: InvalidInput.self) {
      try await house.act(.requestSupplement, code, by: house.officer(.specialist))
    }
    try await house.act(.requestSupplement, code, by: house.officer(.specialist), Self.request(until: "20/03/2026"))
    let waiting = try await house.dossier(code)
    #expect(waiting.state == .supplement && waiting.supplementRequest?.until.iso8601 == "2026-03-20T17:00:00+07:00")
    await #expect(throws: DossierRefusal.waitsForApplicant) { try await house.visit(code) }
    // While it waits, nothing gets late.
    try house.clock("2026-04-06T09:00")
    #expect(try await house.centre.countWork(by: house.officer(.leader)).all.late == 0)
    #expect(try await house.centre.countWork(by: house.officer(.leader)).all.waiting == 1)

    try house.clock("2026-03-05T14:00")
    var act = DossierAct(note: "Đã mang ảnh đến")
    var photo = PaperForm()
    photo.key = "photo"
    photo.onPaper = "yes"
    act.papers = [photo]
    act.answers = ["shop_name": "Cửa hàng Mới", "goods": "other"]
    let came = act
    await #expect(throws: DossierRefusal.notYourRole(.receivingOfficer)) {
      try await house.act(.supplement, code, by: house.officer(.specialist), came)
    }
    try await house.act(.supplement, code, came)
    let after = try await house.dossier(code)
    #expect(after.state == .processing && after.turn?.step == "visit")
    #expect(after.papers.map(\.key) == ["deed", "photo"] && after.answers["shop_name"] == "Cửa hàng Mới")
    #expect(try moved(house, before, after, from: "2026-03-03T10:00", to: "2026-03-05T14:00"))
    await #expect(throws: DossierRefusal.supplementOnce) {
      try await house.act(.requestSupplement, code, by: house.officer(.specialist), Self.request())
    }
    await #expect(throws: DossierRefusal.noSupplementAsked) { try await house.act(.supplement, code, came) }
  }

  @Test(arguments: Engine.allCases)
  func aCorrectedNameIsTakenAndTheOldOneIsFree(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse(shop: "Tiệm Một")
    _ = try await house.receiveCourse(shop: "Tiệm Hai")
    try await house.act(.requestSupplement, code, by: house.officer(.specialist), Self.request())
    var act = DossierAct()
    act.answers = ["shop_name": "tiem hai", "goods": "other"]
    let taken = act
    let problems = await #expect(throws: InvalidInput.self) { try await house.act(.supplement, code, taken) }?.problems
    #expect(problems == [FieldProblem("answers.shop_name", "error.answers.taken")])
    act.answers?["shop_name"] = "Tiệm Ba"
    try await house.act(.supplement, code, act)
    _ = try await house.receiveCourse(shop: "Tiệm Một")
    await #expect(throws: InvalidInput.self) { try await house.receiveCourse(shop: "TIỆM BA") }
    // A dossier that ends without a result lets its name go.
    try await house.act(.withdraw, code, DossierAct(note: "Thôi không mở nữa"))
    _ = try await house.receiveCourse(shop: "Tiệm Ba")
  }

  @Test(arguments: Engine.allCases)
  func aPauseMovesTheDueDateByWhatWasWaited(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    let before = try await house.dossier(code)
    var act = DossierAct(note: "Chờ nộp tiền sử dụng đất")
    for cause in ["supplement", "closure", "holiday", ""] {
      act.cause = cause
      let wrong = act
      await #expect(throws: InvalidInput.self) {
        try await house.act(.pause, code, by: house.officer(.specialist), wrong)
      }
    }
    act.cause = "payment"
    try house.clock("2026-03-04T16:00")
    try await house.act(.pause, code, by: house.officer(.specialist), act)
    #expect(try await house.dossier(code).state == .paused)
    await #expect(throws: DossierRefusal.paused) { try await house.visit(code) }
    await #expect(throws: DossierRefusal.notYourRole(.specialist)) {
      try await house.act(.resume, code, by: house.officer(.receivingOfficer))
    }
    // A weekend lies in it, which counts nothing.
    try house.clock("2026-03-09T08:00")
    try await house.act(.resume, code, by: house.officer(.specialist))
    let after = try await house.dossier(code)
    #expect(after.state == .processing && after.pauses.map(\.cause) == [.payment])
    #expect(try moved(house, before, after, from: "2026-03-04T16:00", to: "2026-03-09T08:00"))
    await #expect(throws: DossierRefusal.notPaused) {
      try await house.act(.resume, code, by: house.officer(.specialist))
    }
  }

  @Test(arguments: Engine.allCases)
  func whatWillBeLateIsApologisedForBeforeAndToldAfter(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    var act = DossierAct(note: "Người xác minh ốm")
    act.until = "16/03/2026"
    let same = act
    await #expect(throws: DossierRefusal.apologyDate) {
      try await house.act(.prepareApology, code, by: house.officer(.specialist), same)
    }
    act.until = "18/03/2026"
    let later = act
    await #expect(throws: DossierRefusal.notYourRole(.specialist)) {
      try await house.act(.prepareApology, code, by: house.officer(.receivingOfficer), later)
    }
    try await house.act(.prepareApology, code, by: house.officer(.specialist), later)
    try house.clock("2026-03-17T08:00")
    #expect(try await house.centre.watchDeadlines().sent == 1)
    let dossier = try await house.dossier(code)
    #expect(dossier.apologySentAt != nil && dossier.apology?.newDueAt.iso8601 == "2026-03-18T17:00:00+07:00")
    #expect(dossier.isLate(at: house.clock.now))
    #expect(try await house.centre.watchDeadlines().isNothing)
    await #expect(throws: DossierRefusal.apologySent) {
      try await house.act(.prepareApology, code, by: house.officer(.specialist), later)
    }
  }

  @Test(arguments: Engine.allCases)
  func theWatchOffersTheThirdWorkingDayAfterTheDueDate(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    // Due on Monday at 17:00; what is prepared at 15:30 offers Thursday, and so does what goes out after it.
    let code = try await house.receive().code
    try house.clock("2026-03-02T14:30")
    #expect(try await house.centre.watchDeadlines().isNothing)
    try house.clock("2026-03-02T15:30")
    #expect(try await house.centre.watchDeadlines().prepared == 1)
    #expect(try await house.centre.watchDeadlines().isNothing)
    #expect(try await house.dossier(code).apology?.newDueAt.iso8601 == "2026-03-05T17:00:00+07:00")
    #expect(try await house.dossier(code).apologySentAt == nil)
    try house.clock("2026-03-02T17:01")
    #expect(try await house.centre.watchDeadlines().sent == 1)
    #expect(try await house.centre.watchDeadlines().isNothing)
    #expect(try await house.dossier(code).apology?.newDueAt.iso8601 == "2026-03-05T17:00:00+07:00")
    let names = try await house.centre.readDossier(code, by: house.officer(.specialist)).events.map(\.change.name)
    #expect(names.suffix(2) == ["apology-prepared", "apology-sent"])
    // A watch that slept over the date offers one that has not passed.
    let slept = try await house.receive().code
    try house.clock("2026-03-12T09:00")
    _ = try await house.centre.watchDeadlines()
    #expect(try await house.dossier(slept).apology?.newDueAt.iso8601 == "2026-03-17T17:00:00+07:00")
  }

  @Test(arguments: Engine.allCases)
  func aClosureMovesTheDueDatesOfItsUnitOnce(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    _ = try await house.colleague("xa", "Trần Văn Xa", [.specialist], unit: "24781")
    let elsewhere = try await house.receiveCourse(shop: "Nơi khác", competent: "24781")
    let returned = try await house.receive().code
    for action in ProcessingTests.path + [.pay, .returnResult] { try await house.act(action, returned) }
    var form = ClosureForm()
    form.date = "10/03/2026"
    form.reason = "Bão số 1"
    let storm = form
    for role in [Role.specialist, .receivingOfficer, .provinceSupervisor] {
      await #expect(throws: UnitRefusal.notYours) {
        try await house.centre.closeUnit(storm, by: house.officer(role))
      }
    }
    #expect(try await house.centre.closeUnit(storm, by: house.officer(.leader)) == 1)
    let dossier = try await house.dossier(code)
    #expect(dossier.dueAt.iso8601 == "2026-03-17T17:00:00+07:00")
    #expect(dossier.promisedAt?.iso8601 == "2026-03-12T17:00:00+07:00")
    #expect(try await house.dossier(elsewhere).dueAt.iso8601 == "2026-03-16T17:00:00+07:00")
    // What is received after it counts the closed day as closed.
    #expect(try await house.dossier(house.receiveCourse(shop: "Sau bão")).dueAt == dossier.dueAt)
    // Declared again, nothing moves twice; taken back, nothing moves to an earlier day.
    #expect(try await house.centre.closeUnit(storm, by: house.officer(.leader)) == 0)
    try await house.centre.reopenUnit(on: "2026-03-10", by: house.officer(.leader))
    #expect(try await house.centre.listClosures(by: house.officer(.leader)).isEmpty)
    #expect(try await house.dossier(code).dueAt == dossier.dueAt)

    form.date = "08/03/2026"
    form.from = "14:00"
    form.to = "13:00"
    form.reason = ""
    let wrong = form
    let problems = await #expect(throws: InvalidInput.self) {
      try await house.centre.closeUnit(wrong, by: house.officer(.leader))
    }?.problems
    #expect(problems?.map(\.field) == ["date", "reason"])
  }

  @Test(arguments: Engine.allCases)
  func aClosureThatWasLeftHalfDoneIsFinishedByTheWatch(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    let day = try #require(CivilDate(iso: "2026-03-10"))
    let closure = Closure(unit: "24958", date: day, reason: LocalizedText(vi: "Bão", en: "Bão", ar: "Bão"))
    try await house.centre.database.write { tx in
      try tx.save(
        KeptClosure(
          closure: closure, by: house.officer(.leader).reference, at: house.clock.now, isDone: false))
    }
    #expect(try await house.centre.watchDeadlines().rescheduled == 1)
    #expect(try await house.dossier(code).dueAt.iso8601 == "2026-03-17T17:00:00+07:00")
    #expect(try await house.centre.listClosures(by: house.officer(.leader)).map(\.isDone) == [true])
    #expect(try await house.centre.watchDeadlines().isNothing)
  }
}
