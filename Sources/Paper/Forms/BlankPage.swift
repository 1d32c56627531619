public import Domain

/// A page with one line in the fonts of all forms and nothing else: what cairo, Pango and the fonts cost by themselves,
/// which forms are measured against.
public enum BlankPage {
  /// Draws it on A4.
  public static func pdf(_ line: String, on date: CivilDate) throws(PaperFault) -> [UInt8] {
    try renderForm(
      PDFCanvas.Description(title: line, createdAt: .at(date, TimeOfDay(minutes: 0))), .document,
      mark: { _, _, _, _ in }
    ) { flow, _ in flow.add(Text(RichText(line), .body)) }
  }
}
