public import Domain

/// A paper that an office hands to a person, or a person to an office, in the one layout that all standard forms share:
/// head, title with the dossier's code, addressee, what is told, tables, who signs.
///
/// The forms of Circular 03/2025/TT-VPCP (unverified: the layout of 2025 was not seen; fields and wording follow those
/// of its predecessor 01/2018/TT-VPCP), fee receipts and printed e-forms are made from it.
public struct Notice: Hashable, Sendable {
  /// What stands at the head.
  public enum Head: Hashable, Sendable {
    /// Who issues it on the left, the nation on the right (Decree 30/2020/NĐ-CP, Annex I).
    case office(OfficialHead)
    /// The nation alone, as on what a person writes; above it where the form is laid down.
    case nation(source: String?)
  }

  /// A piece of what is told.
  public enum Piece: Hashable, Sendable {
    /// A heading.
    case heading(ReaderText)
    /// A paragraph.
    case paragraph(ReaderText)
    /// A label with its value.
    case line(Line)
    /// A table.
    case table(Grid)
  }

  /// A label with its value.
  public struct Line: Hashable, Sendable {
    /// What it is.
    public let label: ReaderText
    /// The value; `nil` leaves dots to write on by hand.
    public let value: ReaderText?
    /// Whether the value stands out.
    public let isBold: Bool

    /// Describes a line.
    public init(_ label: ReaderText, _ value: ReaderText?, isBold: Bool = false) {
      self.label = label
      self.value = value.flatMap { $0.vietnamese.isEmpty ? nil : $0 }
      self.isBold = isBold
    }
  }

  /// A table, its first column for the numbers of the rows.
  public struct Grid: Hashable, Sendable {
    /// A column.
    public struct Column: Hashable, Sendable {
      /// The head's words.
      public let title: ReaderText
      /// The share of the width.
      public let share: Double

      /// Describes a column.
      public init(_ title: ReaderText, share: Double) {
        self.title = title
        self.share = share
      }
    }

    /// The columns after that of the numbers.
    public let columns: [Column]
    /// The rows, a value for each column.
    public let rows: [[ReaderText]]

    /// Describes a table.
    public init(_ columns: [Column], rows: [[ReaderText]]) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// A place to sign.
  public struct Signature: Hashable, Sendable {
    /// Place and date above it, where they don't stand in the head.
    public var dated: ReaderText?
    /// Lines of a title before the last, such as "KT. CHỦ TỊCH".
    public var above: [String]
    /// Who signs, in capitals.
    public let title: ReaderText
    /// How.
    public var instruction: ReaderText?
    /// The name, when it is known.
    public var name: String?

    /// Describes a place to sign.
    public init(
      _ title: ReaderText, dated: ReaderText? = nil, above: [String] = [], instruction: ReaderText? = nil,
      name: String? = nil
    ) {
      self.title = title
      self.dated = dated
      self.above = above
      self.instruction = instruction
      self.name = name
    }
  }

  /// What stands at the left of the last signature.
  public enum Left: Hashable, Sendable {
    /// Nothing.
    case nothing
    /// Another signature.
    case signature(Signature)
    /// Who gets the paper (Nơi nhận).
    case recipients([ReaderText])
  }

  /// What it is called in the PDF's title, with the code behind it; no person's name.
  public var name: String
  /// The day it is of.
  public var date: CivilDate
  /// The head.
  public var head: Head
  /// The title, in capitals.
  public var title: ReaderText
  /// The line under the title.
  public var subtitle: ReaderText?
  /// The dossier's code; `nil` before there is one.
  public var code: String?
  /// The address that the QR beside the title leads to; no QR without it.
  public var url: String?
  /// To whom it is addressed.
  public var addressee: ReaderText?
  /// What is told.
  public var pieces: [Piece] = []
  /// What stands at the left of the signature.
  public var left = Left.nothing
  /// Who signs, at the right of the foot.
  public var signature: Signature
  /// Advice in a frame under the signatures.
  public var advice: ReaderText?

  /// Begins a paper.
  public init(
    name: String, date: CivilDate, head: Head, title: ReaderText, subtitle: ReaderText? = nil, code: String? = nil,
    url: String? = nil, signature: Signature
  ) {
    self.name = name
    self.date = date
    self.head = head
    self.title = title
    self.subtitle = subtitle
    self.code = code
    self.url = url
    self.signature = signature
  }
}
