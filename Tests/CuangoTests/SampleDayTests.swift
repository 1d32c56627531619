import Centre
import Domain
import Storage
import TestSupport
import Testing

@testable import cuango

@Suite struct SampleDayTests {
  /// The state of every dossier of the sample day, rebuilt from its events alone, is what its row says.
  @Test(arguments: Engine.allCases)
  func theStateFollowsFromTheEvents(_ engine: Engine) async throws {
    let present = try #require(Instant(iso8601: "2026-03-03T11:00:00+07:00"))
    let house = try await TestHouse.open(engine, at: present)
    let clock = SampleClock(present)
    let centre = Centre(
      database: house.centre.database, files: house.centre.files, catalogue: house.centre.catalogue,
      key: house.centre.key, settings: house.centre.settings, logger: house.centre.logger, now: { clock.now })
    try await SampleDay(centre: centre, clock: clock, present: present).fill()
    let codes = try await centre.database.read { try $0.dossierCodes(after: "", limit: 1000) }
    #expect(codes.count == 64)
    var states: Set<Dossier.State> = []
    for code in codes {
      let (dossier, row) = try await centre.database.read { tx in
        var filter = DossierFilter(unit: nil)
        filter.progress = .all
        filter.words = code.rawValue
        return (try tx.dossier(code), try tx.dossiers(filter, now: present).first)
      }
      let rebuilt = try #require(dossier)
      let kept = try #require(row)
      states.insert(rebuilt.state)
      #expect(kept.state == rebuilt.state)
      #expect(kept.step == rebuilt.turn?.step)
      #expect(kept.role == rebuilt.turn?.role)
      #expect(kept.turnSince == rebuilt.turnSince)
      #expect(kept.dueAt == rebuilt.dueAt)
      #expect(kept.unpaid == rebuilt.unpaid)
      #expect(kept.finishedAt == rebuilt.finishedAt)
      #expect(kept.closedAt == rebuilt.closedAt)
      #expect(kept.version == rebuilt.version)
      #expect(kept.applicant == rebuilt.owner.name)
    }
    #expect(states == Set(Dossier.State.allCases))
    // A second start leaves everything as it is.
    try await SampleDay(centre: centre, clock: clock, present: present).fill()
    #expect(try await centre.database.read { try $0.dossierCodes(after: "", limit: 1000) } == codes)
  }
}
