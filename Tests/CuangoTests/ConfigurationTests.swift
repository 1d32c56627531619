import Centre
import Domain
import Foundation
import Testing

@testable import cuango

/// The configuration file as an operator writes it.
@Suite struct ConfigurationTests {
  private func read(_ text: String) throws -> Configuration {
    let path = NSTemporaryDirectory() + "cuango-test-" + UUID().uuidString + ".yaml"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try Configuration.read(path)
  }

  @Test func whatIsWrittenIsRead() throws {
    let read = try read(
      """
      port: 9000
      data: /var/lib/cuango # where dossiers are
      secure_cookies: true
      database:
        postgresql: "host=db dbname=cuango"
        connections: 8
      one_time_codes: [leader, unit-administrator]
      banks:
        - {bank: "970415", secret: "0123456789abcdef0123456789abcdef"}
      """)
    #expect(read.listeningPort == 9000)
    #expect(read.dataFolder == "/var/lib/cuango")
    #expect(read.secureCookies == true)
    #expect(read.database?.connections == 8)
    #expect(read.banks?.first?.bank == "970415")
    #expect(read.codeRoles == ["leader", "unit-administrator"])
  }

  private func provider(_ more: String) throws -> [IdentityProvider] {
    let read = try read(
      """
      sign_in:
        - id: vneid
          name: {vi: "VNeID", en: "VNeID", ar: "VNeID"}
          issuer: https://vneid.example.vn
          client_id: cuango
          claims: portal
          level_claim: muc_do
          \(more)
      """)
    return try Installation.providers(read)
  }

  @Test func providersAreRead() throws {
    let path = NSTemporaryDirectory() + "cuango-secret-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "a secret\n".write(toFile: path, atomically: true, encoding: .utf8)
    for secret in ["client_secret: a secret", "client_secret_file: \(path)", "client_secret_env: PATH"] {
      let providers = try provider(secret)
      #expect(providers.map(\.id) == ["vneid"])
      #expect(providers.first?.name.vi == "VNeID")
    }
  }

  @Test(arguments: [
    ("client_secret_file: /nowhere", "can't be read"), ("client_secret_env: CUANGO_NO_SUCH_NAME", "is not set"),
    ("second_level: [\"2\"]", "give one of"), ("client_secret: a\n    client_secret_env: PATH", "give one of"),
    ("client_secrets: a", "unknown key client_secrets"), ("client_secret: \"\"", "are not empty"),
  ])
  func aProvidersFaultIsNamed(_ more: String, _ told: String) throws {
    let fault = try #require(throws: ConfigurationFault.self) { try provider(more) }
    #expect(fault.description.contains(told), "\(fault.description)")
  }

  @Test(arguments: [
    ("port: 9000\ndatta: x\n", ":2: unknown key datta"), ("port: many\n", ":1: port: is no whole number"),
    ("database:\n  postgresql: [a]\n", ":2: database.postgresql: is no text"), ("port: [\n", "is not YAML"),
  ])
  func aFaultNamesItsLine(_ text: String, _ told: String) throws {
    let fault = try #require(throws: ConfigurationFault.self) { try read(text) }
    #expect(fault.description.contains(told), "\(fault.description)")
  }
}
