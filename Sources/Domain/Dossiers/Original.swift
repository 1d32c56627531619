/// A scan or photograph of a paper, kept by its content.
public struct Attachment: Codable, Hashable, Sendable {
  /// The SHA-256 of the content in lower-case hex, under which the file is kept.
  public let sha256: String
  /// The name to show, without any path.
  public let name: String
  /// The media type, decided by the content.
  public let mediaType: String
  /// The size in bytes.
  public let size: Int
  /// The number of pages.
  public let pages: Int

  /// Describes a kept file.
  public init(sha256: String, name: String, mediaType: String, size: Int, pages: Int) {
    self.sha256 = sha256
    self.name = name
    self.mediaType = mediaType
    self.size = size
    self.pages = pages
  }
}

/// An original (bản chính) of which copies are to be certified.
public struct Original: Codable, Hashable, Sendable {
  /// The place in the dossier's list, from 1.
  public let position: Int
  /// What the paper is, such as "Bằng tốt nghiệp đại học".
  public let name: String
  /// The number on the paper, when it has one.
  public let number: String?
  /// Who issued it.
  public let issuer: String?
  /// The day it was issued.
  public let issuedOn: CivilDate?
  /// Its pages with content, which the fee counts.
  public let pages: Int
  /// How many copies are asked for.
  public let copies: Int
  /// The scans of it.
  public let scans: [Attachment]

  /// Describes an original.
  public init(
    position: Int, name: String, number: String?, issuer: String?, issuedOn: CivilDate?, pages: Int, copies: Int,
    scans: [Attachment]
  ) {
    self.position = position
    self.name = name
    self.number = number
    self.issuer = issuer
    self.issuedOn = issuedOn
    self.pages = pages
    self.copies = copies
    self.scans = scans
  }
}
