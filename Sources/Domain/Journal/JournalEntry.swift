/// What kind of event an entry of the journal stands for.
public enum JournalKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// An event of a dossier; the subject is the dossier's code.
  case dossier
  /// A procedure that was published or withdrawn; the subject is `catalogue`.
  case publication
  /// What a bank told of a transfer; the subject is the bank and its number, with a space between.
  case bankNotice = "bank-notice"
  /// How a person settled such a notice; the subject is the same.
  case bankNoticeClosing = "bank-notice-closing"
  /// What a printed receipt promised; the subject is the dossier's code.
  case receipt
  /// That somebody read a person's data; the subject is the dossier's code.
  case reading
  /// What was done to an officer's account; the subject is the account's identifier.
  case staff
}

/// An event as the journal seals it: where it stands, when it was, and everything else that is stored of it.
public struct JournalEntry: Hashable, Sendable {
  /// The kind of event.
  public let kind: JournalKind
  /// What it happened to.
  public let subject: String
  /// Its place among the events of the subject, from 1.
  public let sequence: Int
  /// When it happened.
  public let at: Instant
  /// The other stored columns in their order, numbers in decimal; `nil` where nothing is stored. Who and what is among
  /// them.
  public let parts: [String?]

  /// Describes an event.
  public init(kind: JournalKind, subject: String, sequence: Int, at: Instant, parts: [String?]) {
    self.kind = kind
    self.subject = subject
    self.sequence = sequence
    self.at = at
    self.parts = parts
  }

  /// How many bytes of a salt there are. The salt is random and hides what is sealed from whoever only sees hashes:
  /// nobody can try names against them.
  public static let saltLength = 16

  /// The bytes whose hash is the leaf: 1, the salt, then each field with its length before it in four bytes, the
  /// highest first; four bytes of 255 for nothing. The fields are kind, subject, sequence, moment in milliseconds since
  /// 1970, and the parts; texts in UTF-8, numbers in decimal.
  public func bytes(salt: [UInt8]) -> [UInt8] {
    let fields = [kind.rawValue, subject, String(sequence), String(at.milliseconds)] + parts
    var bytes: [UInt8] = [0x01]
    bytes.reserveCapacity(1 + salt.count + fields.reduce(0) { $0 + 4 + ($1?.utf8.count ?? 0) })
    bytes += salt
    for field in fields {
      var length = field.map { UInt32(truncatingIfNeeded: $0.utf8.count) } ?? .max
      length = length.bigEndian
      withUnsafeBytes(of: length) { bytes += $0 }
      if let field { bytes += Array(field.utf8) }
    }
    return bytes
  }

  /// The same content at another place of the subject's history.
  public func moved(to sequence: Int) -> JournalEntry {
    JournalEntry(kind: kind, subject: subject, sequence: sequence, at: at, parts: parts)
  }
}
