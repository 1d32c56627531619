internal import CCrypto

/// What OpenSSL asks back while it looks at revocation.
///
/// It gives up one path of RFC 5280: a list's issuer whose own certificate says that it is on that very list. Nothing else
/// can tell whether it was revoked, so the list itself is asked. And it wants a list for the trusted certificate too,
/// which nobody above can give: whoever trusts it answers for it, unless a list at hand says that it was revoked.
final class ListQuestions {
  private let verification: PathVerification

  init(_ verification: PathVerification) { self.verification = verification }

  /// Has OpenSSL ask here; this must live as long as the context.
  func attach(to context: OpaquePointer) {
    X509_STORE_CTX_set_ex_data(context, Self.slot, Unmanaged.passUnretained(self).toOpaque())
    X509_STORE_CTX_set_verify_cb(context) { isFine, context in
      guard isFine == 0, let context else { return isFine }
      let error = X509_STORE_CTX_get_error(context)
      let last = cuango_x509_count(X509_STORE_CTX_get0_chain(context)) - 1
      if ListQuestions.listErrors.contains(error), X509_STORE_CTX_get_error_depth(context) == last { return 1 }
      guard error == X509_V_ERR_CRL_PATH_VALIDATION_ERROR,
        let pointer = X509_STORE_CTX_get_ex_data(context, ListQuestions.slot)
      else { return isFine }
      let asked = Unmanaged<ListQuestions>.fromOpaque(pointer).takeUnretainedValue()
      return asked.isSound(context) ? 1 : 0
    }
  }

  /// That there is no list, or none that can be used.
  private static let listErrors: Set<Int32> = [
    X509_V_ERR_UNABLE_TO_GET_CRL, X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER, X509_V_ERR_CRL_HAS_EXPIRED,
    X509_V_ERR_CRL_NOT_YET_VALID, X509_V_ERR_DIFFERENT_CRL_SCOPE,
  ]

  private static let slot = CRYPTO_get_ex_new_index(CRYPTO_EX_INDEX_X509_STORE_CTX, 0, nil, nil, nil, nil)

  private func isSound(_ context: OpaquePointer) -> Bool {
    guard let list = X509_STORE_CTX_get0_current_crl(context),
      let found = X509_STORE_CTX_get0_current_issuer(context), cuango_is_own_list_issuer(found) == 1
    else { return false }
    let issuer = Certificate(sharing: found)
    var entry: OpaquePointer?
    guard X509_CRL_get0_by_cert(list, &entry, found) == 0, issuer.allows(.listSigning) else { return false }
    var plain = verification
    plain.lists = nil
    plain.policies = []
    guard let path = try? plain.verify(issuer), let anchor = path.last else { return false }
    // RFC 5280, 6.3.3 f: the same trust anchor as the certificate's path.
    let chain = X509_STORE_CTX_get0_chain(context)
    guard let last = cuango_x509_at(chain, cuango_x509_count(chain) - 1), X509_cmp(last, anchor.x509) == 0 else {
      return false
    }
    // Those above the issuer are asked about as any others.
    guard path.count > 2 else { return true }
    var rest = verification
    rest.policies = []
    rest.nesting += 1
    guard rest.nesting < 4 else { return false }
    return (try? rest.verify(path[1])) != nil
  }
}
