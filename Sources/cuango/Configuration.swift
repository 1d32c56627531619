import ArgumentParser
import Centre
import Domain
import Foundation
import Storage

/// The configuration file of `cuango serve`, in YAML. Every key and its default stand in docs/operating.md.
struct Configuration: Decodable, Sendable {
  /// Where dossiers are kept: a file, or a PostgreSQL server.
  struct DatabaseSettings: Decodable, Sendable {
    var postgresql: String?
    var connections: Int?
  }

  /// Where files are kept: a folder, or a store that speaks S3.
  struct FileSettings: Decodable, Sendable {
    struct S3: Decodable, Sendable {
      var endpoint: String
      var region: String?
      var bucket: String
      var accessKey: String
      var secretKey: String

      enum CodingKeys: String, CodingKey {
        case endpoint, region, bucket
        case accessKey = "access_key"
        case secretKey = "secret_key"
      }
    }

    var s3: S3?
  }

  /// A bank that tells of transfers, and the secret by which it signs.
  struct BankSettings: Decodable, Sendable {
    var bank: String
    var secret: String
  }

  /// A provider by which citizens sign in.
  struct ProviderSettings: Decodable, Sendable {
    var id: String
    var name: LocalizedText
    var issuer: String
    var clientID: String
    /// The secret stands here, in a file, or in a variable of the environment.
    var clientSecret: String?
    var clientSecretFile: String?
    var clientSecretVariable: String?
    var levelClaim: String?
    var secondLevel: [String]?
    var claims: ClaimPreset

    enum CodingKeys: String, CodingKey {
      case id, name, issuer, claims
      case clientID = "client_id"
      case clientSecret = "client_secret"
      case clientSecretFile = "client_secret_file"
      case clientSecretVariable = "client_secret_env"
      case levelClaim = "level_claim"
      case secondLevel = "second_level"
    }
  }

  var address: String?
  var port: Int?
  var publicURL: String?
  var data: String?
  var catalogue: String?
  var assets: String?
  var onlineFiling: Bool?
  var secureCookies: Bool?
  var database: DatabaseSettings?
  var files: FileSettings?
  var banks: [BankSettings]?
  var signIn: [ProviderSettings]?
  var codeRoles: [String]?

  enum CodingKeys: String, CodingKey {
    case address, port, data, catalogue, assets, database, files, banks
    case publicURL = "public_url"
    case signIn = "sign_in"
    case codeRoles = "one_time_codes"
    case onlineFiling = "online_filing"
    case secureCookies = "secure_cookies"
  }

  init() {}

  /// Reads a file.
  ///
  /// - Throws: `ConfigurationFault`, which names the file and what is wrong.
  static func read(_ path: String) throws -> Configuration {
    do {
      return try YAMLFile.read(Configuration.self, at: path)
    } catch {
      throw ConfigurationFault(
        description: error.faults.map { "\(path):\($0.line): \($0.reason)" }.joined(separator: "\n"))
    }
  }

  /// The folder of the installation.
  var dataFolder: String { data ?? "data" }
  /// The folder of the catalogue.
  var catalogueFolder: String { catalogue ?? ProcessInfo.processInfo.environment["CUANGO_CATALOGUE"] ?? "Catalogue" }
  /// The folder of third-party style sheets and fonts.
  var assetsFolder: String { assets ?? ProcessInfo.processInfo.environment["CUANGO_ASSETS"] ?? ".assets" }
  /// Where `bin/setup` puts the fonts of printed forms.
  var printFontsFolder: String { assetsFolder + "/print" }
  /// The port to listen on.
  var listeningPort: Int { port ?? 8080 }
  /// The address people reach the installation under.
  var reachedUnder: String { publicURL ?? "http://localhost:\(listeningPort)" }
}

/// The configuration can't be used.
struct ConfigurationFault: Error, CustomStringConvertible {
  let description: String
}
