internal import CCrypto
public import Domain

/// A path from an end entity's certificate to one that is trusted, as RFC 5280 (section 6) has it validated.
public struct PathVerification: Sendable {
  /// The certificates that are trusted as they are.
  public var trusted: [Certificate]
  /// Certificates that may help to build the path, in any order; none is trusted for standing here.
  public var intermediates: [Certificate]
  /// Revocation lists, full, delta and indirect; `nil` when revocation is not to be looked at.
  public var lists: [RevocationList]?
  /// The moment at which the path must hold.
  public var at: Instant
  /// The policies one of which the path must be valid for, as dotted numbers; empty when any will do, and then a path
  /// without policies too.
  public var policies: [String] = []
  /// Whether the first certificates' policy mappings are forbidden from the start (RFC 5280, 6.1.1 e).
  public var inhibitsMapping = false
  /// Whether anyPolicy is forbidden from the start (RFC 5280, 6.1.1 g).
  public var inhibitsAnyPolicy = false

  /// How many verifications asked for this one.
  var nesting = 0

  /// A verification against what is trusted.
  public init(
    trusted: [Certificate], intermediates: [Certificate] = [], lists: [RevocationList]? = nil, at: Instant,
    policies: [String] = []
  ) {
    self.trusted = trusted
    self.intermediates = intermediates
    self.lists = lists
    self.at = at
    self.policies = policies
  }

  private static let anyPolicy = "2.5.29.32.0"

  /// Why there is no valid path.
  public struct Failure: Error, Sendable {
    /// What is wrong.
    public let fault: CertificateFault
    /// The certificate at fault, where one is.
    public let certificate: Certificate?
    /// What there is to say beyond the fault's words.
    public let detail: String?

    /// The whole reason in words.
    public var words: String {
      let name = certificate.map { "\($0.subject): " } ?? ""
      return name + fault.words + (detail.map { " (\($0))" } ?? "")
    }
  }

  /// Whether a text is an object identifier in dotted numbers.
  public static func isPolicy(_ text: String) -> Bool {
    guard let object = OBJ_txt2obj(text, 1) else {
      ERR_clear_error()
      return false
    }
    ASN1_OBJECT_free(object)
    return true
  }

  /// Validates the path of a certificate.
  /// - Returns: the path, the end entity first, the trusted certificate last.
  public func verify(_ certificate: Certificate) throws(Failure) -> [Certificate] {
    let failed = Failure(fault: .other, certificate: certificate, detail: "out of memory")
    defer { ERR_clear_error() }
    guard let store = X509_STORE_new(), let context = X509_STORE_CTX_new(), let untrusted = cuango_x509_stack(),
      let lists = cuango_crl_stack()
    else { throw failed }
    defer {
      X509_STORE_CTX_free(context)
      X509_STORE_free(store)
      cuango_x509_stack_free(untrusted)
      cuango_crl_stack_free(lists)
    }
    for one in trusted { X509_STORE_add_cert(store, one.x509) }
    for one in intermediates { cuango_x509_push(untrusted, one.x509) }
    // A list signed too weakly proves nothing: it is as if it were not there.
    for one in self.lists ?? [] where AlgorithmPolicy.weakness(signatureOfList: one.crl, at: at) == nil {
      cuango_crl_push(lists, one.crl)
    }
    guard X509_STORE_CTX_init(context, store, certificate.x509, untrusted) == 1,
      let settings = X509_STORE_CTX_get0_param(context), configure(settings)
    else { throw failed }
    X509_STORE_CTX_set0_crls(context, lists)
    let questions = ListQuestions(self)
    questions.attach(to: context)
    let isValid = withExtendedLifetime(questions) { X509_verify_cert(context) == 1 }
    if !isValid {
      let error = X509_STORE_CTX_get_error(context)
      let at = X509_STORE_CTX_get_current_cert(context).map { Certificate(sharing: $0) }
      throw Failure(fault: CertificateFault(openSSL: error), certificate: at ?? certificate, detail: nil)
    }
    let stack = X509_STORE_CTX_get0_chain(context)
    let path = (0..<cuango_x509_count(stack)).compactMap { index in
      cuango_x509_at(stack, index).map { Certificate(sharing: $0) }
    }
    try check(path)
    return path
  }

  private func configure(_ settings: OpaquePointer) -> Bool {
    var flags = X509_V_FLAG_POLICY_CHECK | X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_TRUSTED_FIRST
    if lists != nil {
      flags |=
        X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL | X509_V_FLAG_EXTENDED_CRL_SUPPORT | X509_V_FLAG_USE_DELTAS
    }
    if !policies.isEmpty { flags |= X509_V_FLAG_EXPLICIT_POLICY }
    if inhibitsMapping { flags |= X509_V_FLAG_INHIBIT_MAP }
    if inhibitsAnyPolicy { flags |= X509_V_FLAG_INHIBIT_ANY }
    X509_VERIFY_PARAM_set_flags(settings, UInt(flags))
    X509_VERIFY_PARAM_set_time(settings, at.unixSeconds)
    X509_VERIFY_PARAM_set_depth(settings, 32)
    // Strength is judged by `AlgorithmPolicy`, which knows the time.
    X509_VERIFY_PARAM_set_auth_level(settings, 0)
    // OpenSSL takes no policy at all for none, and RFC 5280 for any (6.1.1 c).
    for policy in policies.isEmpty ? [Self.anyPolicy] : policies {
      guard let object = OBJ_txt2obj(policy, 1), X509_VERIFY_PARAM_add0_policy(settings, object) == 1 else {
        return false
      }
    }
    return true
  }

  /// What OpenSSL lets pass for the sake of old certificates, and the strength of what was used.
  private func check(_ path: [Certificate]) throws(Failure) {
    for (index, one) in path.enumerated() {
      let isAnchor = index == path.count - 1
      if index > 0, !isAnchor, !one.isAuthority {
        throw Failure(fault: .notAuthority, certificate: one, detail: nil)
      }
      if let weakness = AlgorithmPolicy.weakness(key: X509_get0_pubkey(one.x509), at: at) {
        throw Failure(fault: .weakAlgorithm, certificate: one, detail: weakness)
      }
      // What vouches for a trusted certificate is whoever trusts it, not its own signature.
      if !isAnchor, let weakness = AlgorithmPolicy.weakness(signatureOf: one.x509, at: at) {
        throw Failure(fault: .weakAlgorithm, certificate: one, detail: weakness)
      }
    }
  }
}
