public import Domain
import Storage

/// What the office holds of a person that can stand in the place of a paper.
public struct OfferedResult: Hashable, Sendable {
  /// The paper's key.
  public let paper: String
  /// What a form names it by: the earlier dossier and the result.
  public let reference: String
  /// What it is.
  public let name: String
  /// When it was issued.
  public let at: Instant
  /// The fields of it that are kept.
  public let values: Answers
}

extension Centre {
  /// The results held of a person that a procedure takes instead of papers, for an officer who has the person and the
  /// identity card at the counter. Nobody else is told what is held of whom.
  public func offeredResults(
    for procedure: Procedure, identity: Identity, by actor: Actor
  ) async throws -> [OfferedResult] {
    guard actor.kind == .staff, ownUnit(of: actor, for: .readHeldResults) != nil else {
      throw ReceptionRefusal.notReceivingOfficer
    }
    let papers = procedure.papers.filter { !($0.held ?? []).isEmpty }
    guard !papers.isEmpty || procedure.form?.fields.contains(where: { $0.prefill?.contains(":") ?? false }) ?? false
    else { return [] }
    let person = key.personKey(of: identity)
    let held = try await database.read { try $0.heldResults(of: person) }
    let offered = papers.flatMap { paper in
      held.filter { paper.held?.contains($0.procedure.rawValue) ?? false }.prefix(5).map { (paper.key, $0) }
    }
    try await note(.heldResult, of: Array(Set(offered.map(\.1.dossier))), purpose: .counter, by: actor)
    return offered.map { paper, result in
      OfferedResult(
        paper: paper, reference: "\(result.dossier.rawValue):\(result.result)", name: result.name, at: result.at,
        values: result.values)
    }
  }

  /// What fields of a form can be filled with from results that are held: `procedure:field`.
  public func heldValues(
    for procedure: Procedure, identity: Identity, by actor: Actor
  ) async throws -> [String: String] {
    guard actor.kind == .staff, ownUnit(of: actor, for: .readHeldResults) != nil else {
      throw ReceptionRefusal.notReceivingOfficer
    }
    let fields = (procedure.form?.fields ?? []).compactMap { field -> (key: String, code: String, from: String)? in
      let parts = (field.prefill ?? "").split(separator: ":").map(String.init)
      return parts.count == 2 ? (field.key, parts[0], parts[1]) : nil
    }
    guard !fields.isEmpty else { return [:] }
    let person = key.personKey(of: identity)
    let held = try await database.read { try $0.heldResults(of: person) }
    var values: [String: String] = [:]
    var read: Set<DossierCode> = []
    for field in fields {
      let newest = held.first { $0.procedure.rawValue == field.code && !$0.values[field.from].isEmpty }
      guard let newest else { continue }
      values[field.key] = newest.values[field.from]
      read.insert(newest.dossier)
    }
    try await note(.heldResult, of: Array(read), purpose: .counter, by: actor)
    return values
  }
}
