public import Domain
import Storage

/// What anybody who holds a certified copy learns from its QR: what was certified, and the document itself to compare.
public struct VerifiedCopy: Hashable, Sendable {
  /// The unit that certified.
  public let unit: UnitCode
  /// The name of the paper.
  public let paper: String
  /// The number in the register.
  public let number: Int
  /// The book's code.
  public let book: String
  /// The day of the number.
  public let date: CivilDate
  /// Who signed.
  public let signer: String
  /// The signer's title.
  public let signerTitle: String
  /// When it was issued.
  public let issuedAt: Instant
  /// The copies made.
  public let copies: Int
  /// The pages of the original.
  public let pages: Int
  /// The token.
  public let token: String
  /// The name under which the file is kept.
  let sha256: String
}

/// Why a check finds nothing.
public enum VerifyRefusal: Refusal, Hashable {
  /// No certified copy has this token.
  case unknown

  /// There is none.
  public var kind: RefusalKind { .missing }
  /// The sentence.
  public var textKey: String { "error.look-up.copy-unknown" }
  /// The field.
  public var field: String? { "token" }
}

extension Centre {
  /// What the token of a certified copy stands for.
  public func verifyCopy(token typed: String) async throws -> VerifiedCopy {
    guard let token = ReadableSecret.read(typed) else { throw VerifyRefusal.unknown }
    let found = try await database.read { tx -> (Dossier, Int)? in
      guard let reference = try tx.issuedCopy(token: token), let dossier = try tx.dossier(reference.dossier) else {
        return nil
      }
      return (dossier, reference.original)
    }
    guard let (dossier, position) = found,
      let original = dossier.reception.originals.first(where: { $0.position == position }),
      let copy = dossier.results.first(where: { $0.original == position }),
      let number = dossier.numbers.first(where: { $0.original == position }),
      let signed = dossier.evidence(of: .sign), let numbered = dossier.evidence(of: .number),
      let issued = dossier.evidence(of: .issue)
    else { throw VerifyRefusal.unknown }
    return VerifiedCopy(
      unit: dossier.reception.competentUnit, paper: original.name, number: number.number,
      book: RegisterBook.code(symbol: number.book, year: number.year), date: numbered.at.date, signer: signed.by.name,
      signerTitle: signed.by.title, issuedAt: issued.at, copies: original.copies, pages: original.pages, token: token,
      sha256: copy.sha256)
  }

  /// Where the document of a certified copy lies.
  public func copyPath(token: String) async throws -> String {
    try await files.path(of: verifyCopy(token: token).sha256)
  }
}
