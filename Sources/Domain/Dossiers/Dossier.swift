/// A dossier (hồ sơ) as it stands: what follows from its events, and nothing else.
public struct Dossier: Codable, Hashable, Sendable {
  /// Where a dossier stands. Overdue is an attribute, never a state.
  public enum State: String, Codable, Hashable, Sendable, CaseIterable {
    /// It has a code and a due date; the receiving officer has still to look at it.
    case received
    /// Officers work on it.
    case processing
    /// The applicant completes papers; the time stands still.
    case supplement
    /// The time stands still for another reason of law.
    case paused
    /// The result waits for the citizen.
    case resultReady = "result-ready"
    /// The result is in the citizen's hand. The dossier is closed.
    case returned
    /// It was refused. The dossier is closed.
    case refused
    /// The applicant withdrew it. The dossier is closed.
    case withdrawn
    /// The unit stopped it. The dossier is closed.
    case stopped

    /// The state while somebody's turn waits.
    public init(turn: Turn) {
      switch turn.action {
      case .receive: self = .received
      case .returnResult: self = .resultReady
      default: self = .processing
      }
    }

    /// Whether nothing more can happen to it.
    public var isClosed: Bool { [.returned, .refused, .withdrawn, .stopped].contains(self) }

    /// Whether it waits for something outside the office, while the time stands still.
    public var isWaiting: Bool { self == .supplement || self == .paused }

    /// The status code of the National Public Service Portal (synchronisation contract as used until 2025;
    /// unverified: the contract of 2026).
    public var portalStatus: Int {
      switch self {
      case .received: 2
      case .refused: 3
      case .processing: 4
      case .supplement: 5
      case .paused: 6
      case .withdrawn: 7
      case .stopped: 8
      case .resultReady: 9
      case .returned: 10
      }
    }
  }

  /// How the dossier came in.
  public let reception: Reception
  /// Where it stands.
  public private(set) var state: State
  /// Whose turn it is, or will be when a wait ends; `nil` when the dossier is closed.
  public private(set) var turn: Turn?
  /// When the present turn began.
  public private(set) var turnSince: Instant
  /// When the result is due by law now.
  public private(set) var dueAt: Instant
  /// When it is promised now, where that is earlier.
  public private(set) var promisedAt: Instant?
  /// What was filled in, with what officers wrote down in the steps that still count.
  public private(set) var answers: Answers
  /// The papers of the dossier, with those that were completed.
  public private(set) var papers: [FiledPaper]
  /// The payments taken.
  public private(set) var payments: [Payment] = []
  /// What proves each act that still counts: checking, approving, signing, numbering, sealing, issuing, returning.
  public private(set) var evidence: [Evidence] = []
  /// The numbers taken in the register.
  public private(set) var numbers: [RegisterNumber] = []
  /// The documents made.
  public private(set) var results: [IssuedResult] = []
  /// The tokens of results that were handed over already, while others wait.
  public private(set) var returnedTokens: [String] = []
  /// The extensions given.
  public private(set) var extensions: [Extension] = []
  /// When the time stood still; the last one has no end while it still does.
  public private(set) var pauses: [Pause] = []
  /// The request to complete papers; there is at most one.
  public private(set) var supplementRequest: SupplementRequest?
  /// When the applicant was asked to complete papers.
  public private(set) var supplementRequestedAt: Instant?
  /// The apology that was prepared.
  public private(set) var apology: Apology?
  /// When the apology went out.
  public private(set) var apologySentAt: Instant?
  /// When the applicant was last reminded of a result that waits.
  public private(set) var remindedAt: Instant?
  /// What the system tells that owns the status.
  public private(set) var external: ExternalStatus?
  /// The reason of the last sending back that is not worked off, or of a refusal, withdrawal or stop.
  public private(set) var openReason: String?
  /// The last event, when it is a step that whoever did it may still take back.
  public private(set) var lastStep: LastStep?
  /// When the result was ready, which is what "on time" is measured by.
  public private(set) var finishedAt: Instant?
  /// When the dossier was closed.
  public private(set) var closedAt: Instant?
  /// The number of events so far; whoever acts names the version that was seen.
  public private(set) var version: Int

  /// The step that was done last, and what was before it.
  public struct LastStep: Codable, Hashable, Sendable {
    /// The turn in which it was done.
    public let turn: Turn
    /// Since when that turn was.
    public let since: Instant
    /// Who did it.
    public let by: ActorReference
    /// The answers before it.
    public let answersBefore: Answers
  }

  /// The state after the first event, which must be a reception.
  public init?(first event: DossierEvent) {
    guard case .received(let reception) = event.change else { return nil }
    self.reception = reception
    state = State(turn: reception.turn)
    turn = reception.turn
    turnSince = event.at
    dueAt = reception.dueAt
    promisedAt = reception.promisedAt
    answers = reception.answers
    papers = reception.papers
    version = event.sequence
    if let step = reception.receptionDone {
      evidence = [Evidence(step: step, action: .receive, by: event.actor, at: event.at)]
    }
  }

  /// Rebuilds the state from a whole history. `nil` when it does not begin with a reception or has a gap.
  public init?(events: [DossierEvent]) {
    guard let first = events.first, first.sequence == 1, let begun = Dossier(first: first) else { return nil }
    self = begun
    for event in events.dropFirst() {
      guard event.sequence == version + 1 else { return nil }
      apply(event)
    }
  }

  /// The state after one more event.
  public mutating func apply(_ event: DossierEvent) {
    version = event.sequence
    let last = lastStep
    lastStep = nil
    switch event.change {
    case .received: break
    case .stepDone(let done): apply(done, event)
    case .sentBack(let back):
      evidence.removeAll { back.undone.contains($0.step) }
      begin(back.to, event)
      openReason = back.reason
      finishedAt = nil
    case .takenBack(let back):
      evidence.removeAll { $0.step == back.undone }
      if let last { answers = last.answersBefore }
      begin(back.to, event)
      turnSince = last?.since ?? event.at
      finishedAt = nil
    case .reassigned(let given):
      if let turn {
        self.turn = Turn(step: turn.step, action: turn.action, role: turn.role, unit: turn.unit, assignee: given.to)
      }
    case .paid(let payment):
      payments.append(payment)
      lastStep = last
    case .apologyPrepared(let apology): self.apology = apology
    case .apologySent(let apology):
      self.apology = apology
      apologySentAt = event.at
    case .partReturned(let part): returnedTokens += part.tokens
    case .reminded: remindedAt = event.at
    case .externalStatus(let told):
      external = told
      if let due = told.dueAt {
        dueAt = due
        // A promise is earlier than the law, or none.
        if let promised = promisedAt, promised >= due { promisedAt = nil }
      }
    case .refused(let refused): close(.refused, refused.reason, event)
    case .withdrawn(let withdrawal): close(.withdrawn, withdrawal.reason, event)
    case .stopped(let stopping): close(.stopped, stopping.reason, event)
    case .supplementRequested, .supplemented, .paused, .resumed, .extended, .rescheduled: applyTiming(event)
    }
  }

  private mutating func applyTiming(_ event: DossierEvent) {
    switch event.change {
    case .supplementRequested(let request):
      supplementRequest = request
      supplementRequestedAt = event.at
      pauses.append(Pause(from: event.at, until: nil, cause: .supplement))
      state = .supplement
    case .supplemented(let supplement):
      answers = answers.merging(supplement.answers)
      let renewed = Set(supplement.papers.map(\.key))
      papers = papers.filter { !renewed.contains($0.key) } + supplement.papers
      runOn(event.at, due: supplement.dueAt, promised: supplement.promisedAt)
    case .paused(let pausing):
      pauses.append(Pause(from: event.at, until: nil, cause: pausing.cause))
      state = .paused
      openReason = pausing.reason
    case .resumed(let resuming): runOn(event.at, due: resuming.dueAt, promised: resuming.promisedAt)
    case .extended(let extended):
      extensions.append(extended)
      dueAt = extended.dueAt
      promisedAt = nil
    case .rescheduled(let moved):
      dueAt = moved.dueAt
      promisedAt = moved.promisedAt
    default: break
    }
  }

  private mutating func apply(_ done: StepDone, _ event: DossierEvent) {
    if let turn {
      lastStep = LastStep(turn: turn, since: turnSince, by: event.actor, answersBefore: answers)
    }
    evidence.append(Evidence(step: done.step, action: done.action, by: event.actor, at: event.at))
    answers = answers.merging(done.answers)
    numbers += done.numbers
    results += done.results
    openReason = nil
    guard let next = done.next else {
      turn = nil
      turnSince = event.at
      state = .returned
      finishedAt = finishedAt ?? event.at
      closedAt = event.at
      return
    }
    begin(next, event)
    if state == .resultReady { finishedAt = event.at }
  }

  private mutating func begin(_ turn: Turn, _ event: DossierEvent) {
    self.turn = turn
    turnSince = event.at
    state = State(turn: turn)
  }

  private mutating func runOn(_ at: Instant, due: Instant, promised: Instant?) {
    if let open = pauses.last, open.until == nil {
      pauses[pauses.count - 1] = Pause(from: open.from, until: at, cause: open.cause)
    }
    if let turn { state = State(turn: turn) }
    turnSince = at
    dueAt = due
    promisedAt = promised
    openReason = nil
  }

  private mutating func close(_ state: State, _ reason: String, _ event: DossierEvent) {
    self.state = state
    turn = nil
    openReason = reason
    finishedAt = finishedAt ?? event.at
    closedAt = event.at
    if let open = pauses.last, open.until == nil {
      pauses[pauses.count - 1] = Pause(from: open.from, until: event.at, cause: open.cause)
    }
  }

  /// What is still to be paid, in đồng.
  public var unpaid: Int { max(0, reception.fee - payments.reduce(0) { $0 + $1.amount }) }

  /// Whether the result was or is later than the law allows, at `now`. While the time stands still nothing gets late.
  public func isLate(at now: Instant) -> Bool {
    if state.isWaiting, let from = pauses.last?.from { return from > dueAt }
    return (finishedAt ?? now) > dueAt
  }

  /// Whether it was or is later than the province promised, at `now`.
  public func isLaterThanPromised(at now: Instant) -> Bool {
    guard let promisedAt, !state.isWaiting else { return isLate(at: now) }
    return (finishedAt ?? now) > promisedAt
  }

  /// The person whose dossier it is.
  public var owner: Person { reception.owner ?? reception.filer }

  /// The person who will collect the result.
  public var collector: Person { reception.collector ?? reception.filer }

  /// The evidence of an act that still counts.
  public func evidence(of action: StepAction) -> Evidence? { evidence.last { $0.action == action } }
}

/// What proves one act: which step, who and when. Approving, signing, numbering, sealing and issuing are separate
/// pieces.
public struct Evidence: Codable, Hashable, Sendable {
  /// The step.
  public let step: StepKey
  /// The act.
  public let action: StepAction
  /// Who did it.
  public let by: ActorReference
  /// When.
  public let at: Instant
}
