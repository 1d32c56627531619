import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// The one place that turns any refusal into a page or, for programs, into problem details.
struct RefusalMiddleware: RouterMiddleware {
  typealias Context = SiteContext
  let site: Site
  let methods: MethodsTaken

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let refusal as any Refusal {
      return answer(refusal, request, context)
    } catch let error as HTTPError {
      if error.status == .notFound, let taken = methods.taken(request.uri.path), !taken.contains(request.method) {
        var response = page(status: .methodNotAllowed, key: Self.key(.methodNotAllowed), request, context)
        response.headers[.allow] = taken.map(\.rawValue).sorted().joined(separator: ", ")
        return response
      }
      return page(status: error.status, key: Self.key(error.status), request, context)
    } catch is CancellationError {
      return page(status: .serviceUnavailable, key: "error.web.unavailable", request, context)
    } catch {
      // Only the kind of error goes to the log: its text may hold what a person typed.
      context.logger.error(
        "request failed", metadata: ["error": "\(type(of: error))", "path": "\(request.head.method)"])
      return page(status: .internalServerError, key: "error.web.failed", request, context)
    }
  }

  private func answer(_ refusal: any Refusal, _ request: Request, _ context: SiteContext) -> Response {
    if refusal.kind == .unavailable {
      context.logger.error("refused", metadata: ["reason": "\(refusal.textKey)"])
    }
    if request.uri.path.hasPrefix("/api/") { return Problem(refusal, site.centre.catalogue.texts, context).response }
    if refusal.kind == .unauthenticated, SafeReturn.isOfficers(request.uri.path) {
      var page = "/desk/sign-in"
      if case .unfinished(let step)? = refusal as? SignInRefusal { page = step.path }
      return .redirect(
        to: "\(page)?back=\(SafeReturn.encoded(SafeReturn.page(of: request.uri.path)))", type: .normal)
    }
    let message = site.centre.catalogue.texts.text(refusal.textKey, context.language, refusal.values)
    return render(status: refusal.kind.status, message, request, context)
  }

  private func page(status: HTTPResponse.Status, key: String, _ request: Request, _ context: SiteContext) -> Response {
    let message = site.centre.catalogue.texts.text(key, context.language)
    if request.uri.path.hasPrefix("/api/") {
      return Problem(status: status, key: key, detail: message, context: context).response
    }
    return render(status: status, message, request, context)
  }

  private func render(
    status: HTTPResponse.Status, _ message: String, _ request: Request, _ context: SiteContext
  ) -> Response {
    let desk = SafeReturn.isOfficers(request.uri.path)
    return site.renderer.response(
      "problem",
      ProblemPage(status: status.code, message: message, requestID: "\(context.id)", home: desk ? "/desk" : "/"),
      title: site.centre.catalogue.texts.text("shared.problem.title", context.language),
      surface: desk ? .desk : .portal,
      context, status: status)
  }

  private static func key(_ status: HTTPResponse.Status) -> String {
    switch status.code {
    case 404: "error.web.not-found"
    case 405: "error.web.method"
    case 413: "error.web.too-large-plain"
    case 400..<500: "error.web.unreadable"
    default: "error.web.failed"
    }
  }
}

/// A page that says what happened, what was kept and what to do next.
struct ProblemPage: Sendable {
  let status: Int
  let message: String
  let requestID: String
  let home: String
}

extension RefusalKind {
  /// The HTTP status of a refusal.
  var status: HTTPResponse.Status {
    switch self {
    case .invalid: .unprocessableContent
    case .unauthenticated: .unauthorized
    case .forbidden: .forbidden
    case .missing: .notFound
    case .conflict: .conflict
    case .tooLarge: .contentTooLarge
    case .unsupported: .unsupportedMediaType
    case .tooMany: .tooManyRequests
    case .unavailable: .serviceUnavailable
    }
  }
}

/// Where to go back to after signing in: only a path of the desk or of the administration, never another site.
enum SafeReturn {
  /// Whether a page is for officers who are signed in.
  static func isOfficers(_ path: String) -> Bool { path.hasPrefix("/desk") || path.hasPrefix("/admin/") }

  static func encoded(_ path: String) -> String {
    PageAddress.encoded(path)
  }

  /// The page on which an action stands: one comes back to what can be opened.
  static func page(of path: String) -> String {
    if path == "/desk/many" { return "/desk" }
    if path == "/admin/catalogue/check" { return "/admin/catalogue/publish" }
    if path.hasPrefix("/admin/accounts/") { return "/" + path.split(separator: "/").prefix(3).joined(separator: "/") }
    if path.hasPrefix("/desk/account/") { return "/desk/account" }
    if path.hasSuffix("/withdraw") { return String(path.dropLast("/withdraw".count)) }
    return path.range(of: "/actions/").map { String(path[..<$0.lowerBound]) } ?? path
  }

  static func path(_ asked: String?) -> String {
    guard let asked, isOfficers(asked), !asked.hasPrefix("/desk/sign"), !asked.contains("\\"),
      !asked.contains("//"), asked.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return "/desk" }
    return asked
  }
}
