public import Domain

/// The register of dossiers (Mẫu số 07, Sổ theo dõi hồ sơ, Circular 03/2025/TT-VPCP; unverified: the layout of 2025 was
/// not seen, the columns are those known of it), for a unit and a span of days.
public struct DossierRegister: Hashable, Sendable {
  /// A line of the book. Moments are `nil` for what has not happened.
  public struct Entry: Hashable, Sendable {
    /// The dossier code.
    public let code: String
    /// The procedure, with its national code.
    public let procedure: String
    /// Whose dossier it is.
    public let owner: String
    /// Telephone and address.
    public let contact: String
    /// When it was received.
    public let receivedAt: Instant
    /// When the result is due.
    public let dueAt: Instant
    /// When it was passed on to whoever works on it.
    public let transferredAt: Instant?
    /// When the result was ready.
    public let finishedAt: Instant?
    /// When the result was handed over.
    public let returnedAt: Instant?
    /// How it came in.
    public let method: String
    /// Who took the result.
    public let collectedBy: String?
    /// Where it stands.
    public let state: String
    /// A note, such as that it is late.
    public let note: String?

    /// Describes a line.
    public init(
      code: String, procedure: String, owner: String, contact: String, receivedAt: Instant, dueAt: Instant,
      transferredAt: Instant?, finishedAt: Instant?, returnedAt: Instant?, method: String, collectedBy: String?,
      state: String, note: String?
    ) {
      self.code = code
      self.procedure = procedure
      self.owner = owner
      self.contact = contact
      self.receivedAt = receivedAt
      self.dueAt = dueAt
      self.transferredAt = transferredAt
      self.finishedAt = finishedAt
      self.returnedAt = returnedAt
      self.method = method
      self.collectedBy = collectedBy
      self.state = state
      self.note = note
    }
  }

  /// The unit whose book it is, such as "Ủy ban nhân dân xã Đức Trọng".
  public var unit: String
  /// The centre that keeps it.
  public var office: String
  /// The place before the date in the closing line.
  public var place: String
  /// The first day.
  public var from: CivilDate
  /// The last day.
  public var until: CivilDate
  /// The day of printing.
  public var printedOn: CivilDate
  /// The lines, in the order of reception.
  public var entries: [Entry]

  /// Describes a book.
  public init(
    unit: String, office: String, place: String, from: CivilDate, until: CivilDate, printedOn: CivilDate,
    entries: [Entry]
  ) {
    self.unit = unit
    self.office = office
    self.place = place
    self.from = from
    self.until = until
    self.printedOn = printedOn
    self.entries = entries
  }
}
