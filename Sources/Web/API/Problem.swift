import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Problem details for programs (RFC 9457): what is wrong, in the caller's language, and with which field.
struct Problem: Encodable, Sendable {
  /// One problem of one field.
  struct FieldDetail: Encodable, Sendable {
    let field: String
    let code: String
    let detail: String
  }

  let type: String
  let title: String
  let status: Int
  let detail: String
  let field: String?
  let errors: [FieldDetail]?
  let requestID: String

  enum CodingKeys: String, CodingKey {
    case type, title, status, detail, field, errors
    case requestID = "request_id"
  }

  /// The problem that a refusal is.
  init(_ refusal: any Refusal, _ texts: Texts, _ context: SiteContext) {
    let language = context.language
    let status = refusal.kind.status
    type = "urn:cuango:" + refusal.textKey
    title = status.reasonPhrase
    self.status = status.code
    detail = texts.text(refusal.textKey, language, refusal.values)
    field = refusal.field
    requestID = "\(context.id)"
    let problems = (refusal as? InvalidInput)?.problems ?? (refusal as? FieldProblem).map { [$0] } ?? []
    errors =
      problems.isEmpty
      ? nil
      : problems.map {
        FieldDetail(field: $0.field ?? "", code: $0.textKey, detail: texts.text($0.textKey, language, $0.values))
      }
  }

  /// A problem that is not a refusal of ours: no such path, a method that is not taken.
  init(status: HTTPResponse.Status, key: String, detail: String, context: SiteContext) {
    type = "urn:cuango:" + key
    title = status.reasonPhrase
    self.status = status.code
    self.detail = detail
    field = nil
    errors = nil
    requestID = "\(context.id)"
  }

  /// The response.
  var response: Response {
    let body = (try? JSONEncoder().encode(self)) ?? Data("{}".utf8)
    var headers: HTTPFields = [.contentType: "application/problem+json; charset=utf-8"]
    if status == 401 { headers[.wwwAuthenticate] = "Bearer" }
    return Response(
      status: .init(code: status, reasonPhrase: title), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}
