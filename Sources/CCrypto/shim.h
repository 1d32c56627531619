#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

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
