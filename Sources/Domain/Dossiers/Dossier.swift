/// A dossier (hồ sơ) as it stands: what follows from its events, and nothing else.
public struct Dossier: Codable, Hashable, Sendable {
  /// Where a dossier stands. Overdue is an attribute, never a state.
  public enum State: String, Codable, Hashable, Sendable, CaseIterable {
    /// It has a code and a due date; the receiving officer has still to look at it.
    case received
    /// Officers work on it.
    case processing
    /// The result waits for the citizen.
    case resultReady = "result-ready"
    /// The result is in the citizen's hand. The dossier is closed.
    case returned
    /// It was refused. The dossier is closed.
    case refused

    /// The state while somebody's turn waits.
    public init(turn: Turn) {
      switch turn.action {
      case .receive: self = .received
      case .returnResult: self = .resultReady
      default: self = .processing
      }
    }

    /// Whether nothing more can happen to it.
    public var isClosed: Bool { self == .returned || self == .refused }

    /// The status code of the National Public Service Portal (synchronisation contract as used until 2025;
    /// unverified: the contract of 2026).
    public var portalStatus: Int {
      switch self {
      case .received: 2
      case .processing: 4
      case .resultReady: 9
      case .returned: 10
      case .refused: 3
      }
    }
  }

  /// How the dossier came in.
  public let reception: Reception
  /// Where it stands.
  public private(set) var state: State
  /// Whose turn it is; `nil` when the dossier is closed.
  public private(set) var turn: Turn?
  /// When the present turn began.
  public private(set) var turnSince: Instant
  /// When the result is due now.
  public private(set) var dueAt: Instant
  /// The payments taken.
  public private(set) var payments: [Payment] = []
  /// What proves each act that still counts: checking, approving, signing, numbering, sealing, issuing, returning.
  public private(set) var evidence: [Evidence] = []
  /// The numbers taken in the register.
  public private(set) var numbers: [RegisterNumber] = []
  /// The documents made.
  public private(set) var results: [IssuedCopy] = []
  /// The extensions given.
  public private(set) var extensions: [Extension] = []
  /// The reason of the last sending back that is not worked off, or of a refusal.
  public private(set) var openReason: String?
  /// When the result was ready, which is what "on time" is measured by.
  public private(set) var finishedAt: Instant?
  /// When the dossier was closed.
  public private(set) var closedAt: Instant?
  /// The number of events so far; whoever acts names the version that was seen.
  public private(set) var version: Int

  /// The state after the first event, which must be a reception.
  public init?(first event: DossierEvent) {
    guard case .received(let reception) = event.change else { return nil }
    self.reception = reception
    state = State(turn: reception.turn)
    turn = reception.turn
    turnSince = event.at
    dueAt = reception.dueAt
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
    switch event.change {
    case .received: break
    case .paid(let payment): payments.append(payment)
    case .stepDone(let done): apply(done, event)
    case .sentBack(let back):
      evidence.removeAll { back.undone.contains($0.step) }
      turn = back.to
      turnSince = event.at
      state = State(turn: back.to)
      openReason = back.reason
      finishedAt = nil
    case .extended(let extended):
      extensions.append(extended)
      dueAt = extended.dueAt
    case .refused(let refused):
      state = .refused
      turn = nil
      openReason = refused.reason
      finishedAt = event.at
      closedAt = event.at
    }
  }

  private mutating func apply(_ done: StepDone, _ event: DossierEvent) {
    evidence.append(Evidence(step: done.step, action: done.action, by: event.actor, at: event.at))
    numbers += done.numbers
    results += done.results
    turn = done.next
    turnSince = event.at
    openReason = nil
    guard let next = done.next else {
      state = .returned
      closedAt = event.at
      return
    }
    state = State(turn: next)
    if state == .resultReady { finishedAt = event.at }
  }

  /// What is still to be paid, in đồng.
  public var unpaid: Int { max(0, reception.fee - payments.reduce(0) { $0 + $1.amount }) }

  /// Whether the result was or is later than promised, at `now`.
  public func isLate(at now: Instant) -> Bool { (finishedAt ?? now) > dueAt }

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
