import Domain
import Storage

/// How readings are counted.
enum ReadingLimits {
  /// The same person who looks at the same thing again within so many minutes reads it once.
  static let sameMinutes = 15
}

extension Centre {
  /// Notes that an officer or a program reads of a person's dossiers, before it is shown.
  func note(
    _ matter: ReadingMatter, _ detail: String = "", of codes: [DossierCode], purpose: ReadingPurpose? = nil,
    by actor: Actor
  ) async throws {
    guard !codes.isEmpty, actor.kind == .staff || actor.kind == .client else { return }
    let now = now()
    let since = now.adding(minutes: -ReadingLimits.sameMinutes)
    @Sendable func unread(_ tx: Transaction) throws -> [DossierCode] {
      try codes.filter { try !tx.hasRead(actor.id, $0, matter, detail, since: since) }
    }
    guard try await !database.read({ try unread($0) }).isEmpty else { return }
    for attempt in 1... {
      do {
        return try await database.write { tx in
          for code in try unread(tx) {
            guard let dossier = try tx.dossier(code) else { continue }
            try tx.insert(
              Reading(
                at: now, by: actor.reference, dossier: code, matter: matter, detail: detail,
                purpose: purpose ?? ReadingPurpose(actor, dossier)),
              of: dossier)
          }
        }
      } catch StorageError.uniqueViolation where attempt < 20 {
        // Two read the same dossier at once: the other was first.
      }
    }
  }
}
