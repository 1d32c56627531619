public import Domain

extension Notice {
  /// One thing that is missing or wrong.
  public struct Missing: Hashable, Sendable {
    /// The paper or field; `nil` for something else.
    public let about: ReaderText?
    /// What is to be done, and why.
    public let reason: String

    /// Describes what is missing.
    public init(about: ReaderText?, reason: String) {
      self.about = about
      self.reason = reason
    }
  }

  /// Where a person gets help with a form.
  public struct Contact: Hashable, Sendable {
    /// The office, with its address when that is known.
    public let place: ReaderText
    /// The telephone number; dots to write it on without one.
    public let phone: String?

    /// Describes where help is.
    public init(place: ReaderText, phone: String?) {
      self.place = place
      self.phone = phone
    }
  }

  /// The request to complete a dossier (Mẫu số 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ, Circular 03/2025/TT-VPCP;
  /// unverified: the layout of 2025 was not seen): what is missing and why, until when, who helps.
  public static func supplementRequest(
    _ matter: DossierMatter, missing: [Missing], until: Instant, contact: Contact, _ texts: FormTexts
  ) -> Notice {
    var notice = Notice(
      matter, "supplement", texts, signature: matter.signature(texts.text("supplement.guide"), texts))
    let columns = [
      Grid.Column(texts.text("supplement.column.what"), share: 60),
      Grid.Column(texts.text("supplement.column.why"), share: 100),
    ]
    let rows = missing.map { item in
      [item.about ?? texts.text("supplement.further"), ReaderText(item.reason)]
    }
    // Spaces that do not part the groups of a number in a line that runs from right to left.
    let phone = contact.phone?.replacing(" ", with: "\u{A0}") ?? "………………………"
    notice.pieces =
      matter.lines(texts) + [
        .heading(texts.text("supplement.lead")),
        .table(Grid(columns, rows: rows)),
        .line(Line(texts.text("supplement.until"), texts.moment(until), isBold: true)),
        .paragraph(texts.text("supplement.stands-still")),
        .paragraph(
          texts.text(
            "supplement.contact", ["place": contact.place.vietnamese, "phone": phone],
            translated: ["place": contact.place.translation ?? contact.place.vietnamese, "phone": phone])),
      ]
    notice.left = .signature(
      Signature(texts.text("notice.filer-signs"), instruction: texts.text("sign-and-name")))
    if matter.url != nil { notice.advice = texts.text("supplement.advice") }
    return notice
  }
}
