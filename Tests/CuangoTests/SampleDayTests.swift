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
    #expect(codes.count == 68 + SampleCase.all.count)
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
    try await theWatchWasKept(centre, codes, present)
    // A second start leaves everything as it is.
    try await SampleDay(centre: centre, clock: clock, present: present).fill()
    #expect(try await centre.database.read { try $0.dossierCodes(after: "", limit: 1000) } == codes)
  }

  /// What is late was apologised for once: prepared while there was time, sent after it. What nobody collects is asked
  /// after when thirty days have passed. What got more time is not late.
  private func theWatchWasKept(_ centre: Centre, _ codes: [DossierCode], _ present: Instant) async throws {
    var late = 0
    var reminded = 0
    var extended = 0
    for code in codes {
      let events = try await centre.database.read { try $0.events(of: code) }
      let dossier = try #require(Dossier(events: events))
      let prepared = events.filter { $0.change.name == "apology-prepared" }
      let sent = events.filter { $0.change.name == "apology-sent" }
      #expect(prepared.count <= 1 && sent.count <= 1)
      if let went = sent.first {
        late += 1
        let before = try #require(prepared.first)
        #expect(before.sequence < went.sequence && before.at < dossier.dueAt && went.at > dossier.dueAt)
        #expect(try #require(dossier.apology).newDueAt > went.at)
      }
      if let reminder = events.first(where: { $0.change.name == "reminded" }) {
        reminded += 1
        let ready = try #require(dossier.finishedAt)
        #expect(reminder.at.date.dayNumber - ready.date.dayNumber == 30)
      }
      if !dossier.extensions.isEmpty {
        extended += 1
        #expect(!dossier.isLate(at: present))
      }
    }
    #expect(late > 0 && reminded == 2 && extended == 2)
  }
}
