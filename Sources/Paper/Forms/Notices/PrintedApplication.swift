public import Domain

/// The e-form of a procedure, printed as the form that the law lays down: nation, title, addressee, what was filled in,
/// declaration, and who fills it in.
public struct PrintedApplication: Hashable, Sendable {
  /// What was asked.
  public struct Entry: Hashable, Sendable {
    /// What stands before it.
    public let label: ReaderText
    /// What was answered; `nil` for nothing, which leaves dots.
    public let value: ReaderText?
    /// Codes of a list with their names instead of a value; they stand in a table.
    public let codes: [[ReaderText]]

    /// Describes an answer.
    public init(label: ReaderText, value: ReaderText?, codes: [[ReaderText]] = []) {
      self.label = label
      self.value = value
      self.codes = codes
    }
  }

  /// The answers under one heading.
  public struct Section: Hashable, Sendable {
    /// The heading.
    public let title: ReaderText
    /// The answers.
    public let entries: [Entry]

    /// Describes a section.
    public init(title: ReaderText, entries: [Entry]) {
      self.title = title
      self.entries = entries
    }
  }

  /// The title.
  public var title: ReaderText
  /// To whom it is addressed.
  public var addressee: ReaderText
  /// Where the form is laid down.
  public var source: String?
  /// The dossier's code; `nil` before it is filed.
  public var code: String?
  /// Who files, and their data.
  public var people: [Entry]
  /// What was filled in.
  public var sections: [Section]
  /// What the applicant declares.
  public var declaration: ReaderText?
  /// Where it was filed; dots without it.
  public var place: String?
  /// When it was filed; dots without it.
  public var date: CivilDate?
  /// The day of printing.
  public var printedOn: CivilDate
  /// Who signs.
  public var signer: String?

  /// Describes a form that was filled in.
  public init(
    title: ReaderText, addressee: ReaderText, source: String?, code: String?, people: [Entry], sections: [Section],
    declaration: ReaderText?, place: String?, date: CivilDate?, printedOn: CivilDate, signer: String?
  ) {
    self.title = title
    self.addressee = addressee
    self.source = source
    self.code = code
    self.people = people
    self.sections = sections
    self.declaration = declaration
    self.place = place
    self.date = date
    self.printedOn = printedOn
    self.signer = signer
  }

  /// The form in the layout of all forms.
  public func notice(_ texts: FormTexts) -> Notice {
    var notice = Notice(
      name: title.vietnamese, date: date ?? printedOn, head: .nation(source: source), title: capitals(title),
      code: code,
      signature: Notice.Signature(
        texts.text("application.signer"), dated: dated, instruction: texts.text("sign-and-name"), name: signer))
    notice.addressee = addressee
    notice.pieces = people.flatMap { pieces(of: $0, texts) }
    for (index, section) in sections.enumerated() {
      notice.pieces.append(.heading(numbered(section.title, index + 1)))
      notice.pieces += section.entries.flatMap { pieces(of: $0, texts) }
    }
    if let declaration { notice.pieces.append(.paragraph(declaration)) }
    return notice
  }

  private func pieces(of entry: Entry, _ texts: FormTexts) -> [Notice.Piece] {
    guard !entry.codes.isEmpty else { return [.line(Notice.Line(entry.label, entry.value))] }
    let columns = [
      Notice.Grid.Column(texts.text("result.codes.code"), share: 25),
      Notice.Grid.Column(texts.text("result.codes.name"), share: 135),
    ]
    return [.line(Notice.Line(entry.label, " ")), .table(Notice.Grid(columns, rows: entry.codes))]
  }

  private var dated: ReaderText {
    let day = date.map(OfficialWriting.date) ?? "…… tháng …… năm ………"
    return ReaderText("\(place ?? "………………"), ngày \(day)")
  }

  private func capitals(_ text: ReaderText) -> ReaderText {
    ReaderText(text.vietnamese.uppercased(), text.translation, text.language)
  }

  private func numbered(_ text: ReaderText, _ number: Int) -> ReaderText {
    ReaderText("\(number). \(text.vietnamese)", text.translation, text.language)
  }
}
