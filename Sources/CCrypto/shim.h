#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/http.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <string.h>

// What OpenSSL has as macros, which Swift can't see.

static inline STACK_OF(X509) *cuango_x509_stack(void) { return sk_X509_new_null(); }
static inline int cuango_x509_push(STACK_OF(X509) *stack, X509 *one) { return sk_X509_push(stack, one); }
static inline int cuango_x509_count(const STACK_OF(X509) *stack) { return stack == NULL ? 0 : sk_X509_num(stack); }
static inline X509 *cuango_x509_at(const STACK_OF(X509) *stack, int index) { return sk_X509_value(stack, index); }
static inline void cuango_x509_stack_free(STACK_OF(X509) *stack) { sk_X509_free(stack); }
static inline void cuango_x509_stack_release(STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); }

static inline STACK_OF(X509_CRL) *cuango_crl_stack(void) { return sk_X509_CRL_new_null(); }
static inline int cuango_crl_push(STACK_OF(X509_CRL) *stack, X509_CRL *one) { return sk_X509_CRL_push(stack, one); }
static inline int cuango_crl_count(const STACK_OF(X509_CRL) *stack) { return stack == NULL ? 0 : sk_X509_CRL_num(stack); }
static inline X509_CRL *cuango_crl_at(const STACK_OF(X509_CRL) *stack, int index) { return sk_X509_CRL_value(stack, index); }
static inline void cuango_crl_stack_free(STACK_OF(X509_CRL) *stack) { sk_X509_CRL_free(stack); }
static inline void cuango_crl_stack_release(STACK_OF(X509_CRL) *stack) { sk_X509_CRL_pop_free(stack, X509_CRL_free); }

static inline int cuango_signer_count(const STACK_OF(CMS_SignerInfo) *stack) { return stack == NULL ? 0 : sk_CMS_SignerInfo_num(stack); }
static inline CMS_SignerInfo *cuango_signer_at(const STACK_OF(CMS_SignerInfo) *stack, int index) { return sk_CMS_SignerInfo_value(stack, index); }

static inline long cuango_bio_bytes(BIO *bio, char **bytes) { return BIO_get_mem_data(bio, bytes); }
static inline int cuango_general_name_count(const GENERAL_NAMES *names) { return names == NULL ? 0 : sk_GENERAL_NAME_num(names); }
static inline int cuango_distribution_point_count(const CRL_DIST_POINTS *points) { return points == NULL ? 0 : sk_DIST_POINT_num(points); }

// A name as RFC 4514 writes it, letters beyond ASCII as they are.
static inline int cuango_name_print(BIO *bio, const X509_NAME *name) {
  return X509_NAME_print_ex(bio, name, 0, (XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) | ASN1_STRFLGS_UTF8_CONVERT);
}

// The hash that RSASSA-PSS parameters name: SHA-1 when they name none, undefined when they can't be read.
static inline int cuango_pss_digest(const X509_ALGOR *algorithm) {
  RSA_PSS_PARAMS *parameters = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(RSA_PSS_PARAMS), algorithm->parameter);
  if (parameters == NULL) return NID_undef;
  int digest = parameters->hashAlgorithm == NULL ? NID_sha1 : OBJ_obj2nid(parameters->hashAlgorithm->algorithm);
  RSA_PSS_PARAMS_free(parameters);
  return digest;
}

// Whether a certificate says that it issues the list of its own revocation (cRLIssuer in its distribution points).
static inline int cuango_is_own_list_issuer(X509 *certificate) {
  CRL_DIST_POINTS *points = X509_get_ext_d2i(certificate, NID_crl_distribution_points, NULL, NULL);
  int found = 0;
  for (int i = 0; points != NULL && i < sk_DIST_POINT_num(points); i++) {
    GENERAL_NAMES *issuers = sk_DIST_POINT_value(points, i)->CRLissuer;
    for (int j = 0; issuers != NULL && j < sk_GENERAL_NAME_num(issuers); j++) {
      GENERAL_NAME *name = sk_GENERAL_NAME_value(issuers, j);
      if (name->type == GEN_DIRNAME && X509_NAME_cmp(name->d.directoryName, X509_get_subject_name(certificate)) == 0) found = 1;
    }
  }
  CRL_DIST_POINTS_free(points);
  return found;
}

static inline int cuango_algorithm_nid(const X509_ALGOR *algorithm) {
  return algorithm == NULL ? NID_undef : OBJ_obj2nid(algorithm->algorithm);
}

// Whether what a signature says of its algorithm goes with its hash and key.
static inline int cuango_signature_fits(const X509_ALGOR *algorithm, int hash, const EVP_PKEY *key) {
  int signature = cuango_algorithm_nid(algorithm), digest = NID_undef, kind = NID_undef;
  int own = EVP_PKEY_get_base_id(key);
  if (signature == NID_rsassaPss) return own == EVP_PKEY_RSA || own == EVP_PKEY_RSA_PSS;
  if (signature == NID_rsaEncryption) return own == EVP_PKEY_RSA;
  if (signature == NID_X9_62_id_ecPublicKey) return own == EVP_PKEY_EC;
  if (signature == NID_ED25519 || signature == NID_ED448) return own == signature;
  if (signature == NID_dsa) return own == EVP_PKEY_DSA;
  if (OBJ_find_sigid_algs(signature, &digest, &kind) != 1 || digest != hash) return 0;
  return kind == own || (kind == NID_X9_62_id_ecPublicKey && own == EVP_PKEY_EC) || (kind == NID_dsa && own == EVP_PKEY_DSA);
}

// The only timestamp among a signer's unsigned attributes: its DER, or nothing when there is none or more than one.
static inline const ASN1_STRING *cuango_timestamp_of_signature(CMS_SignerInfo *signer) {
  int at = CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, -1);
  if (at < 0 || CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, at) >= 0) return NULL;
  X509_ATTRIBUTE *attribute = CMS_unsigned_get_attr(signer, at);
  if (X509_ATTRIBUTE_count(attribute) != 1) return NULL;
  ASN1_TYPE *value = X509_ATTRIBUTE_get0_type(attribute, 0);
  return value != NULL && value->type == V_ASN1_SEQUENCE ? value->value.sequence : NULL;
}

// How many timestamps there are among a signer's unsigned attributes.
static inline int cuango_timestamp_count(CMS_SignerInfo *signer) {
  int count = 0;
  for (int i = 0; i < CMS_unsigned_get_attr_count(signer); i++) {
    X509_ATTRIBUTE *attribute = CMS_unsigned_get_attr(signer, i);
    if (OBJ_obj2nid(X509_ATTRIBUTE_get0_object(attribute)) == NID_id_smime_aa_timeStampToken)
      count += X509_ATTRIBUTE_count(attribute);
  }
  return count;
}

// Whether the signed attribute for the kind of the contents is there once and says so.
static inline int cuango_content_type_is(const CMS_SignerInfo *signer, const ASN1_OBJECT *kind) {
  ASN1_OBJECT *told = CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT);
  return told != NULL && OBJ_cmp(told, kind) == 0;
}

// Whether the signed attributes name a certificate by its hash: 1 this one, 0 none is named, -1 another.
static inline int cuango_signing_certificate_matches(CMS_ContentInfo *cms, CMS_SignerInfo *signer, X509 *certificate) {
  ASN1_STRING *first = CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_id_smime_aa_signingCertificate), -3, V_ASN1_SEQUENCE);
  ASN1_STRING *second = CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2), -3, V_ASN1_SEQUENCE);
  int present = CMS_signed_get_attr_by_NID(signer, NID_id_smime_aa_signingCertificate, -1) >= 0
    || CMS_signed_get_attr_by_NID(signer, NID_id_smime_aa_signingCertificateV2, -1) >= 0;
  if (!present) return 0;
  ESS_SIGNING_CERT *old = NULL;
  ESS_SIGNING_CERT_V2 *modern = NULL;
  if (first != NULL) {
    const unsigned char *cursor = ASN1_STRING_get0_data(first);
    old = d2i_ESS_SIGNING_CERT(NULL, &cursor, ASN1_STRING_length(first));
  }
  if (second != NULL) {
    const unsigned char *cursor = ASN1_STRING_get0_data(second);
    modern = d2i_ESS_SIGNING_CERT_V2(NULL, &cursor, ASN1_STRING_length(second));
  }
  int result = -1;
  STACK_OF(X509) *chain = sk_X509_new_null();
  STACK_OF(X509) *others = CMS_get1_certs(cms);
  // The first name must be the signer's; those that follow may name its path.
  if (chain != NULL && (old != NULL || modern != NULL)) {
    sk_X509_push(chain, certificate);
    for (int i = 0; i < sk_X509_num(others); i++) sk_X509_push(chain, sk_X509_value(others, i));
    result = OSSL_ESS_check_signing_certs(old, modern, chain, 1) == 1 ? 1 : -1;
  }
  sk_X509_free(chain);
  sk_X509_pop_free(others, X509_free);
  ESS_SIGNING_CERT_free(old);
  ESS_SIGNING_CERT_V2_free(modern);
  return result;
}

// Whether a certificate names a place where its revocation is told.
static inline int cuango_names_revocation(X509 *certificate) {
  if (X509_get_ext_by_NID(certificate, NID_crl_distribution_points, -1) >= 0) return 1;
  STACK_OF(OPENSSL_STRING) *places = X509_get1_ocsp(certificate);
  int count = places == NULL ? 0 : sk_OPENSSL_STRING_num(places);
  X509_email_free(places);
  return count > 0;
}

// Whether a distribution point of a certificate is one of those that a list is for.
static inline int cuango_shares_point(X509 *certificate, const DIST_POINT_NAME *name) {
  if (name->type != 0) return 0;
  CRL_DIST_POINTS *points = X509_get_ext_d2i(certificate, NID_crl_distribution_points, NULL, NULL);
  int found = 0;
  for (int i = 0; points != NULL && i < sk_DIST_POINT_num(points); i++) {
    DIST_POINT *point = sk_DIST_POINT_value(points, i);
    if (point->distpoint == NULL || point->distpoint->type != 0) continue;
    for (int a = 0; a < sk_GENERAL_NAME_num(point->distpoint->name.fullname); a++)
      for (int b = 0; b < sk_GENERAL_NAME_num(name->name.fullname); b++)
        if (GENERAL_NAME_cmp(sk_GENERAL_NAME_value(point->distpoint->name.fullname, a), sk_GENERAL_NAME_value(name->name.fullname, b)) == 0)
          found = 1;
  }
  CRL_DIST_POINTS_free(points);
  return found;
}

// Whether a full list that a certificate's issuer signed itself tells of that certificate's revocation, for every reason.
static inline int cuango_list_covers(X509_CRL *list, X509 *certificate, X509 *issuer) {
  if (X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_issuer_name(certificate)) != 0) return 0;
  if (X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_subject_name(issuer)) != 0) return 0;
  if ((X509_get_key_usage(issuer) & KU_CRL_SIGN) == 0) return 0;
  if (X509_CRL_verify(list, X509_get0_pubkey(issuer)) != 1) return 0;
  for (int i = 0; i < X509_CRL_get_ext_count(list); i++) {
    X509_EXTENSION *extension = X509_CRL_get_ext(list, i);
    int nid = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
    if (nid == NID_delta_crl) return 0;
    if (X509_EXTENSION_get_critical(extension) && nid != NID_issuing_distribution_point) return 0;
  }
  int critical = -1;
  ISSUING_DIST_POINT *scope = X509_CRL_get_ext_d2i(list, NID_issuing_distribution_point, &critical, NULL);
  if (scope == NULL) return critical == -1;
  int isAuthority = X509_check_ca(certificate) == 1;
  int covers = scope->indirectCRL <= 0 && scope->onlyattr <= 0 && scope->onlysomereasons == NULL
    && !(scope->onlyuser > 0 && isAuthority) && !(scope->onlyCA > 0 && !isAuthority)
    && (scope->distpoint == NULL || cuango_shares_point(certificate, scope->distpoint));
  ISSUING_DIST_POINT_free(scope);
  return covers;
}

// An answer of OCSP about a certificate: 1 when it is there, with its status and times.
static inline int cuango_ocsp_find(
  OCSP_BASICRESP *answer, X509 *certificate, X509 *issuer, int *status, ASN1_GENERALIZEDTIME **revoked,
  ASN1_GENERALIZEDTIME **from, ASN1_GENERALIZEDTIME **until) {
  for (int i = 0; i < OCSP_resp_count(answer); i++) {
    OCSP_SINGLERESP *single = OCSP_resp_get0(answer, i);
    const OCSP_CERTID *id = OCSP_SINGLERESP_get0_id(single);
    ASN1_OBJECT *hash = NULL;
    OCSP_id_get0_info(NULL, &hash, NULL, NULL, (OCSP_CERTID *)id);
    const EVP_MD *digest = EVP_get_digestbyobj(hash);
    if (digest == NULL) continue;
    OCSP_CERTID *own = OCSP_cert_to_id(digest, certificate, issuer);
    int same = own != NULL && OCSP_id_cmp(own, id) == 0;
    OCSP_CERTID_free(own);
    if (!same) continue;
    int reason;
    *status = OCSP_single_get0_status(single, &reason, revoked, from, until);
    return 1;
  }
  return 0;
}

// Whether a certificate's extended key usage names purposes none of which is the signing of documents.
static inline int cuango_is_for_other_purposes(X509 *certificate) {
  EXTENDED_KEY_USAGE *purposes = X509_get_ext_d2i(certificate, NID_ext_key_usage, NULL, NULL);
  int others = 0, all = 0;
  for (int i = 0; purposes != NULL && i < sk_ASN1_OBJECT_num(purposes); i++, all++) {
    switch (OBJ_obj2nid(sk_ASN1_OBJECT_value(purposes, i))) {
      case NID_server_auth: case NID_code_sign: case NID_time_stamp: case NID_OCSP_sign: others++;
    }
  }
  EXTENDED_KEY_USAGE_free(purposes);
  return all > 0 && others == all;
}

// The value of a signed attribute by its dotted number, as DER; nothing when it is not there exactly once.
static inline const ASN1_STRING *cuango_signed_sequence(CMS_SignerInfo *signer, const char *number) {
  ASN1_OBJECT *object = OBJ_txt2obj(number, 1);
  const ASN1_STRING *value = object == NULL ? NULL : CMS_signed_get0_data_by_OBJ(signer, object, -3, V_ASN1_SEQUENCE);
  ASN1_OBJECT_free(object);
  return value;
}

// Whether bytes hold a word.
static inline int cuango_find(const unsigned char *bytes, size_t count, const unsigned char *word, size_t length) {
  const unsigned char *at = bytes;
  while (count >= length) {
    const unsigned char *next = memchr(at, word[0], count - length + 1);
    if (next == NULL) return 0;
    if (memcmp(next, word, length) == 0) return 1;
    count -= (size_t)(next - at) + 1;
    at = next + 1;
  }
  return 0;
}

// Gives the password to whoever reads a key; what is longer than the room is left out, and then the key can't be read.
static inline int cuango_give_password(char *room, int size, int writing, void *password) {
  (void)writing;
  int length = (int)strlen(password);
  if (length > size) return -1;
  memcpy(room, password, length);
  return length;
}

// A private key in PEM, with a password or without.
static inline EVP_PKEY *cuango_read_private_key(BIO *bio, const char *password) {
  return PEM_read_bio_PrivateKey(bio, NULL, cuango_give_password, (void *)password);
}
