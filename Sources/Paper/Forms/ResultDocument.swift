/// A document that an office issues, in the layout of Decree 30/2020/NĐ-CP, Annex I: who issues it, number and symbol,
/// place and date, title, legal bases, content, signer, recipients; and a QR by which anybody can check it.
public struct ResultDocument: Hashable, Sendable {
  /// A piece of the content.
  public enum Piece: Hashable, Sendable {
    /// A heading.
    case heading(String)
    /// A paragraph.
    case paragraph(String)
    /// Lines of label and value.
    case fields([Field])
    /// A table.
    case table(header: [String], rows: [[String]])
  }

  /// A line of label and value.
  public struct Field: Hashable, Sendable {
    /// What it is.
    public let label: String
    /// The value; empty for a line to write on.
    public let value: String

    /// Describes a line.
    public init(label: String, value: String) {
      self.label = label
      self.value = value
    }
  }

  /// Who signs, at the right of the foot.
  public struct Signer: Hashable, Sendable {
    /// The title's lines, such as "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH".
    public let title: [String]
    /// The name.
    public let name: String

    /// Describes a signer.
    public init(title: [String], name: String) {
      self.title = title
      self.name = name
    }
  }

  /// Where the document can be checked.
  public struct Check: Hashable, Sendable {
    /// The address in the QR.
    public let url: String
    /// The code for those who type it.
    public let code: String

    /// Describes a check.
    public init(url: String, code: String) {
      self.url = url
      self.code = code
    }
  }

  /// Who issues it, its number, where and when.
  public var head: OfficialHead
  /// The title, in capitals.
  public var title: String
  /// The line under the title.
  public var abstract: String?
  /// The legal bases.
  public var bases: [String]
  /// The content.
  public var pieces: [Piece]
  /// Who signs.
  public var signer: Signer
  /// Who gets it.
  public var recipients: [String]
  /// Where it can be checked.
  public var check: Check

  /// Describes a document.
  public init(
    head: OfficialHead, title: String, abstract: String? = nil, bases: [String] = [], pieces: [Piece], signer: Signer,
    recipients: [String] = [], check: Check
  ) {
    self.head = head
    self.title = title
    self.abstract = abstract
    self.bases = bases
    self.pieces = pieces
    self.signer = signer
    self.recipients = recipients
    self.check = check
  }
}
