extension Notice {
  /// The refusal of a dossier (Mẫu số 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ, Circular 03/2025/TT-VPCP;
  /// unverified: the layout of 2025 was not seen): why, on what ground of law, with two signatures.
  ///
  /// - Parameter grounds: the law that the refusal stands on, as lawyers cite it; without any, dots to write it on.
  public static func refusal(
    _ matter: DossierMatter, reason: String, grounds: [String], _ texts: FormTexts
  ) -> Notice {
    var notice = Notice(matter, "refusal", texts, signature: matter.signature(texts.text("refusal.officer"), texts))
    let columns = [
      Grid.Column(texts.text("refusal.column.reason"), share: 100),
      Grid.Column(texts.text("refusal.column.ground"), share: 60),
    ]
    let ground = grounds.isEmpty ? "…………………………………" : grounds.joined(separator: "; ")
    notice.pieces =
      matter.lines(texts) + [
        .paragraph(texts.text("refusal.lead", ["office": matter.head.issuingBody])),
        .table(Grid(columns, rows: [[ReaderText(reason), ReaderText(ground)]])),
        .paragraph(texts.text("refusal.close")),
      ]
    notice.left = .signature(
      Signature(texts.text("notice.filer-signs"), instruction: texts.text("sign-and-name")))
    return notice
  }
}
