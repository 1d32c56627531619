public import Centre
import Domain
import Foundation
public import Hummingbird
public import Logging

/// How the site is served.
public struct SiteConfiguration: Sendable {
  /// The address to listen on.
  public var address: String
  /// The port to listen on.
  public var port: Int
  /// The folder of third-party style sheets and fonts.
  public var assetsFolder: String
  /// Whether cookies are sent over TLS only; so it is behind a proxy that speaks TLS.
  public var secureCookies: Bool
  /// Whether the sample accounts are named on the sign-in page.
  public var sampleAccounts: [SampleAccount]

  /// Describes how to serve.
  public init(
    address: String = "127.0.0.1", port: Int = 8080, assetsFolder: String = ".assets", secureCookies: Bool = false,
    sampleAccounts: [SampleAccount] = []
  ) {
    self.address = address
    self.port = port
    self.assetsFolder = assetsFolder
    self.secureCookies = secureCookies
    self.sampleAccounts = sampleAccounts
  }
}

/// An account of the demo, named on its sign-in page.
public struct SampleAccount: Sendable {
  /// The name to sign in with.
  public let username: String
  /// What the account is.
  public let description: String
  /// The password.
  public let password: String
  /// The secret of its one-time codes, in base 32; `nil` when it has none.
  public let codeSecret: String?

  /// Names an account.
  public init(username: String, description: String, password: String, codeSecret: String? = nil) {
    self.username = username
    self.description = description
    self.password = password
    self.codeSecret = codeSecret
  }
}

/// The whole site: portal, desk and API on one centre.
public struct Site: Sendable {
  let centre: Centre
  let configuration: SiteConfiguration
  let renderer: Renderer
  let assets: Assets
  let metrics: Metrics
  let logger: Logger

  /// Reads templates and assets.
  ///
  /// - Throws: a template's fault; the site does not start with one.
  public init(centre: Centre, configuration: SiteConfiguration, logger: Logger) throws {
    self.centre = centre
    self.configuration = configuration
    self.logger = logger
    assets = try Assets(thirdParty: configuration.assetsFolder)
    renderer = try Renderer(texts: centre.catalogue.texts, assets: assets)
    metrics = Metrics()
  }

  /// The routes of every surface, a function a folder.
  func router() -> Router<SiteContext> {
    let router = Router(context: SiteContext.self, options: [.autoGenerateHeadEndpoints])
    let methods = MethodsTaken()
    router.addMiddleware {
      MeasureMiddleware(metrics: metrics)
      SecurityHeadersMiddleware(secure: configuration.secureCookies)
      // Twice: inside for what happens once the visitor and their language are known, outside for finding that out.
      CatalogueMiddleware(site: self)
      RefusalMiddleware(site: self, methods: methods)
      VisitorMiddleware(site: self)
      RefusalMiddleware(site: self, methods: methods)
    }
    AssetRoutes(assets: assets).register(on: router)
    HealthRoutes(site: self).register(on: router)
    UnitHintRoutes(site: self).register(on: router)
    PortalRoutes(site: self).register(on: router)
    KioskRoutes(site: self).register(on: router)
    DeskRoutes(site: self).register(on: router)
    CatalogueRoutes(site: self).register(on: router)
    AccountRoutes(site: self).register(on: router)
    AccountEventRoutes(site: self).register(on: router)
    APIRoutes(site: self).register(on: router)
    LogRoutes(site: self).register(on: router)
    GrantRoutes(site: self).register(on: router)
    methods.learn(router.routes)
    return router
  }

  /// The application, ready to run.
  public func application() -> some ApplicationProtocol {
    Application(
      router: router(),
      server: .http1(
        configuration: .init(additionalChannelHandlers: [RequestDeadlines()], idleTimeout: .seconds(60))),
      configuration: .init(
        address: .hostname(configuration.address, port: configuration.port), serverName: "cuango"),
      logger: logger)
  }
}
