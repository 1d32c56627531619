public import Centre
public import Domain
public import Foundation
import Logging
public import Storage
import Synchronization

/// A service centre of its own for one test, on one of the two engines, with a clock that the test sets.
public struct TestHouse: Sendable {
  /// The centre.
  public let centre: Centre
  /// The clock.
  public let clock: TestClock
  /// The folder that the test's files lie in.
  public let folder: String

  /// Opens a centre in an empty store.
  ///
  /// - Throws: when `CUANGO_TEST_POSTGRES` is not set: `bin/test` starts the server and sets it.
  public static func open(
    _ engine: Engine, at moment: Instant = TestHouse.monday, catalogue: Catalogue? = nil
  ) async throws -> TestHouse {
    let folder = NSTemporaryDirectory() + "cuango-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let clock = TestClock(moment)
    let database = try await TestStore.open(engine, folder: folder)
    try await database.migrate()
    guard let key = SecretKey(bytes: [UInt8](repeating: 7, count: 32)) else { throw TestStore.Missing.key }
    let centre = Centre(
      database: database, files: try LocalFileStore(folder: folder + "/files"),
      catalogue: try catalogue ?? TestStore.catalogue(),
      key: key,
      settings: CentreSettings(
        publicURL: "http://localhost:8080", bankSecrets: try BankSigning.secrets(), passwordCost: .light),
      logger: Logger(label: "test"), now: { clock.now })
    return TestHouse(centre: centre, clock: clock, folder: folder)
  }

  /// Monday, 2 March 2026, 09:00 in Viet Nam: an ordinary working day.
  public static let monday = Instant(milliseconds: 1_772_416_800_000)

  /// An officer of a unit.
  public func officer(_ role: Role, unit: UnitCode = "24958") -> Actor {
    Actor(
      kind: .staff, id: "staff:\(role.rawValue):\(unit.rawValue)", name: "Cán bộ Mẫu", title: "PHÓ CHỦ TỊCH",
      unit: unit, roles: [role])
  }

  /// A filing that is right in every field.
  public static func form(unit: String = "24958", channel: Channel = .counter, originals: Int = 1) -> DossierForm {
    var form = DossierForm()
    form.procedure = "2.000815"
    form.unit = unit
    form.channel = channel.rawValue
    var applicant = PersonForm()
    applicant.name = "Nguyễn Văn Mẫu"
    applicant.personalNumber = "068090000101"
    applicant.born = "05/02/1990"
    applicant.sex = "male"
    applicant.phone = "0900000111"
    form.applicant = applicant
    form.originals = (0..<originals).map { index in
      var original = OriginalForm()
      original.name = "Bằng tốt nghiệp \(index + 1)"
      original.pages = "3"
      original.copies = "2"
      return original
    }
    return form
  }

  /// Files at the counter.
  public func receive(originals: Int = 1, unit: UnitCode = "24958", key: String = UUID().uuidString) async throws
    -> ReceivedDossier
  {
    let form = Self.form(unit: unit.rawValue, originals: originals)
    return try await centre.receiveDossier(
      form, by: officer(.receivingOfficer, unit: unit), key: IdempotencyKey(key, request: form))
  }

  /// Does one action as the officer whose turn it is.
  @discardableResult
  public func act(
    _ action: DossierAction, _ code: DossierCode, by actor: Actor? = nil, _ act: DossierAct = DossierAct(),
    key: String = UUID().uuidString
  ) async throws -> DossierActDone {
    let role: Role =
      switch action {
      case .check, .work, .post: .specialist
      case .approve, .sign: .leader
      case .number, .seal, .issue: .recordsClerk
      default: .receivingOfficer
      }
    return try await centre.act(
      action, on: code, act, by: actor ?? officer(role), key: IdempotencyKey(key, request: act))
  }
}

/// A clock that a test sets.
public final class TestClock: Sendable {
  private let moment: Mutex<Instant>

  /// Starts at a moment and stands still.
  public init(_ moment: Instant) { self.moment = Mutex(moment) }

  /// The time it shows.
  public var now: Instant { moment.withLock { $0 } }

  /// Sets it.
  public func set(_ instant: Instant) { moment.withLock { $0 = instant } }
}

extension PasswordCost {
  /// Cheap, so that tests may sign in often.
  public static let light = PasswordCost(memoryKiB: 64, passes: 1)
}
