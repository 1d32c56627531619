public import Domain
public import Logging
public import Storage

/// The service centre: what every use case needs, and the use cases as its verbs, a file each.
///
/// A verb asks in this order: may this actor do this here; what does the decision need to know; what follows by the
/// rules; then one transaction. A page or an API call that forgets to ask still can't do what it may not.
public struct Centre: Sendable {
  /// Where everything is kept but files.
  public let database: Database
  /// Where files are kept, by their content.
  public let files: any FileStore
  /// Holds what the province issued, which is replaced when a procedure is published.
  public let catalogueHolder: CatalogueHolder
  /// The key that secrets are derived with.
  public let key: SecretKey
  /// What the installation decided.
  public let settings: CentreSettings
  /// The time.
  public let now: @Sendable () -> Instant
  /// Where what happened is told; never with personal data.
  public let logger: Logger
  /// Hashing and checking passwords.
  let passwords: PasswordHasher
  /// What slows guessing of look-up secrets.
  let lookUpThrottle = AttemptThrottle(free: 10)
  /// Tokens seen just now.
  let tokenMemory = TokenMemory()
  /// What is known of the providers by which citizens sign in.
  let providerMemory = ProviderMemory()
  /// The closures that were read last.
  let closureMemory = ClosureMemory()

  /// Puts a centre together.
  public init(
    database: Database, files: any FileStore, catalogue: Catalogue, key: SecretKey, settings: CentreSettings,
    logger: Logger, now: @escaping @Sendable () -> Instant = Instant.systemNow
  ) {
    self.database = database
    self.files = files
    catalogueHolder = CatalogueHolder(catalogue)
    self.key = key
    self.settings = settings
    passwords = PasswordHasher(cost: settings.passwordCost)
    self.logger = logger
    self.now = now
  }

  /// What the province issued: procedures, units, calendars, texts. The same for as long as one request is answered.
  public var catalogue: Catalogue { catalogueHolder.catalogue }

  /// The version of a procedure that a dossier runs on.
  func procedure(of dossier: Dossier) throws -> Procedure {
    let reception = dossier.reception
    guard let procedure = catalogue.procedure(reception.procedure, version: reception.version) else {
      throw StorageError.inconsistent(
        "procedure \(reception.procedure.rawValue) version \(reception.version) is not held")
    }
    return procedure
  }
}

/// What an installation decides for itself.
public struct CentreSettings: Sendable {
  /// The address under which people reach the installation, without a slash at its end; it stands in QR codes.
  public let publicURL: String
  /// Whether citizens may file from their own devices here. Since 1 July 2025 they file through the National Portal,
  /// so a province can switch this channel off; look-up, kiosk and assisted filing stay.
  public let onlineFiling: Bool
  /// The secrets of the banks that tell of transfers, by their identification numbers.
  public let bankSecrets: [String: BankSecret]
  /// The providers by which citizens sign in, in the order in which they are offered.
  public let providers: [IdentityProvider]
  /// The roles whose officers must give a one-time code at sign-in.
  public let codeRoles: Set<Role>
  /// What the hash of a new password costs.
  public let passwordCost: PasswordCost

  /// Decides.
  public init(
    publicURL: String, onlineFiling: Bool = true, bankSecrets: [String: BankSecret] = [:],
    providers: [IdentityProvider] = [], codeRoles: Set<Role> = [], passwordCost: PasswordCost = .standard
  ) {
    self.publicURL = publicURL
    self.onlineFiling = onlineFiling
    self.bankSecrets = bankSecrets
    self.providers = providers
    self.codeRoles = codeRoles
    self.passwordCost = passwordCost
  }
}
