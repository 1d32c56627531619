public import Domain
import Storage

/// What anybody who holds a result learns from its QR: what it is, and the document itself to compare.
public struct VerifiedResult: Hashable, Sendable {
  /// The unit that certified.
  public let unit: UnitCode
  /// What it is: the paper that was copied, or the document.
  public let name: String
  /// The number in the register, when it has one.
  public let number: Int?
  /// The book's code.
  public let book: String?
  /// The day of the number.
  public let date: CivilDate
  /// Who signed.
  public let signer: String
  /// The signer's title.
  public let signerTitle: String
  /// When it was issued.
  public let issuedAt: Instant
  /// The copies made, for a certified copy.
  public let copies: Int?
  /// The pages of the original, for a certified copy.
  public let pages: Int?
  /// The token.
  public let token: String
  /// The name under which the file is kept.
  let sha256: String
}

/// Why a check finds nothing.
public enum VerifyRefusal: Refusal, Hashable {
  /// No result has this token.
  case unknown

  /// There is none.
  public var kind: RefusalKind { .missing }
  /// The sentence.
  public var textKey: String { "error.look-up.copy-unknown" }
  /// The field.
  public var field: String? { "token" }
}

extension Centre {
  /// What the token of a result stands for.
  public func verifyResult(token typed: String) async throws -> VerifiedResult {
    guard let token = ReadableSecret.read(typed) else { throw VerifyRefusal.unknown }
    let found = try await database.read { tx -> (Dossier, Int)? in
      guard let reference = try tx.issuedResult(token: token), let dossier = try tx.dossier(reference.dossier) else {
        return nil
      }
      return (dossier, reference.original)
    }
    guard let (dossier, position) = found, let result = dossier.results.first(where: { $0.token == token }),
      let signed = dossier.evidence(of: .sign), let issued = dossier.evidence(of: .issue)
    else { throw VerifyRefusal.unknown }
    let original = dossier.reception.originals.first { $0.position == position }
    let number = dossier.numbers.first { $0.original == position }
    return VerifiedResult(
      unit: dossier.reception.competentUnit, name: result.name, number: number?.number,
      book: number.map { RegisterBook.code(symbol: $0.book, year: $0.year) },
      date: (dossier.evidence(of: .number) ?? issued).at.date, signer: signed.by.name, signerTitle: signed.by.title,
      issuedAt: issued.at, copies: original?.copies, pages: original?.pages, token: token, sha256: result.sha256)
  }

  /// Where the document lies.
  public func resultPath(token: String) async throws -> String {
    try await files.path(of: verifyResult(token: token).sha256)
  }
}
