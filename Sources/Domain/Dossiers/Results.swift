/// A number in a certification register.
public struct RegisterNumber: Codable, Hashable, Sendable {
  /// The original's place in the dossier; 0 for the dossier as a whole.
  public let original: Int
  /// The book's symbol, such as `SCT/BS`.
  public let book: String
  /// The year of the book.
  public let year: Int
  /// The number.
  public let number: Int

  /// Describes a number taken.
  public init(original: Int, book: String, year: Int, number: Int) {
    self.original = original
    self.book = book
    self.year = year
    self.number = number
  }
}

/// A document that was made.
public struct IssuedResult: Codable, Hashable, Sendable {
  /// The result's key in the procedure.
  public let key: String
  /// The original's place in the dossier; 0 for the dossier as a whole.
  public let original: Int
  /// What it is, as printed.
  public let name: String
  /// The SHA-256 of the PDF, under which it is kept.
  public let sha256: String
  /// The size of the PDF in bytes.
  public let size: Int
  /// The public token in the QR, with which anybody who holds the paper checks it.
  public let token: String

  /// Describes a document made.
  public init(key: String, original: Int, name: String, sha256: String, size: Int, token: String) {
    self.key = key
    self.original = original
    self.name = name
    self.sha256 = sha256
    self.size = size
    self.token = token
  }
}

/// Some of the results handed over.
public struct PartReturned: Codable, Hashable, Sendable {
  /// The tokens of what was handed over.
  public let tokens: [String]
  /// Who took it.
  public let collectedBy: String

  /// Describes a part that was handed over.
  public init(tokens: [String], collectedBy: String) {
    self.tokens = tokens
    self.collectedBy = collectedBy
  }
}
