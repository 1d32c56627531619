/// Why a signature is not valid, or can't be said to be. The codes are what programs match; they stay.
public struct SignatureFault: Error, Hashable, Sendable {
  /// The reason's code.
  public let code: String
  /// The reason in words.
  public let words: String

  /// Reasons beside those of certificates' paths.
  enum Code: String {
    // The file.
    case malformedFile = "malformed-file"
    case encrypted = "encrypted-file"
    // The signature's entry in the file.
    case missingEntry = "missing-entry"
    case badRange = "bad-byte-range"
    case contentsMoved = "contents-moved"
    case notRevision = "not-a-revision"
    case unsupported = "unsupported-format"
    case identifierClash = "identifier-clash"
    case transform = "transform-not-allowed"
    case badReference = "bad-reference"
    case unsignedPart = "unsigned-part"
    // The message.
    case malformedMessage = "malformed-signature"
    case contentsChanged = "contents-changed"
    case badSignature = "bad-signature"
    case noSignedAttributes = "no-signed-attributes"
    case otherCertificate = "other-certificate"
    case weakAlgorithm = "weak-algorithm"
    case badTimestamp = "bad-timestamp"
    // The signer.
    case keyUsage = "key-usage"
    case expiredAtSigning = "expired-at-signing"
    case expiredSince = "expired-since"
    case revoked = "revoked"
    case revocationUnknown = "revocation-unknown"
    // What was changed afterwards.
    case hiddenBytes = "bytes-after-the-end"
    case notIncremental = "not-incremental"
    case notPermitted = "change-not-permitted"
    case catalogChanged = "catalog-changed"
    case formChanged = "form-changed"
    case formValue = "form-value-changed"
    case fieldLocked = "locked-field-changed"
    case fieldAdded = "form-field-added"
    case signatureReplaced = "signature-replaced"
    case pageChanged = "page-changed"
    case contentChanged = "page-content-changed"
    case annotationAdded = "annotation-added"
    case annotationChanged = "annotation-changed"
    case fontChanged = "font-changed"
    case objectReplaced = "object-replaced"
  }

  init(_ code: Code, _ words: String) {
    self.code = code.rawValue
    self.words = words
  }

  init(_ failure: PathVerification.Failure) {
    code = failure.fault.rawValue
    words = failure.words
  }
}
