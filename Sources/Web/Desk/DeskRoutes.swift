import Centre
import Domain
import Hummingbird
import Storage

/// The officers' desk: my work now, one dossier, the counter, the registers.
struct DeskRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    SignInRoutes(site: site).register(on: router)
    WorkListRoutes(site: site).register(on: router)
    CounterRoutes(site: site).register(on: router)
    DossierRoutes(site: site).register(on: router)
    RegisterRoutes(site: site).register(on: router)
    DossierRegisterRoutes(site: site).register(on: router)
    AbsenceRoutes(site: site).register(on: router)
    ClosureRoutes(site: site).register(on: router)
    TransferRoutes(site: site).register(on: router)
    ReadingRoutes(site: site).register(on: router)
  }
}

extension SiteContext {
  /// The signed-in officer.
  ///
  /// - Throws: `SignInRefusal.ended`, which leads to the sign-in page and back.
  func officer() throws -> Actor {
    guard let actor else { throw SignInRefusal.ended }
    return actor
  }
}
