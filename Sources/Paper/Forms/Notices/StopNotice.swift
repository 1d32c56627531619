public import Domain

extension Notice {
  /// That work on a dossier ended without a result, and what follows.
  public struct Stop: Hashable, Sendable {
    /// Whether the applicant asked for it, else the office decided it.
    public let byApplicant: Bool
    /// When.
    public let at: Instant
    /// The step that waited then; `nil` when there was none.
    public let stage: ReaderText?
    /// The decision's ground, or the applicant's reason.
    public let reason: String
    /// What was paid so far, in đồng.
    public let paid: Int
    /// The numbers of the fee receipts.
    public let receipts: [String]
    /// What becomes of the money; dots to write it on when money was paid and nobody said.
    public let money: String?

    /// Describes a stop.
    public init(
      byApplicant: Bool, at: Instant, stage: ReaderText?, reason: String, paid: Int, receipts: [String], money: String?
    ) {
      self.byApplicant = byApplicant
      self.at = at
      self.stage = stage
      self.reason = reason
      self.paid = paid
      self.receipts = receipts
      self.money = money
    }
  }

  /// The notice that work on a dossier stops (Mẫu số 05, Thông báo dừng giải quyết hồ sơ, Circular 03/2025/TT-VPCP;
  /// unverified: the layout of 2025 was not seen): who asked for it, at what stage, on what ground, what becomes of
  /// money.
  public static func stop(_ matter: DossierMatter, _ stop: Stop, _ texts: FormTexts) -> Notice {
    var notice = Notice(matter, "stop", texts, signature: matter.leaderSignature(texts))
    notice.addressee = ReaderText(matter.owner.name)
    var lines = [
      Line(
        texts.text("stop.asked-by"),
        stop.byApplicant ? texts.text("stop.applicant") : ReaderText(matter.competentBody)),
      Line(texts.text("stop.stage"), stop.stage),
      Line(texts.text("stop.reason"), ReaderText(stop.reason), isBold: true),
    ]
    if stop.paid > 0 {
      let amount = [
        "amount": OfficialWriting.number(stop.paid), "numbers": stop.receipts.joined(separator: ", "),
      ]
      lines.append(Line(texts.text("stop.paid"), texts.text("stop.paid-value", amount)))
      lines.append(Line(texts.text("stop.money"), stop.money.map { ReaderText($0) }))
    } else {
      lines.append(Line(texts.text("stop.paid"), stop.money.map { ReaderText($0) } ?? texts.text("stop.unpaid")))
    }
    if let officer = matter.officer { lines.append(Line(texts.text("apology.officer"), ReaderText(officer.name))) }
    notice.pieces =
      matter.lines(texts) + lines.map(Piece.line) + [
        .paragraph(texts.text("stop.decision", moments: ["moment": stop.at], ["body": matter.competentBody])),
        .paragraph(texts.text("stop.close")),
      ]
    notice.left = matter.recipients(texts)
    return notice
  }
}
