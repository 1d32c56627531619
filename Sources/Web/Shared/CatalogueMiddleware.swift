import Centre
import Hummingbird

/// Answers each request from one catalogue, whatever is published meanwhile, here or by another process.
struct CatalogueMiddleware: RouterMiddleware {
  typealias Context = SiteContext
  let site: Site

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    let path = request.uri.path
    if path.hasPrefix("/assets/") || path.hasPrefix("/health") || path == "/metrics" {
      return try await next(request, context)
    }
    await site.centre.lookForPublications()
    return try await site.centre.catalogueHolder.keeping { try await next(request, context) }
  }
}
