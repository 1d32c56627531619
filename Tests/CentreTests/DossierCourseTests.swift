import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// The steps of a dossier whose procedure has forms, outcomes and a posting.
@Suite struct DossierCourseTests {
  @Test(arguments: Engine.allCases)
  func aStepWritesDownWhatItsFormAsks(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    var act = DossierAct()
    act.answers = ["visited": "31/02/2026", "finding": "differs"]
    let wrong = act
    let problems = await #expect(throws: InvalidInput.self) { try await house.act(.work, code, wrong) }?.problems
    // The kitchen is asked for because the e-form says food, the difference because the visit says so.
    #expect(problems?.map(\.field) == ["step.visited", "step.difference", "step.kitchen"])
    #expect(try await house.dossier(code).turn?.step == "visit")

    try await house.visit(code)
    let dossier = try await house.dossier(code)
    #expect(dossier.answers["visited"] == "2026-03-02" && dossier.answers["shop_name"] == "Cửa hàng Mẫu")
    let shown = house.centre.catalogue.shownAnswers(
      dossier.answers, of: try #require(house.centre.catalogue.newestProcedure("9.000101")), .en)
    #expect(shown.map(\.title) == ["The shop", "Visit"])
    #expect(shown[0].answers.map(\.value) == ["Cửa hàng Mẫu", "Food", "Trần Thị Mẫu", "30.000.000 đ"])
    #expect(shown[1].answers.map(\.value) == ["02/03/2026", "As declared", "Yes"])
  }

  @Test(arguments: Engine.allCases)
  func aPostingWaitsUnlessAnObjectionComes(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    let objected = try await house.receiveCourse(shop: "Cửa hàng Hai")
    for code in [code, objected] { try await house.visit(code) }
    await #expect(throws: DossierRefusal.outcomeMissing) {
      try house.clock("2026-03-06T09:00")
      try await house.act(.post, code)
    }
    try house.clock("2026-03-05T09:00")
    var none = DossierAct()
    none.outcome = "none"
    let nobody = none
    let until = try #require(Instant(iso8601: "2026-03-05T17:00"))
    await #expect(throws: DossierRefusal.tooEarly(until: until)) { try await house.act(.post, code, nobody) }

    var objection = DossierAct()
    objection.outcome = "objection"
    let nameless = objection
    let problems = await #expect(throws: InvalidInput.self) { try await house.act(.post, objected, nameless) }?.problems
    #expect(problems?.map(\.field) == ["step.objector"])
    objection.answers = ["objector": "Lê Văn Mẫu"]
    #expect(try await house.act(.post, objected, objection).step == "hearing")
    #expect(try await house.dossier(objected).answers["notice"] == "objection")

    try house.clock("2026-03-05T17:00")
    #expect(try await house.act(.post, code, nobody).step == "signing")
  }

  @Test func thePageOffersExactlyWhatWouldBeDone() async throws {
    let house = try await TestHouse.openCourse(.sqlite)
    let code = try await house.receiveCourse()
    func offered(_ role: Role) async throws -> [DossierAction] {
      try await house.centre.readDossier(code, by: house.officer(role)).actions
    }
    #expect(
      try await offered(.specialist) == [
        .work, .sendBack, .requestSupplement, .pause, .extend, .prepareApology, .refuse, .stop,
      ])
    // At the counter the reception was done with the filing, but it is nobody's last step to take back.
    #expect(try await offered(.receivingOfficer) == [.withdraw, .pay])
    #expect(try await offered(.leader) == [])
    try await house.visit(code)
    // The posting waits: only what may come early keeps it open.
    #expect(try await offered(.specialist).contains(.post))
    #expect(try await offered(.specialist).contains(.takeBack))
    try await house.act(.requestSupplement, code, by: house.officer(.specialist), Self.request)
    #expect(try await offered(.receivingOfficer) == [.supplement, .withdraw, .pay])
    #expect(try await offered(.specialist) == [.refuse, .stop])
  }

  private static var request: DossierAct {
    var act = DossierAct()
    act.items = [SupplementRequest.Item(about: "photo", text: "Thêm ảnh mặt tiền")]
    return act
  }

  @Test(arguments: Engine.allCases)
  func onlyWhoDidTheLastStepTakesItBackAndOnlyThen(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    try await house.visit(code)
    let why = DossierAct(note: "Ghi nhầm ngày")
    var other = house.officer(.specialist)
    other = Actor(kind: .staff, id: "staff:other", name: "Người khác", unit: other.unit, roles: other.roles)
    let stranger = other
    await #expect(throws: DossierRefusal.cannotTakeBack) {
      try await house.act(.takeBack, code, by: stranger, why)
    }
    await #expect(throws: InvalidInput.self) {
      try await house.act(.takeBack, code, by: house.officer(.specialist))
    }
    let done = try await house.act(.takeBack, code, by: house.officer(.specialist), why)
    #expect(done.step == "visit")
    let dossier = try await house.dossier(code)
    #expect(dossier.answers["visited"].isEmpty && dossier.evidence.map(\.action) == [.receive])
    // It is taken back once; then there is no last step.
    await #expect(throws: DossierRefusal.cannotTakeBack) {
      try await house.act(.takeBack, code, by: house.officer(.specialist), why)
    }

    // A number is never taken back.
    let copy = try await house.receive().code
    for action in [DossierAction.check, .approve, .sign] { try await house.act(action, copy) }
    #expect(try await house.act(.takeBack, copy, by: house.officer(.leader), why).step == "signing")
    try await house.act(.sign, copy)
    try await house.act(.number, copy)
    await #expect(throws: DossierRefusal.cannotTakeBack) {
      try await house.act(.takeBack, copy, by: house.officer(.recordsClerk), why)
    }
  }

  @Test(arguments: Engine.allCases)
  func aTurnGivenToAColleagueIsTheirs(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    let mine = try await house.colleague("mot", "Trần Văn Một", [.specialist])
    let theirs = try await house.colleague("hai", "Trần Văn Hai", [.specialist])
    let clerk = try await house.colleague("ba", "Trần Thị Ba", [.recordsClerk])
    var give = DossierAct(note: "Quen địa bàn")
    give.assignee = clerk.id
    let wrong = give
    await #expect(throws: DossierRefusal.assigneeUnknown) { try await house.act(.reassign, code, by: mine, wrong) }
    await #expect(throws: DossierRefusal.notYourRole(.specialist)) {
      try await house.act(.reassign, code, by: clerk, wrong)
    }
    give.assignee = theirs.id
    // The leader may give it too.
    try await house.act(.reassign, code, by: house.officer(.leader), give)
    await #expect(throws: DossierRefusal.assignedToOther) { try await house.visit(code, by: mine) }
    #expect(try await house.centre.countWork(by: mine).mine == 0)
    #expect(try await house.centre.countWork(by: theirs).mine == 1)
    try await house.visit(code, by: theirs)
    // The next turn is anybody's of the role.
    #expect(try await house.centre.countWork(by: mine).mine == 1)
  }

  @Test(arguments: Engine.allCases)
  func whatIsReceivedForAnotherCommuneIsDecidedThere(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    _ = try await house.colleague("xa", "Trần Văn Xa", [.specialist], unit: "24781")
    let code = try await house.receiveCourse(competent: "24781")
    await #expect(throws: DossierRefusal.notYourRole(.specialist)) { try await house.visit(code) }
    try await house.visit(code, by: house.officer(.specialist, unit: "24781"))
    var filter = DossierFilter(unit: "24958")
    filter.turn = .elsewhere
    #expect(
      try await house.centre.listDossiers(filter, by: house.officer(.receivingOfficer)).items.map(\.code) == [code])
    filter.turn = .here
    #expect(try await house.centre.listDossiers(filter, by: house.officer(.receivingOfficer)).total == .exactly(0))
    // The counter that received it takes the withdrawal; the specialist there may not.
    await #expect(throws: DossierRefusal.notYourRole(.receivingOfficer)) {
      try await house.act(.withdraw, code, by: house.officer(.specialist), DossierAct(note: "Xin rút"))
    }
    let done = try await house.act(.withdraw, code, DossierAct(note: "Xin rút"))
    #expect(done.state == .withdrawn)
  }

  @Test(arguments: Engine.allCases)
  func theSecondOfTwoIsToldAndTheirWordsChangeNothing(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    let seen = try await house.dossier(code).version
    var act = DossierAct(version: seen)
    act.answers = TestHouse.visit
    let first = act
    try await house.act(.work, code, first)
    await #expect(throws: DossierRefusal.changedMeanwhile) {
      try await house.act(.refuse, code, by: house.officer(.specialist), DossierAct(version: seen, note: "Sai"))
    }
    #expect(try await house.dossier(code).state == .processing)
    // What the first did may be done again by a click twice, under its key, and by nobody anew.
    await #expect(throws: DossierRefusal.changedMeanwhile) { try await house.act(.work, code, first) }
  }
}
