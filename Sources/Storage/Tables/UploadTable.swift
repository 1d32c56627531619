public import Domain

/// A file that was sent and waits to be named in a dossier. Only who sent it can name it.
public struct Upload: Hashable, Sendable {
  /// The identifier that the sender got; can't be guessed.
  public let id: String
  /// Who sent it: an account, a token or a draft.
  public let owner: String
  /// The file.
  public let file: Attachment
  /// When it came.
  public let at: Instant

  /// Describes an upload.
  public init(id: String, owner: String, file: Attachment, at: Instant) {
    self.id = id
    self.owner = owner
    self.file = file
    self.at = at
  }
}

extension Transaction {
  /// Keeps an upload, after its content is on disk.
  public func insert(_ upload: Upload) throws {
    _ = try execute(
      """
      INSERT INTO upload (id, owner, sha256, name, media_type, size, pages, at)
      VALUES (\(upload.id), \(upload.owner), \(upload.file.sha256), \(upload.file.name), \(upload.file.mediaType),
        \(upload.file.size), \(upload.file.pages), \(upload.at))
      """)
  }

  /// An upload by its identifier, if `owner` sent it.
  public func upload(_ id: String, owner: String) throws -> Upload? {
    try row("SELECT * FROM upload WHERE id = \(id) AND owner = \(owner)").map { row in
      Upload(
        id: try row.text("id"), owner: try row.text("owner"),
        file: Attachment(
          sha256: try row.text("sha256"), name: try row.text("name"), mediaType: try row.text("media_type"),
          size: try row.int("size"), pages: try row.int("pages")),
        at: try row.instant("at"))
    }
  }

  /// The bytes that `owner` has sent since `since`.
  public func uploadedBytes(owner: String, since: Instant) throws -> Int {
    try row("SELECT COALESCE(SUM(size), 0) AS total FROM upload WHERE owner = \(owner) AND at >= \(since)")?.int(
      "total")
      ?? 0
  }
}
