import Centre
import Domain

/// One dossier as an officer sees it.
struct DossierPage: Sendable {
  struct Scan: Sendable {
    let name: String
    let link: String
    let image: Bool
    let first: Bool
  }

  struct Paper: Sendable {
    let position: Int
    let name: String
    let number: String?
    let issuer: String?
    let issued: String?
    let pages: Int
    let copies: Int
    let register: String?
    let result: String?
  }

  struct Event: Sendable {
    let name: String
    let at: String
    let who: String
    let note: String?
  }

  struct Guide: Sendable {
    let text: String
    let source: String?
  }

  struct Target: Sendable {
    let key: String
    let name: String
  }

  struct Fact: Sendable {
    let name: String
    let value: String
  }

  let code: String
  let version: Int
  let key: String
  let procedure: String
  let state: String
  let step: String?
  let stepRole: String?
  let timeLeft: TimeLeft
  let received: String
  let due: String
  let channel: String
  let facts: [Fact]
  let papers: [Paper]
  let scans: [Scan]
  let hasScans: Bool
  let events: [Event]
  let checks: [Guide]
  let law: [Guide]
  let mistakes: [Guide]
  let hasGuide: Bool
  let action: String?
  let actionLabel: String?
  let myTurn: Bool
  let isReturn: Bool
  let collector: String
  let targets: [Target]
  let canSendBack: Bool
  let canRefuse: Bool
  let canExtend: Bool
  let canPay: Bool
  let unpaid: String
  let unpaidAmount: Int
  let openReason: String?
  let justReceived: Bool
  let problem: String?
  let typed: String
  let evidence: [Event]

  init(
    _ file: DossierFile, actor: Actor, _ catalogue: Catalogue, _ wording: Wording, now: Instant, justReceived: Bool,
    problem: String?, typed: String
  ) {
    let dossier = file.dossier
    let reception = dossier.reception
    let language = wording.language
    code = reception.code.rawValue
    version = dossier.version
    key = "act-" + Fingerprint.randomText()
    procedure = file.procedure.shortName[language]
    state = wording.text("shared.state.\(dossier.state.rawValue)")
    let present = dossier.turn.flatMap { file.procedure.step($0.step) }
    step = present?.name[language]
    stepRole = present.map { wording.text("shared.role.\($0.role.rawValue)") }
    timeLeft = TimeLeft(
      dueAt: dossier.dueAt, finishedAt: dossier.finishedAt, now: now,
      calendar: catalogue.calendar(for: reception.competentUnit), wording)
    received = wording.moment(reception.receivedAt)
    due = wording.moment(dossier.dueAt)
    channel = wording.text("shared.channel.\(reception.channel.rawValue)")
    facts = Self.facts(dossier, catalogue, wording)
    papers = reception.originals.map { Self.paper($0, dossier) }
    let code = reception.code.rawValue
    scans = dossier.attachments.enumerated().map { place, scan in
      Scan(
        name: scan.name, link: "/desk/dossiers/\(code)/scans/\(place)", image: scan.mediaType.hasPrefix("image/"),
        first: place == 0)
    }
    hasScans = !scans.isEmpty
    events = file.events.reversed().map { event in
      Event(
        name: wording.text("shared.event.\(event.change.name)"), at: wording.moment(event.at),
        who: event.actor.kind == .staff ? event.actor.name : wording.text("shared.actor.\(event.actor.kind.rawValue)"),
        note: event.change.remark)
    }
    evidence = dossier.evidence.map { piece in
      Event(
        name: wording.text("shared.event.\(piece.action.evidenceName)"), at: wording.moment(piece.at),
        who: piece.by.name,
        note: nil)
    }
    func guides(_ texts: [GuidedText]?) -> [Guide] {
      (texts ?? []).map { Guide(text: $0.text[language], source: $0.source?.text) }
    }
    checks = guides(present?.guide.checks)
    law = guides(present?.guide.law)
    mistakes = guides(present?.guide.mistakes)
    hasGuide = present != nil
    let mine = dossier.turn.map { actor.holds($0.role, in: $0.unit) } ?? false
    myTurn = mine
    let does = dossier.turn.flatMap { turn in DossierAction.allCases.first { $0.stepAction == turn.action } }
    action = does?.rawValue
    actionLabel = does.map { wording.text("desk.act.\($0.rawValue)") }
    isReturn = does == .returnResult
    collector = dossier.collector.name
    targets = mine ? file.sendBackTargets.map { Target(key: $0.key.rawValue, name: $0.name[language]) } : []
    canSendBack = !targets.isEmpty
    let waitsToReturn = does == .returnResult
    canRefuse = mine && !waitsToReturn && dossier.evidence(of: .sign) == nil
    canExtend = mine && !waitsToReturn && file.procedure.extraWorkingDays != nil && now <= dossier.dueAt
    canPay =
      dossier.unpaid > 0 && dossier.state != .refused && actor.holds(.receivingOfficer, in: reception.receivingUnit)
    unpaid = wording.money(dossier.unpaid)
    unpaidAmount = dossier.unpaid
    openReason = dossier.openReason
    self.justReceived = justReceived
    self.problem = problem
    self.typed = typed
  }

  private static func facts(_ dossier: Dossier, _ catalogue: Catalogue, _ wording: Wording) -> [Fact] {
    let reception = dossier.reception
    func fact(_ key: String, _ value: String?) -> Fact? {
      value.map { Fact(name: wording.text("desk.fact.\(key)"), value: $0) }
    }
    return [
      fact("filer", reception.filer.name), fact("identity", reception.filer.identity.number),
      fact("born", reception.filer.born?.display), fact("phone", reception.filer.phone),
      fact("address", reception.filer.address), fact("owner", reception.owner?.name),
      fact("collector", reception.collector?.name),
      fact("unit", catalogue.units.unit(reception.competentUnit)?.name[wording.language]),
      fact("fee", wording.money(reception.fee) + (dossier.unpaid == 0 && reception.fee > 0 ? " ✓" : "")),
      fact("note", reception.note),
    ].compactMap { $0 }
  }

  private static func paper(_ original: Original, _ dossier: Dossier) -> Paper {
    let number = dossier.numbers.first { $0.original == original.position }
    let result = dossier.results.first { $0.original == original.position }
    return Paper(
      position: original.position, name: original.name, number: original.number, issuer: original.issuer,
      issued: original.issuedOn?.display, pages: original.pages, copies: original.copies,
      register: number.map { "\($0.number) · \(RegisterBook.code(symbol: $0.book, year: $0.year))" },
      result: result.map { "/verify/\($0.token)/ban-sao.pdf" })
  }
}
