import ArgumentParser
import Centre
import Domain

/// What QR codes hold.
struct QRCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qr", abstract: "Read what QR codes hold.", subcommands: [ReadID.self])

  /// Reads the QR of an identity card.
  struct ReadID: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "read-id", abstract: "Read the text of an identity card's QR.")

    @Argument(help: "The text as the scanner types it.") var text: String
    @Flag(help: "One JSON document.") var json = false

    /// The answer, with the architecture's names.
    struct Answer: Encodable {
      let number: String
      let oldNumber: String
      let name: String
      let born: String
      let sex: String
      let address: String
      let issued: String

      enum CodingKeys: String, CodingKey {
        case number, name, born, sex, address, issued
        case oldNumber = "old_number"
      }
    }

    func run() async throws {
      let card: IdentityCard
      do {
        card = try IdentityCard.read(text)
      } catch {
        let texts = try? Catalogue.load(directory: CatalogueFolder.path(nil)).texts
        for problem in error.problems {
          let sentence = texts?.text(problem.textKey, .en, problem.values) ?? problem.textKey
          Failures.tell("\(problem.field ?? "qr"): \(sentence)")
        }
        throw Failures.unreadable
      }
      let answer = Answer(
        number: card.number.digits, oldNumber: card.oldNumber, name: card.name, born: card.born.iso,
        sex: card.sex.rawValue, address: card.address, issued: card.issued.iso)
      if json {
        try Failures.printJSON(answer)
      } else {
        print("\(answer.number)\t\(answer.name)\t\(answer.born)\t\(answer.sex)\t\(answer.address)\t\(answer.issued)")
      }
    }
  }
}
