// As Debian builds xmlsec: with OpenSSL, which pkg-config says too.
#ifndef XMLSEC_CRYPTO_OPENSSL
#define XMLSEC_CRYPTO_OPENSSL 1
#endif
#ifndef XMLSEC_NO_CRYPTO_DYNAMIC_LOADING
#define XMLSEC_NO_CRYPTO_DYNAMIC_LOADING 1
#endif
#ifndef XMLSEC_NO_SIZE_T
#define XMLSEC_NO_SIZE_T
#endif
#ifndef XMLSEC_NO_GOST
#define XMLSEC_NO_GOST 1
#endif
#ifndef XMLSEC_NO_GOST2012
#define XMLSEC_NO_GOST2012 1
#endif
// Debian's libxml2 includes ICU's headers, which are of another version than Foundation's: what they are needed for is
// not used here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/valid.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>

// What is long or a macro in xmlsec, which Swift can't see or would have to write with many casts.

static inline int cuango_xmlsec_start(void) {
  xmlInitParser();
  if (xmlSecInit() < 0) return 0;
  xmlSecErrorsDefaultCallbackEnableOutput(0);
  return xmlSecOpenSSLAppInit(NULL) >= 0 && xmlSecOpenSSLInit() >= 0;
}

// A document without entities, document types or anything from outside; nothing when it can't be read.
static inline xmlDoc *cuango_xml_read(const char *bytes, int count) {
  xmlDoc *document = xmlReadMemory(bytes, count, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document != NULL && (document->intSubset != NULL || document->extSubset != NULL)) {
    xmlFreeDoc(document);
    return NULL;
  }
  return document;
}

// Verifies a signature's node by a certificate's key: 1 when it holds. References leave the document never.
static inline int cuango_xml_verify(xmlNode *signature, const unsigned char *certificate, size_t count) {
  int result = 0;
  xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate(NULL);
  if (context == NULL) return 0;
  context->enabledReferenceUris = xmlSecTransformUriTypeEmpty | xmlSecTransformUriTypeSameDocument;
  context->signKey = xmlSecOpenSSLAppKeyLoadMemory(certificate, (xmlSecSize)count, xmlSecKeyDataFormatCertDer, NULL, NULL, NULL);
  if (context->signKey != NULL && xmlSecDSigCtxVerify(context, signature) >= 0 && context->status == xmlSecDSigStatusSucceeded)
    result = 1;
  xmlSecDSigCtxDestroy(context);
  return result;
}

static inline int cuango_xml_register_id(xmlNode *node, xmlAttr *attribute, const xmlChar *value) {
  return xmlAddID(NULL, node->doc, value, attribute) != NULL;
}

static inline xmlChar *cuango_xml_text(xmlNode *node) { return xmlNodeGetContent(node); }
static inline void cuango_xml_free(xmlChar *text) { xmlFree(text); }
