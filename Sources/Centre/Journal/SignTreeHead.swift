import Domain
public import Storage

extension Centre {
  /// Signs the journal as it stands, unless nothing came since the newest head. Answers the newest head; `nil` while
  /// the journal is empty, or while events of before it are still being taken in.
  ///
  /// A head says that what it covers was there at its moment: whatever claims to have happened before and is not covered
  /// was backdated. So the moment is read first, and then what is there.
  @discardableResult
  public func signTreeHead() async throws -> KeptTreeHead? {
    let key = try key.journalKey()
    let at = now()
    do {
      return try await database.write { tx in
        guard try !tx.isAdopting() else { return nil }
        let newest = try tx.newestHead()
        let size = try tx.journalSize()
        guard size > newest?.signed.head.size ?? 0 else { return newest }
        let head = TreeHead(size: size, at: at, root: try tx.journalRoot(size: size))
        let kept = KeptTreeHead(number: (newest?.number ?? 0) + 1, signed: try key.sign(head))
        try tx.insert(kept)
        return kept
      }
    } catch StorageError.uniqueViolation {
      // Another process signed at the same moment.
      return try await database.read { try $0.newestHead() }
    }
  }

  /// Takes events of before the journal in, a batch a transaction so that nobody waits long; answers how many.
  public func adoptEarlierEvents() async throws -> Int { try await database.adoptEarlierEvents() }
}

extension Database {
  /// Takes events of before the journal in, a batch a transaction so that nobody waits long; answers how many.
  public func adoptEarlierEvents(batch: Int = 500) async throws -> Int {
    var adopted = 0
    while !Task.isCancelled {
      let some = try await write { try $0.adoptEvents(limit: batch) }
      guard some > 0 else { break }
      adopted += some
      await Task.yield()
    }
    return adopted
  }
}
