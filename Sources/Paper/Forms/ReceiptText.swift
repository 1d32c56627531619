public import Domain
import Foundation

/// A receipt's PDF as somebody else hands it back.
public enum ReceiptText {
  private static let limit = TimeLimit(seconds: 20)

  /// The addresses that the QR codes of a PDF lead to, as they stand in it; read through qpdf when they are packed.
  public static func links(of path: String, _ bytes: [UInt8]) throws(PaperFault) -> [String] {
    let found = addresses(bytes)
    if !found.isEmpty { return found }
    do {
      let arguments = ["--warning-exit-0", "--no-warn", "--qdf", "--object-streams=disable", QPDF.argument(path), "-"]
      return addresses(try QPDF.run(arguments, limit).output)
    } catch {
      throw .program("qpdf: \(error)")
    }
  }

  private static func addresses(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).replacing("\\\n", with: "")
      .matches(of: /\/URI \((https?:[^)]+)\)/).map { String($0.1) }
  }

  /// The text of a PDF; `nil` where there is no program to read it.
  public static func read(_ path: String) -> String? {
    let program = BoundedProgram(name: "pdftotext", arguments: ["-q", QPDF.argument(path), "-"])
    guard let answer = try? program.run(limit), answer.status == 0 else { return nil }
    return String(decoding: answer.output, as: UTF8.self)
  }

  /// What of the facts does not stand in a receipt's text, by name.
  public static func differences(of facts: ReceiptFacts, from text: String) -> [String] {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").precomposedStringWithCanonicalMapping
    let wanted = [
      ("code", facts.code.rawValue), ("received", OfficialWriting.moment(facts.receivedAt)),
      ("due", OfficialWriting.moment(facts.dueAt)), ("fee", OfficialWriting.number(facts.fee) + " đồng"),
      ("procedure", facts.procedure.rawValue),
    ]
    return wanted.filter { !words.contains($0.1.precomposedStringWithCanonicalMapping) }.map(\.0)
  }
}
