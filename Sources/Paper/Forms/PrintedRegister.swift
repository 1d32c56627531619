public import Domain

/// The register of certified copies printed as a book (Sổ chứng thực bản sao từ bản chính, Decree 23/2015/NĐ-CP
/// art. 13; unverified: the annex was not seen, the columns are as practised).
public struct PrintedRegister: Sendable {
  /// A line of the book.
  public struct Entry: Hashable, Sendable {
    /// The number.
    public let number: Int
    /// The day.
    public let date: CivilDate
    /// The applicant's name, and what else stands in that column.
    public let applicant: String
    /// The name of the original.
    public let original: String
    /// The name of the person who certified.
    public let signer: String
    /// The title of the person who certified.
    public let signerTitle: String
    /// The number of copies.
    public let copies: Int
    /// The fee in đồng.
    public let fee: Int
    /// A note.
    public let note: String?

    /// Describes a line.
    public init(
      number: Int, date: CivilDate, applicant: String, original: String, signer: String, signerTitle: String,
      copies: Int, fee: Int, note: String? = nil
    ) {
      self.number = number
      self.date = date
      self.applicant = applicant
      self.original = original
      self.signer = signer
      self.signerTitle = signerTitle
      self.copies = copies
      self.fee = fee
      self.note = note
    }
  }

  /// The body above the unit, such as the province; `nil` leaves the line out.
  public var governingBody: String?
  /// The unit whose book it is, such as "Ủy ban nhân dân xã Đức Trọng".
  public var unit: String
  /// The title on the cover, in capitals; that of the certified copies' book when it is left out.
  public var title: ReaderText?
  /// The place before the date in the closing line.
  public var place: String
  /// The code of the book, such as "01/2026-SCT/BS".
  public var code: String
  /// The day the book was opened.
  public var openedOn: CivilDate
  /// The day it was closed, `nil` while it is open.
  public var closedOn: CivilDate?
  /// The day of printing.
  public var printedOn: CivilDate
  /// The lines in the order of their numbers.
  public var entries: [Entry]

  /// Describes a book.
  public init(
    governingBody: String? = nil, unit: String, title: ReaderText? = nil, place: String, code: String,
    openedOn: CivilDate,
    closedOn: CivilDate? = nil, printedOn: CivilDate, entries: [Entry]
  ) {
    self.governingBody = governingBody
    self.unit = unit
    self.title = title
    self.place = place
    self.code = code
    self.openedOn = openedOn
    self.closedOn = closedOn
    self.printedOn = printedOn
    self.entries = entries
  }
}
