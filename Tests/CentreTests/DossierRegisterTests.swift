import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// The register of dossiers: what came in on which days, and what became of it.
@Suite struct DossierRegisterTests {
  private let march = RegisterSpan(from: "01/03/2026", until: "02/03/2026")

  @Test(arguments: Engine.allCases)
  func everyDossierOfTheDaysStandsInItWithWhatBecameOfIt(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let clerk = house.officer(.recordsClerk)
    let copy = try await house.receive().code
    try house.clock("2026-03-02T09:30")
    let course = try await house.receiveCourse(competent: "24781")
    try house.clock("2026-03-02T10:00")
    for action in ProcessingTests.path + [.pay, .returnResult] { try await house.act(action, copy) }
    _ = try await house.receive(unit: "24781")

    let rows = try await house.centre.exportDossierRegister(march, by: clerk, language: .vi)
    #expect(rows.count == 3 && rows.allSatisfy { $0.count == 14 })
    #expect(rows[0].prefix(3) == ["STT", "Mã hồ sơ", "Thủ tục"])
    #expect(
      rows[1] == [
        "1", copy.rawValue, "Chứng thực bản sao từ bản chính (2.000815)", "Nguyễn Văn Mẫu", "0900000111",
        "02/03/2026 09:00",
        "02/03/2026 17:00", "02/03/2026 09:00", "02/03/2026 10:00", "02/03/2026 10:00", rows[1][10], "Nguyễn Văn Mẫu",
        rows[1][12], "",
      ])
    #expect(rows[2][1] == course.rawValue && rows[2][8].isEmpty && rows[2][9].isEmpty)
    // The commune that decides it has it in its own register.
    let other = try await house.centre.exportDossierRegister(
      march, by: house.officer(.leader, unit: "24781"), language: .en)
    #expect(other.count == 3 && other[1][1] == course.rawValue && other[0][1] == "Code")

    try house.clock("2026-03-30T10:00")
    let late = try await house.centre.exportDossierRegister(march, by: clerk, language: .vi)
    #expect(late[2][13] == "Quá hạn")
    let book = try PDFText.of(await house.centre.printDossierRegister(march, by: clerk))
    for value in ["SỔ THEO DÕI HỒ SƠ", "Từ ngày 01/03/2026 đến ngày 02/03/2026", "Cộng 2 hồ sơ", "Nguyễn Văn Mẫu"] {
      #expect(book.contains(value), "\(value)")
    }
  }

  @Test(arguments: Engine.allCases)
  func daysThatCantBeAndTooManyAreNamed(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let clerk = house.officer(.recordsClerk)
    func problems(_ from: String, _ until: String) async -> [String] {
      do {
        _ = try await house.centre.printDossierRegister(RegisterSpan(from: from, until: until), by: clerk)
        return []
      } catch let invalid as InvalidInput {
        return invalid.problems.map { "\($0.field ?? ""): \($0.textKey)" }
      } catch {
        return ["\(error)"]
      }
    }
    #expect(await problems("31/02/2026", "") == ["from: error.date.impossible", "until: error.date.impossible"])
    #expect(await problems("02/03/2026", "01/03/2026") == ["until: error.date.range"])
    #expect(await problems("01/03/2026", "03/03/2026") == ["until: error.date.range"])
    #expect(await problems("01/03/2025", "01/03/2026") == [])
    #expect(await problems("28/02/2025", "01/03/2026") == ["until: error.register.span"])

    let most = RegisterSpan.mostDossiers
    try await house.centre.database.write { tx in
      _ = try tx.execute(
        """
        INSERT INTO dossier (code, unit, receiving_unit, procedure, channel, applicant, search, originals, received_at,
          state, turn_since, due_at, fee, unpaid, version)
        WITH RECURSIVE line(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM line WHERE number <= \(most))
        SELECT 'X-' || number, '24958', '24958', '2.000815', 'counter', 'A', 'a', 1, \(house.clock.now), 'received',
          \(house.clock.now), \(house.clock.now), 0, 0, 1 FROM line
        """)
    }
    #expect(await problems("02/03/2026", "02/03/2026") == ["until: error.register.too-many"])
    await #expect(throws: RegisterRefusal.notYours) {
      try await house.centre.printDossierRegister(march, by: house.officer(.provinceSupervisor, unit: "68"))
    }
    await #expect(throws: RegisterRefusal.notYours) {
      try await house.centre.printDossierRegister(march, by: .citizen(draft: "NHAP-1"))
    }
  }
}
