public import Domain

/// What is known of a whole document, or of one signature in it.
public enum Verdict: String, Sendable, Comparable {
  case valid
  /// No path to what is trusted can be built, or revocation can't be known.
  case unknown
  case invalid
  case unsigned

  private var rank: Int {
    switch self {
    case .unsigned: 0
    case .valid: 1
    case .unknown: 2
    case .invalid: 3
    }
  }

  /// The better verdict comes first.
  public static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }
}

/// One signature of a document: who, when, over what, what came later, and whether it holds.
public struct SignatureReport: Sendable {
  /// What a signature is for.
  public enum Kind: String, Sendable {
    case approval
    case certification
    case timestamp
  }

  /// How revocation of the path stands.
  public enum Revocation: String, Sendable {
    case good
    case revoked
    /// A certificate names a place that would tell, and nothing from there is at hand.
    case unknown
    /// No certificate of the path names a place that would tell.
    case notTold = "not told"
    case notChecked = "not checked"
  }

  /// The field that the signature stands in.
  public var field = ""
  /// What it is for.
  public var kind = Kind.approval
  /// The signer's certificate.
  public var certificate: Certificate?
  /// When the signer says it was made.
  public var claimedTime: Instant?
  /// When a timestamp that holds says it was made at the latest.
  public var provenTime: Instant?
  /// Whether all bytes of the file are signed but for the signature itself.
  public var coversWholeFile = false
  /// How many bytes of the file were there when it was made.
  public var coveredBytes = 0
  /// What was changed later, and may be.
  public var changedAfter: [String] = []
  /// The path to a trusted certificate.
  public var path: [Certificate] = []
  /// How revocation stands.
  public var revocation = Revocation.notChecked
  /// `PAdES-B-B`, `PAdES-B-T`, `PAdES-B-LT`, `PAdES-B-LTA`, `CMS` or `RFC 3161`.
  public var profile = ""
  /// Whether it holds.
  public var verdict = Verdict.invalid
  /// Why it does not; `nil` when it does.
  public var fault: SignatureFault?
}

/// What is known of a document.
public struct DocumentReport: Sendable {
  /// The worst of its signatures' verdicts.
  public var verdict: Verdict
  /// Why, when that is not for a single signature to say.
  public var fault: SignatureFault?
  /// Its signatures, in the order in which they were made.
  public var signatures: [SignatureReport]
}
