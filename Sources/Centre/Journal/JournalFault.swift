public import Domain

/// Something about the journal, or the events that it seals, that is not as it was sealed.
public struct JournalFault: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// What is stored of an event is not what was sealed.
    case changed
    /// The moment of an event lies before the one that was sealed, or before a head that does not cover it.
    case backdated
    /// An event stands where another of the same history was sealed.
    case outOfOrder = "out-of-order"
    /// An event, or an entry of the journal, is gone.
    case missing
    /// An event was never sealed.
    case inserted
    /// The journal is not the one that a signed head covers: it was written anew, or two were kept.
    case forked
    /// A kept part of the tree is not what the entries give.
    case treeDamaged = "tree-damaged"
    /// The signature of a head is not the key's.
    case signature
  }

  /// What is wrong.
  public let kind: Kind
  /// The kind of the event, when it is about one.
  public let record: JournalKind?
  /// What the event happened to: the dossier's code.
  public let subject: String?
  /// The place of the event in the history of the subject.
  public let sequence: Int?
  /// The position in the journal.
  public let position: Int?
  /// The number of the head that it is about.
  public let head: Int?
  /// In a few English words, for the command line.
  public let words: String

  init(
    _ kind: Kind, record: JournalKind? = nil, subject: String? = nil, sequence: Int? = nil, position: Int? = nil,
    head: Int? = nil, _ words: String
  ) {
    self.kind = kind
    self.record = record
    self.subject = subject
    self.sequence = sequence
    self.position = position
    self.head = head
    self.words = words
  }

  /// One line: "changed: dossier H36.24958-260302-0001 event 2, entry 17: …".
  public var line: String {
    var about: [String] = []
    if let record, let subject {
      about.append("\(record.rawValue) \(subject)" + (sequence.map { " event \($0)" } ?? ""))
    }
    if let position { about.append("entry \(position)") }
    if let head { about.append("head \(head)") }
    return "\(kind.rawValue): " + (about.isEmpty ? "" : about.joined(separator: ", ") + ": ") + words
  }
}

/// What an audit of the whole journal found.
public struct JournalReport: Hashable, Sendable {
  /// How many entries there are.
  public internal(set) var size = 0
  /// How many heads were signed.
  public internal(set) var heads = 0
  /// The root over all entries as they are.
  public internal(set) var root: JournalHash?
  /// What is wrong, at most `JournalAudit.faultLimit`.
  public internal(set) var faults: [JournalFault] = []
  /// How many more faults there are.
  public internal(set) var more = 0
  /// Events of before the journal that wait to be taken in: nothing is signed yet.
  public internal(set) var isAdopting = false

  mutating func note(_ fault: JournalFault) {
    if faults.count < JournalAudit.faultLimit { faults.append(fault) } else { more += 1 }
  }
}
