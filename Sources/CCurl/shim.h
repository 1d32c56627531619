#include <curl/curl.h>

// Swift can't call functions with variable arguments; each of these sets one kind of option.
static inline CURLcode cuango_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode cuango_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode cuango_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode cuango_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}
// What is done with the bytes of the answer; `target` is handed to it.
typedef size_t (*cuango_curl_taker)(char *bytes, size_t one, size_t count, void *target);
static inline CURLcode cuango_curl_set_taker(CURL *handle, cuango_curl_taker taker, void *target) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, taker);
  return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_WRITEDATA, target) : code;
}
static inline CURLcode cuango_curl_status(CURL *handle, long *status) {
  return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
}
static inline CURLcode cuango_curl_length(CURL *handle, curl_off_t *length) {
  return curl_easy_getinfo(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, length);
}
static inline CURLcode cuango_curl_media_type(CURL *handle, const char **type) {
  char *found = NULL;
  CURLcode code = curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &found);
  *type = found;
  return code;
}
