import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// Why a program's call is refused before anything is looked at.
enum APIRefusal: Refusal, Hashable {
  /// There is no bearer token, or it is unknown.
  case noToken
  /// A header that the call needs is missing.
  case missingHeader(String)
  /// The body is no JSON of the wanted shape.
  case body(field: String?)

  var kind: RefusalKind {
    switch self {
    case .noToken: .unauthenticated
    case .missingHeader, .body: .invalid
    }
  }

  var textKey: String {
    switch self {
    case .noToken: "error.api.no-token"
    case .missingHeader: "error.api.missing-header"
    case .body: "error.api.body"
    }
  }

  var field: String? {
    switch self {
    case .noToken: nil
    case .missingHeader(let name): name
    case .body(let field): field
    }
  }

  var values: [String: String] {
    if case .missingHeader(let name) = self { ["header": name] } else { [:] }
  }
}

/// The API for programs, version 1. What it serves is described at `/api/v1/openapi.json`.
struct APIRoutes: Sendable {
  let site: Site
  /// The most bytes of a JSON body.
  static let bodyLimit = 1 << 20
  /// The most bytes of a bank's notification.
  static let noticeLimit = 16 * 1024

  func register(on router: Router<SiteContext>) {
    let api = router.group("/api/v1")
    api.get("/openapi.json") { _, _ in try openAPI() }
    api.get("/procedures") { request, _ in try procedures(request) }
    api.get("/procedures/{code}") { _, context in try procedure(context) }
    api.get("/units") { request, _ in try units(request) }
    api.post("/dossiers") { request, context in try await receive(request, context) }
    api.get("/dossiers/{code}") { request, context in try await dossier(request, context) }
    api.get("/dossiers/{code}/events") { request, context in try await events(request, context) }
    api.post("/dossiers/{code}/actions/{action}") { request, context in try await act(request, context) }
    api.post("/bank/notifications") { request, _ in try await bankNotice(request) }
    api.post("/files") { request, context in try await receiveFile(request, context) }
  }

  // MARK: - The catalogue

  private func openAPI() throws -> Response {
    guard let data = Resources.content("openapi.json") else { throw HTTPError(.notFound) }
    return .document(Array(data), mediaType: "application/json; charset=utf-8", name: "openapi.json")
  }

  private func procedures(_ request: Request) throws -> Response {
    let query = request.asked("q") ?? ""
    let found = site.centre.catalogue.findProcedures(query, on: site.centre.now().date)
    return try .json(["procedures": found.map(ProcedureSummary.init)])
  }

  private func procedure(_ context: SiteContext) throws -> Response {
    let code = ProcedureCode(rawValue: context.parameters.get("code") ?? "")
    guard let found = site.centre.catalogue.procedure(code, on: site.centre.now().date) else {
      throw FieldProblem("code", "error.procedure.unknown", kind: .missing)
    }
    return try .json(found)
  }

  private func units(_ request: Request) throws -> Response {
    let query = request.asked("q") ?? ""
    return try .json(["units": site.centre.catalogue.units.search(query).map(UnitSummary.init)])
  }

  // MARK: - Dossiers

  private func receive(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try await actor(request)
    guard let key = request.headers[.idempotencyKey] else { throw APIRefusal.missingHeader("Idempotency-Key") }
    let bytes = try await request.boundedBody(limit: Self.bodyLimit, seconds: 30)
    var form = try Self.decode(DossierForm.self, bytes)
    if form.unit == nil { form.unit = actor.unit?.rawValue }
    let received = try await site.centre.receiveDossier(form, by: actor, key: IdempotencyKey(key, bytes: bytes))
    var response = try Response.json(
      ReceivedAnswer(received, secret: site.centre.key.lookUpSecret(of: received.code)), status: .created)
    response.headers[.location] = "/api/v1/dossiers/\(received.code.rawValue)"
    return response
  }

  /// A dossier by its code, or by the one that it has in another system.
  private func dossier(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try await actor(request)
    let file = try await site.centre.readDossier(typed: context.parameters.get("code") ?? "", by: actor)
    return try .json(DossierAnswer(file, site.centre.catalogue, now: site.centre.now()))
  }

  private func events(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try await actor(request)
    let file = try await site.centre.readDossier(code(context), by: actor)
    return try .json(["events": file.events.map(EventAnswer.init)])
  }

  private func act(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try await actor(request)
    guard let key = request.headers[.idempotencyKey] else { throw APIRefusal.missingHeader("Idempotency-Key") }
    guard let action = DossierAction(rawValue: context.parameters.get("action") ?? "") else {
      throw DossierRefusal.unknownAction
    }
    let bytes = try await request.boundedBody(limit: 64 * 1024, seconds: 30)
    let act = bytes.isEmpty ? DossierAct() : try Self.decode(DossierAct.self, bytes)
    let done = try await site.centre.act(
      action, on: code(context), act, by: actor, key: IdempotencyKey(key, bytes: bytes))
    return try .json(ActAnswer(done))
  }

  /// What a bank tells; it is answered by what became of it, so that the bank does not tell it again.
  private func bankNotice(_ request: Request) async throws -> Response {
    let bytes = try await request.boundedBody(limit: Self.noticeLimit, seconds: 10)
    let headers = request.headers
    let bank = try site.centre.signedBank(
      BankSignature(
        bank: headers[.bank] ?? "", timestamp: headers[.bankTimestamp] ?? "",
        signature: headers[.bankSignature] ?? ""), body: bytes)
    let form = try Self.decode(BankNoticeForm.self, bytes)
    return try .json(BankNoticeAnswer(try await site.centre.takeBankNotice(form, from: bank)))
  }

  private func receiveFile(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try await actor(request)
    let upload = try await site.receiveUpload(request, by: actor)
    return try .json(UploadAnswer(upload), status: .created)
  }

  // MARK: - What every call needs

  private func actor(_ request: Request) async throws -> Actor {
    guard let header = request.headers[.authorization], header.lowercased().hasPrefix("bearer "),
      let actor = try await site.centre.actor(tokenSecret: String(header.dropFirst(7)))
    else { throw APIRefusal.noToken }
    return actor
  }

  private func code(_ context: SiteContext) throws -> DossierCode {
    guard let text = context.parameters.get("code"), let code = DossierCode(typed: text) else {
      throw DossierRefusal.unknown
    }
    return code
  }

  private static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw APIRefusal.body(field: error.fieldPath)
    }
  }
}

extension DecodingError {
  /// The field that a body is wrong in, written as in the API.
  fileprivate var fieldPath: String? {
    let context: Context? =
      switch self {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
        .dataCorrupted(let context):
        context
      @unknown default: nil
      }
    var keys = context?.codingPath ?? []
    if case .keyNotFound(let missing, _) = self { keys.append(missing) }
    let path = keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    return path.isEmpty ? nil : path
  }
}

extension HTTPField.Name {
  /// The header of an idempotency key.
  static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .eTag
  /// The header in which a script sends the form token.
  static let formToken = HTTPField.Name("X-Form-Token") ?? .eTag
  /// The headers of a dossier's code and secret, with which a script sends a file to it.
  static let dossierCode = HTTPField.Name("X-Dossier-Code") ?? .eTag
  static let dossierSecret = HTTPField.Name("X-Dossier-Secret") ?? .eTag
  /// The headers of a bank's notification: who, when, and the signature over both time and body.
  static let bank = HTTPField.Name("X-Bank") ?? .eTag
  static let bankTimestamp = HTTPField.Name("X-Bank-Timestamp") ?? .eTag
  static let bankSignature = HTTPField.Name("X-Bank-Signature") ?? .eTag
  /// The header of a file's name, percent-encoded.
  static let fileName = HTTPField.Name("X-File-Name") ?? .eTag
}
