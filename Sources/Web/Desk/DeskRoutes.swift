import Centre
import Domain
import Hummingbird
import Storage

/// The officers' desk: my work now, one dossier, the counter, the registers.
struct DeskRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    SignInRoutes(site: site).register(on: router)
    OwnAccountRoutes(site: site).register(on: router)
    OwnCodeRoutes(site: site).register(on: router)
    WorkListRoutes(site: site).register(on: router)
    CounterRoutes(site: site).register(on: router)
    DossierRoutes(site: site).register(on: router)
    RegisterRoutes(site: site).register(on: router)
    DossierRegisterRoutes(site: site).register(on: router)
    AbsenceRoutes(site: site).register(on: router)
    DelegationRoutes(site: site).register(on: router)
    ClosureRoutes(site: site).register(on: router)
    TransferRoutes(site: site).register(on: router)
    ReadingRoutes(site: site).register(on: router)
    IdentityCheckRoutes(site: site).register(on: router)
  }
}

extension SiteContext {
  /// The signed-in officer.
  ///
  /// - Throws: `SignInRefusal`, which leads to the sign-in page, or to what is still to be done, and back.
  func officer() throws -> Actor {
    if let step = visit?.step { throw SignInRefusal.unfinished(step) }
    guard let actor else { throw SignInRefusal.ended }
    return actor
  }

  /// The officer's session, in which nothing is still to be done but for what is done now.
  func session(doing: SignInStep? = nil) throws -> SessionVisit {
    guard let visit else { throw SignInRefusal.ended }
    if let step = visit.step, step != doing { throw SignInRefusal.unfinished(step) }
    return visit
  }
}
