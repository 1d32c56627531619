public import Centre
public import Domain
import Foundation
public import Storage
import Synchronization

extension TestStore {
  /// The catalogue of this project with the tests' own procedures.
  public static func courseCatalogue() throws -> Catalogue {
    try keptCourse.withLock { kept in
      if let kept { return kept }
      let folder = NSTemporaryDirectory() + "cuango-catalogue-" + UUID().uuidString
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let files = FileManager.default
      let shipped = root + "/Catalogue"
      for name in try files.contentsOfDirectory(atPath: shipped) where name != "procedures" {
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try files.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: "\(shipped)/\(name)")
      }
      try files.createDirectory(atPath: folder + "/procedures", withIntermediateDirectories: true)
      for place in [shipped + "/procedures", root + "/Tests/Catalogue/procedures"] {
        for name in try files.contentsOfDirectory(atPath: place) {
          try files.createSymbolicLink(
            atPath: "\(folder)/procedures/\(name)", withDestinationPath: "\(place)/\(name)")
        }
      }
      let loaded = try Catalogue.load(directory: folder)
      kept = loaded
      return loaded
    }
  }

  private static let keptCourse = Mutex<Catalogue?>(nil)
}

/// The tests' own procedure, whose dossiers have an e-form, papers, a visit, a posting, a promise and one signature.
extension TestHouse {
  /// A centre that knows the tests' own procedure.
  public static func openCourse(_ engine: Engine) async throws -> TestHouse {
    try await open(engine, catalogue: TestStore.courseCatalogue())
  }

  /// A filing of it that is right in every field.
  public static func courseForm(shop: String = "Cửa hàng Mẫu", competent: String? = nil) -> DossierForm {
    var form = form(originals: 0)
    form.procedure = "9.000101"
    form.originals = nil
    form.competent = competent
    form.answers = ["shop_name": shop, "goods": "food", "cook": "Trần Thị Mẫu", "capital": "30000000"]
    var deed = PaperForm()
    deed.key = "deed"
    deed.onPaper = "yes"
    form.papers = [deed]
    return form
  }

  /// Files one at the counter; its fee is not taken yet.
  public func receiveCourse(shop: String = "Cửa hàng Mẫu", competent: String? = nil) async throws -> DossierCode {
    let form = Self.courseForm(shop: shop, competent: competent)
    return try await centre.receiveDossier(
      form, by: officer(.receivingOfficer), key: IdempotencyKey(UUID().uuidString, request: form)
    ).code
  }

  /// What is written down on a visit at which nothing was wrong.
  public static let visit: [String: String] = ["visited": "02/03/2026", "finding": "fits", "kitchen": "yes"]

  /// Does the visit.
  @discardableResult
  public func visit(_ code: DossierCode, by actor: Actor? = nil) async throws -> DossierActDone {
    var act = DossierAct()
    act.answers = Self.visit
    return try await self.act(.work, code, by: actor ?? officer(.specialist), act)
  }

  /// The dossier as it stands.
  public func dossier(_ code: DossierCode) async throws -> Dossier {
    try await centre.readDossier(code, by: officer(.specialist)).dossier
  }

  /// Makes an account and answers who signs in with it.
  public func colleague(
    _ username: String, _ name: String, _ roles: Set<Role>, unit: UnitCode = "24958"
  ) async throws -> Actor {
    try await centre.keepAccount(
      username: username, name: name, title: "", unit: unit, roles: roles, password: "a-long-password")
    return try await signedIn(username)
  }

  /// Who signs in with an account now, with the colleagues covered today.
  public func signedIn(_ username: String) async throws -> Actor {
    let signedIn = try await centre.signIn(username: username, password: "a-long-password", place: "here")
    return try await centre.actor(sessionSecret: signedIn.secret) ?? signedIn.actor
  }

  /// Sets the clock to a moment in Viet Nam, `2026-03-05T14:00`.
  public func clock(_ text: String) throws {
    guard let moment = Instant(iso8601: text) else { throw InvalidMoment(text: text) }
    clock.set(moment)
  }

  /// A moment that a test wrote wrong.
  public struct InvalidMoment: Error {
    /// What was written.
    public let text: String
  }
}
