public import Domain

/// A copy certified from the original (bản sao được chứng thực từ bản chính, Decree 23/2015/NĐ-CP art. 20): the
/// pages of the copy and the certification clause of Decree 23/2015/NĐ-CP art. 12 and its annex on the last of
/// them.
public struct CertifiedCopy: Hashable, Sendable {
  /// A file with pages of the copy, in the order of the pages.
  public struct Scan: Hashable, Sendable {
    /// Where the file lies.
    public let path: String
    /// What it is, as `UploadInspection` found.
    public let kind: UploadKind

    /// Names a file.
    public init(path: String, kind: UploadKind) {
      self.path = path
      self.kind = kind
    }
  }

  /// Whose copy is certified.
  public struct Original: Hashable, Sendable {
    /// What it is, such as "Bằng tốt nghiệp đại học".
    public let name: String
    /// Its number.
    public let number: String?
    /// Its pages.
    public let pages: Int

    /// Names an original.
    public init(name: String, number: String? = nil, pages: Int) {
      self.name = name
      self.number = number
      self.pages = pages
    }
  }

  /// Number, day and person of the certification.
  public struct Certification: Hashable, Sendable {
    /// The number in the register.
    public let number: Int
    /// The code of the book, such as "01/2026-SCT/BS".
    public let book: String
    /// The day of the certification.
    public let date: CivilDate
    /// The certifying body, such as "Ủy ban nhân dân xã Đức Trọng".
    public let body: String
    /// The signer's title, a line each: ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"].
    public let signerTitle: [String]
    /// The signer's name.
    public let signerName: String

    /// Describes a certification.
    public init(
      number: Int, book: String, date: CivilDate, body: String, signerTitle: [String], signerName: String
    ) {
      self.number = number
      self.book = book
      self.date = date
      self.body = body
      self.signerTitle = signerTitle
      self.signerName = signerName
    }
  }

  /// Whose copy it is.
  public var original: Original
  /// The files of the copy; none when the copy itself is on paper and only the clause is printed.
  public var scans: [Scan]
  /// The certification.
  public var certification: Certification
  /// The address of the page that confirms this copy, carried by the QR.
  public var checkURL: String
  /// A short code to type on that page.
  public var checkCode: String?

  /// Describes a certified copy.
  public init(
    original: Original, scans: [Scan], certification: Certification, checkURL: String, checkCode: String? = nil
  ) {
    self.original = original
    self.scans = scans
    self.certification = certification
    self.checkURL = checkURL
    self.checkCode = checkCode
  }
}
