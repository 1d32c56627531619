import Centre
import Domain
import Foundation
import Logging
import Paper
import Storage

/// Opens what a configuration names: the store, the files, the key and the catalogue.
enum Installation {
  /// Opens the store and brings its schema up to date.
  static func openDatabase(_ configuration: Configuration, logger: Logger) async throws -> Database {
    try FileManager.default.createDirectory(atPath: configuration.dataFolder, withIntermediateDirectories: true)
    let database = try await Database.open(kept(configuration), logger: logger)
    try await database.migrate()
    return database
  }

  /// Opens a store that must be there, as it is, for somebody who only looks.
  static func openToRead(_ configuration: Configuration, logger: Logger) async throws -> Database {
    let kept = kept(configuration)
    if case .sqlite(let path) = kept, !FileManager.default.fileExists(atPath: path) {
      throw ConfigurationFault(description: "\(path): there is no store")
    }
    return try await Database.open(kept, logger: logger)
  }

  private static func kept(_ configuration: Configuration) -> DatabaseConfiguration {
    if let connection = configuration.database?.postgresql {
      return .postgreSQL(connectionString: connection, connections: configuration.database?.connections ?? 16)
    }
    return .sqlite(path: configuration.dataFolder + "/cuango.sqlite")
  }

  /// Opens a whole centre.
  static func open(
    _ configuration: Configuration, logger: Logger, now: @escaping @Sendable () -> Instant = Instant.systemNow
  ) async throws -> Centre {
    PrintFonts.add(folder: configuration.printFontsFolder)
    let catalogue = try Catalogue.load(directory: configuration.catalogueFolder)
    let database = try await openDatabase(configuration, logger: logger)
    let centre = Centre(
      database: database, files: try files(configuration), catalogue: catalogue,
      key: try key(folder: configuration.dataFolder),
      settings: CentreSettings(
        publicURL: configuration.reachedUnder, onlineFiling: configuration.onlineFiling ?? true,
        bankSecrets: try bankSecrets(configuration), providers: try providers(configuration),
        codeRoles: try codeRoles(configuration)),
      logger: logger, now: now)
    try await centre.refreshCatalogue()
    return centre
  }

  private static func bankSecrets(_ configuration: Configuration) throws -> [String: BankSecret] {
    var secrets: [String: BankSecret] = [:]
    for bank in configuration.banks ?? [] {
      guard bank.bank.utf8.count == 6, bank.bank.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
        throw ConfigurationFault(description: "banks: \(bank.bank) is no BIN of six digits")
      }
      guard let secret = BankSecret(bank.secret) else {
        throw ConfigurationFault(description: "banks: the secret of \(bank.bank) is shorter than 32 bytes")
      }
      guard secrets.updateValue(secret, forKey: bank.bank) == nil else {
        throw ConfigurationFault(description: "banks: \(bank.bank) stands twice")
      }
    }
    return secrets
  }

  /// The providers by which citizens sign in.
  static func providers(_ configuration: Configuration) throws -> [IdentityProvider] {
    var providers: [IdentityProvider] = []
    for settings in configuration.signIn ?? [] {
      guard
        let provider = IdentityProvider(
          id: settings.id, name: settings.name, issuer: settings.issuer, clientID: settings.clientID,
          clientSecret: try secret(of: settings), levelClaim: settings.levelClaim ?? "acr",
          secondLevel: settings.secondLevel ?? ["2"], claims: settings.claims)
      else {
        throw ConfigurationFault(
          description:
            "sign_in: \(settings.id): the id is lower-case letters, digits and hyphens; the issuer an address "
            + "of https without a query; client_id and secret are not empty")
      }
      guard providers.allSatisfy({ $0.id != provider.id }) else {
        throw ConfigurationFault(description: "sign_in: \(provider.id) stands twice")
      }
      providers.append(provider)
    }
    return providers
  }

  private static func secret(of settings: Configuration.ProviderSettings) throws -> String {
    let given = [settings.clientSecret, settings.clientSecretFile, settings.clientSecretVariable].compactMap { $0 }
    guard given.count == 1 else {
      throw ConfigurationFault(
        description: "sign_in: \(settings.id): give one of client_secret, client_secret_file and client_secret_env")
    }
    if let path = settings.clientSecretFile {
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw ConfigurationFault(description: "sign_in: \(settings.id): \(path) can't be read")
      }
      return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
    if let name = settings.clientSecretVariable {
      guard let secret = ProcessInfo.processInfo.environment[name] else {
        throw ConfigurationFault(description: "sign_in: \(settings.id): \(name) is not set")
      }
      return secret
    }
    return settings.clientSecret ?? ""
  }

  private static func codeRoles(_ configuration: Configuration) throws -> Set<Role> {
    Set(
      try (configuration.codeRoles ?? []).map { name in
        guard let role = Role(rawValue: name), ![.citizen, .apiClient].contains(role) else {
          throw ConfigurationFault(description: "one_time_codes: \(name) is no role of an officer")
        }
        return role
      })
  }

  private static func files(_ configuration: Configuration) throws -> any FileStore {
    guard let s3 = configuration.files?.s3 else {
      return try LocalFileStore(folder: configuration.dataFolder + "/files")
    }
    return try S3FileStore(
      S3Configuration(
        endpoint: s3.endpoint, region: s3.region ?? "us-east-1", bucket: s3.bucket, accessKey: s3.accessKey,
        secretKey: s3.secretKey),
      cacheFolder: configuration.dataFolder + "/cache")
  }

  /// The installation's key, when it has been made.
  static func existingKey(folder: String) throws -> SecretKey {
    let path = folder + "/secret.key"
    guard let bytes = FileManager.default.contents(atPath: path), let key = SecretKey(bytes: Array(bytes)) else {
      throw ConfigurationFault(description: "\(path): holds no key of at least 32 bytes")
    }
    return key
  }

  /// The installation's key, made at the first start and readable by its owner only. Every process of a cluster
  /// needs the same file.
  private static func key(folder: String) throws -> SecretKey {
    let path = folder + "/secret.key"
    if !FileManager.default.fileExists(atPath: path) {
      let made = FileManager.default.createFile(
        atPath: path, contents: Data(SecretKey.randomBytes()), attributes: [.posixPermissions: 0o600])
      if !made { throw ConfigurationFault(description: "\(path): can't be written") }
    }
    return try existingKey(folder: folder)
  }
}
