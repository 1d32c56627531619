/// A line of a certification register (sổ chứng thực): written once, never changed, numbered without a gap in its
/// unit, book and year.
///
/// The columns are those of the register of certified copies of Decree 23/2015/NĐ-CP art. 13 (unverified: the annex
/// was not seen).
public struct RegisterEntry: Codable, Hashable, Sendable {
  /// The unit whose book it is.
  public let unit: UnitCode
  /// The book's symbol, such as `SCT/BS`.
  public let book: String
  /// The year; numbers run from 1 January to 31 December.
  public let year: Int
  /// The number.
  public let number: Int
  /// The day the number was taken.
  public let date: CivilDate
  /// The dossier.
  public let dossier: DossierCode
  /// The original's place in the dossier.
  public let original: Int
  /// The name of the person who asked.
  public let applicant: String
  /// The name of the paper.
  public let paper: String
  /// The name of the person who certified.
  public let signer: String
  /// The title of the person who certified.
  public let signerTitle: String
  /// The number of copies.
  public let copies: Int
  /// The fee for them, in đồng.
  public let fee: Int

  /// Describes a line.
  public init(
    unit: UnitCode, book: String, year: Int, number: Int, date: CivilDate, dossier: DossierCode, original: Int,
    applicant: String, paper: String, signer: String, signerTitle: String, copies: Int, fee: Int
  ) {
    self.unit = unit
    self.book = book
    self.year = year
    self.number = number
    self.date = date
    self.dossier = dossier
    self.original = original
    self.applicant = applicant
    self.paper = paper
    self.signer = signer
    self.signerTitle = signerTitle
    self.copies = copies
    self.fee = fee
  }
}

/// The code of a book, such as `01/2026-SCT/BS`.
public enum RegisterBook {
  /// The code of the first book of a year; one book a year is kept electronically.
  public static func code(symbol: String, year: Int) -> String { "01/\(year)-\(symbol)" }
}
