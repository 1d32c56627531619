/// What can be done in an installation, each by one name: every use case asks for one of these, and
/// `PermissionTable` says who has it.
public enum Permission: String, CaseIterable, Codable, Hashable, Sendable {
  /// File a dossier.
  case fileDossier = "file-dossier"
  /// See a dossier, its papers and its course.
  case readDossier = "read-dossier"
  /// Hand in what was asked for.
  case supplementDossier = "supplement-dossier"
  /// Withdraw a dossier before it is decided.
  case withdrawDossier = "withdraw-dossier"
  /// Take a fee, and give the receipt for it.
  case takePayment = "take-payment"
  /// Do what a step asks for, or what may be done while it waits.
  case takeTurn = "take-turn"
  /// Take back the step that one did last.
  case takeBackStep = "take-back-step"
  /// Give the turn to a colleague.
  case reassignTurn = "reassign-turn"
  /// Keep what the system tells that owns a dossier's status.
  case tellExternalStatus = "tell-external-status"
  /// See which results of former dossiers are held of the person at the counter.
  case readHeldResults = "read-held-results"
  /// See who read which dossier, and what for.
  case readReadings = "read-readings"
  /// Read and print the registers and the dossier register.
  case readRegisters = "read-registers"
  /// See transfers that found no dossier, and close them.
  case settleTransfers = "settle-transfers"
  /// Keep who is away and who covers.
  case keepAbsences = "keep-absences"
  /// Close the office unplanned, which moves due dates.
  case closeUnit = "close-unit"
  /// See one's own dossiers and drafts, signed in.
  case readOwnRecord = "read-own-record"
  /// Check the identity of who filed while the provider was down.
  case checkIdentity = "check-identity"
  /// Make a machine a kiosk.
  case openKiosk = "open-kiosk"
  /// Read the catalogue with its marks and drafts.
  case readCatalogue = "read-catalogue"
  /// Publish and withdraw procedures.
  case publishCatalogue = "publish-catalogue"
  /// Keep officers' accounts: make them, give posts, close them, end their sessions.
  case keepAccounts = "keep-accounts"
  /// Give lost access back, together with a second administrator.
  case recoverAccess = "recover-access"
  /// Read what was done to accounts.
  case readAccountEvents = "read-account-events"
  /// Keep who signs in whose place.
  case delegateSignature = "delegate-signature"
}

/// How far a permission reaches, seen from the unit in which the role is held.
public enum Reach: String, Codable, Hashable, Sendable, CaseIterable {
  /// Not at all.
  case nowhere
  /// What is one's own, shown by its secret or draft.
  case own
  /// What belongs to the unit, while it is the role's turn.
  case turn
  /// What belongs to the unit: what it decides and what it received for another.
  case unit
  /// What belongs to the unit and to those under it.
  case below
}

extension Reach: Comparable {
  /// From nowhere to furthest.
  public static func < (one: Reach, other: Reach) -> Bool {
    (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
  }
}

/// Who may do what, and where: the one table that use cases ask, that `cuango permissions` prints, and that a test
/// compares with every route.
///
/// Which unit a dossier belongs to, and whose turn it is, are the dossier's own facts (Decree 118/2025/NĐ-CP: whoever
/// receives, whoever decides); a role is held in one unit. The roles of a colleague who is away count as one's own.
public enum PermissionTable {
  /// How far a role's permission reaches.
  public static func reach(_ permission: Permission, _ role: Role) -> Reach { rows[permission]?[role] ?? .nowhere }

  private static let rows: [Permission: [Role: Reach]] = [
    .fileDossier: [.citizen: .own, .receivingOfficer: .unit, .apiClient: .below],
    .readDossier: [
      .citizen: .own, .receivingOfficer: .unit, .specialist: .unit, .leader: .unit, .recordsClerk: .unit,
      .unitAdministrator: .unit, .provinceSupervisor: .below, .auditor: .below, .apiClient: .below,
    ],
    .supplementDossier: [.citizen: .own, .receivingOfficer: .unit],
    .withdrawDossier: [.citizen: .own, .receivingOfficer: .unit],
    .takePayment: [.receivingOfficer: .unit],
    .takeTurn: [.receivingOfficer: .turn, .specialist: .turn, .leader: .turn, .recordsClerk: .turn],
    .takeBackStep: [.receivingOfficer: .unit, .specialist: .unit, .leader: .unit, .recordsClerk: .unit],
    .reassignTurn: [.receivingOfficer: .turn, .specialist: .turn, .leader: .unit, .recordsClerk: .turn],
    .tellExternalStatus: [.receivingOfficer: .unit, .specialist: .unit, .apiClient: .unit],
    .readHeldResults: [.receivingOfficer: .unit],
    .readReadings: [.leader: .unit, .auditor: .below],
    .readRegisters: [.receivingOfficer: .unit, .specialist: .unit, .leader: .unit, .recordsClerk: .unit],
    .settleTransfers: [.receivingOfficer: .unit, .leader: .unit, .provinceSupervisor: .below],
    .keepAbsences: [.leader: .unit, .unitAdministrator: .unit],
    .closeUnit: [.leader: .unit, .unitAdministrator: .unit],
    .readOwnRecord: [.citizen: .own],
    .checkIdentity: [.receivingOfficer: .unit],
    .openKiosk: [
      .receivingOfficer: .unit, .specialist: .unit, .leader: .unit, .recordsClerk: .unit, .unitAdministrator: .unit,
    ],
    .readCatalogue: [
      .leader: .unit, .unitAdministrator: .unit, .provinceSupervisor: .unit, .catalogueEditor: .unit, .auditor: .unit,
    ],
    .publishCatalogue: [.catalogueEditor: .unit],
    .keepAccounts: [.unitAdministrator: .below],
    .recoverAccess: [.unitAdministrator: .below],
    .readAccountEvents: [.unitAdministrator: .below, .provinceSupervisor: .below, .auditor: .below],
    .delegateSignature: [.leader: .unit, .unitAdministrator: .unit],
  ]
}

extension Actor {
  /// The role by which the actor may do something to what belongs to `unit`, whose parent is `parent`; `nil` when none.
  ///
  /// - Parameter turn: the role whose turn it is, for permissions that need it.
  public func role(
    for permission: Permission, in unit: UnitCode, under parent: UnitCode?, turn: Role? = nil
  ) -> Role? {
    guard let own = self.unit, scope?.contains(permission) ?? true else { return nil }
    let held = Role.allCases.filter { role in
      guard effectiveRoles.contains(role) else { return false }
      return switch PermissionTable.reach(permission, role) {
      case .nowhere, .own: false
      case .turn: own == unit && role == turn
      case .unit: own == unit
      case .below: own == unit || own == parent
      }
    }
    // The role that reaches furthest: a leader who gives a turn to somebody does it as the leader.
    return held.max { PermissionTable.reach(permission, $0) < PermissionTable.reach(permission, $1) }
  }

  /// Whether the actor has a permission in its own unit at all: what a page offers. The use case decides.
  public func may(_ permission: Permission) -> Bool {
    (scope?.contains(permission) ?? true)
      && effectiveRoles.contains { PermissionTable.reach(permission, $0) > .own }
  }

  /// Whether the actor is an officer who sees the dossiers of all units under its own: the province's supervisor, an
  /// auditor.
  public var seesBelow: Bool {
    kind == .staff && effectiveRoles.contains { PermissionTable.reach(.readDossier, $0) == .below }
  }
}
