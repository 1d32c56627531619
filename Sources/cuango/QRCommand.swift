import ArgumentParser
import Centre
import Domain

/// What QR codes hold.
struct QRCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qr", abstract: "Read and write what QR codes hold.", subcommands: [ReadID.self, Pay.self])

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
        throw QRCommand.told(error)
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

  /// Writes the text of a payment code.
  struct Pay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pay", abstract: "Write the text of a VietQR code for a transfer to an account.")

    @Option(help: "The bank's identification number, six digits, such as 970436.") var bank: String
    @Option(help: "The account, 1 to 19 letters and digits.") var account: String
    @Option(help: "The amount in whole đồng; without it the payer types it.") var amount: String?
    @Option(help: "What it is for, at most 25 characters; diacritics are left out.") var memo: String?
    @Flag(help: "One JSON document.") var json = false

    /// The answer, with the architecture's names.
    struct Answer: Encodable {
      let payload: String
    }

    func run() async throws {
      let payload: String
      do {
        // What is no number is told together with what else is wrong.
        let number = amount.map { Int($0) ?? 0 }
        payload = try VietQR(bank: bank, account: account, amount: number, memo: memo).payload
      } catch {
        throw QRCommand.told(error)
      }
      if json { try Failures.printJSON(Answer(payload: payload)) } else { print(payload) }
    }
  }

  /// Tells what is wrong with an input, a line each; the command ends as after anything that can't be read.
  private static func told(_ input: InvalidInput) -> ExitCode {
    let texts = try? Catalogue.load(directory: CatalogueFolder.path(nil)).texts
    for problem in input.problems {
      let sentence = texts?.text(problem.textKey, .en, problem.values) ?? problem.textKey
      Failures.tell("\(problem.field ?? "qr"): \(sentence)")
    }
    return Failures.unreadable
  }
}
