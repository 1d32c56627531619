public import Domain

extension Notice {
  /// Why a result comes later than was promised.
  public enum Delay: Hashable, Sendable {
    /// It will be late, for which the office apologises.
    case apology
    /// The law allows more time: so many working days, for the so-manieth time, and whether the person agreed in
    /// writing.
    case extended(workingDays: Int, time: Int, agreed: Bool)
  }

  /// The apology and request for more time (Mẫu số 04, Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết hồ sơ,
  /// Circular 03/2025/TT-VPCP; unverified: the layout of 2025 was not seen): the date that was promised, why it is not
  /// kept, the new date.
  public static func apology(
    _ matter: DossierMatter, _ delay: Delay, from previous: Instant, to new: Instant, reason: String,
    _ texts: FormTexts
  ) -> Notice {
    var notice = Notice(matter, "apology", texts, signature: matter.leaderSignature(texts))
    notice.addressee = ReaderText(matter.owner.name)
    let values = ["body": matter.competentBody]
    func told(_ request: String) -> [String: String] {
      values.merging(["date": matter.receivedAt.date.display, "request": request]) { _, new in new }
    }
    var pieces: [Piece] = [
      .paragraph(
        texts.text(
          "apology.lead", told(matter.request.vietnamese),
          translated: told(matter.request.translation ?? matter.request.vietnamese))),
      .line(Line(texts.text("apology.previous"), texts.moment(previous))),
      .line(Line(texts.text("apology.reason"), ReaderText(reason))),
      .line(Line(texts.text("apology.new"), texts.moment(new), isBold: true)),
    ]
    if case .extended(let days, let time, let agreed) = delay {
      pieces.append(
        .line(
          Line(
            texts.text("apology.days"),
            texts.text("apology.days-value", ["days": OfficialWriting.twoDigits(days), "time": String(time)]))))
      if agreed { pieces.append(.line(Line(texts.text("apology.agreement"), texts.text("apology.agreed")))) }
    }
    if let officer = matter.officer {
      pieces.append(.line(Line(texts.text("apology.officer"), ReaderText(officer.name))))
    }
    pieces.append(.paragraph(texts.text(delay == .apology ? "apology.close" : "apology.close-extended", values)))
    notice.pieces = pieces
    notice.left = matter.recipients(texts)
    return notice
  }
}
