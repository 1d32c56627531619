public import Domain

/// What can go wrong in keeping things. Nothing that met one of these was acknowledged.
public enum StorageError: Refusal, Hashable {
  /// The store was written by a newer program.
  case schemaTooNew(found: Int, known: Int)
  /// There is no room left on the disk.
  case diskFull
  /// The store did not answer in time.
  case busy
  /// A row of that key is there already.
  case uniqueViolation(String)
  /// The store can't be reached, or the connection was lost; the text is for the log.
  case unavailable(String)
  /// The connection was lost while the commit was under way: nobody knows whether it was kept. Who asks again with
  /// the same idempotency key gets the answer.
  case outcomeUnknown
  /// A statement failed or an answer is not what it must be; the text is for the log.
  case inconsistent(String)
  /// A text holds a NUL, which no text may.
  case notText
  /// A file is over its limit, in bytes.
  case fileTooLarge(limit: Int)
  /// A file that a row names is not there; its SHA-256.
  case fileMissing(String)

  /// What kind of "no" it is.
  public var kind: RefusalKind {
    switch self {
    case .notText: .invalid
    case .fileTooLarge: .tooLarge
    case .uniqueViolation: .conflict
    default: .unavailable
    }
  }

  /// The sentence.
  public var textKey: String {
    switch self {
    case .diskFull: "error.storage.full"
    case .busy: "error.storage.busy"
    case .outcomeUnknown: "error.storage.unknown"
    case .notText: "error.text.character"
    case .fileTooLarge: "error.upload.too-large"
    case .schemaTooNew: "error.storage.schema-too-new"
    default: "error.storage.unavailable"
    }
  }

  /// The values of the sentence.
  public var values: [String: String] {
    switch self {
    case .schemaTooNew(let found, let known): ["found": String(found), "known": String(known)]
    case .fileTooLarge(let limit): ["limit": String(limit / 1_048_576)]
    default: [:]
    }
  }
}

extension StorageError: CustomStringConvertible {
  /// For the log and the command line.
  public var description: String {
    switch self {
    case .schemaTooNew(let found, let known):
      "the store has schema version \(found), this program knows \(known): start a newer program"
    case .diskFull: "the disk is full"
    case .busy: "the store is busy"
    case .uniqueViolation(let what): "already there: \(what)"
    case .unavailable(let why): "the store can't be reached: \(why)"
    case .outcomeUnknown: "the connection was lost during the commit: whether it was kept is not known"
    case .inconsistent(let why): "the store answered what it must not: \(why)"
    case .notText: "a text holds a NUL"
    case .fileTooLarge(let limit): "a file is over \(limit) bytes"
    case .fileMissing(let sha256): "the file \(sha256) is missing"
    }
  }
}
