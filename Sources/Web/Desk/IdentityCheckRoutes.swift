import Centre
import Domain
import Hummingbird
import Storage

/// The dossiers whose filer could not be identified because the provider was down.
struct IdentityCheckRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/desk/identity-checks") { _, context in try await list(context) }
    router.post("/desk/identity-checks") { request, context in try await settle(request, context) }
  }

  private func list(_ context: SiteContext) async throws -> Response {
    let checks = try await site.centre.identityChecks(for: context.officer())
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let page = IdentityChecksPage(
      lines: checks.map { check in
        IdentityChecksPage.Line(
          code: check.dossier.rawValue, at: wording.moment(check.at),
          provider: site.providerName(check.provider, context.language))
      }, isEmpty: checks.isEmpty)
    return site.renderer.response(
      "identity-checks", page, title: wording.text("citizen.checks.title"), surface: .desk, context)
  }

  private func settle(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    try await site.centre.settleIdentityCheck(of: DossierCode(rawValue: body["dossier"] ?? ""), by: actor)
    return .seeOther("/desk/identity-checks")
  }
}

/// The checks that wait.
struct IdentityChecksPage: Sendable {
  struct Line: Sendable {
    let code: String
    let at: String
    let provider: String
  }

  let lines: [Line]
  let isEmpty: Bool
}

extension Site {
  /// A provider's name; its identifier when it is no longer configured.
  func providerName(_ id: String, _ language: Language) -> String {
    centre.settings.providers.first { $0.id == id }?.name[language] ?? id
  }
}
