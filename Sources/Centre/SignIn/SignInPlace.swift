/// Where somebody signs in from.
public struct SignInPlace: Sendable, ExpressibleByStringLiteral {
  /// The client's address.
  public let address: String
  /// What the browser calls itself.
  public let browser: String
  /// The secret that the browser was given when this officer signed in with it before.
  public let device: String?

  /// Describes a place.
  public init(address: String, browser: String = "", device: String? = nil) {
    self.address = address
    self.browser = browser
    self.device = device
  }

  /// A place by its address alone.
  public init(stringLiteral value: String) { self.init(address: value) }

  /// The network, not the machine: enough to see that a session is not one's own.
  var network: String {
    let numbers = address.split(separator: ".", omittingEmptySubsequences: false)
    if numbers.count == 4 { return numbers.prefix(3).joined(separator: ".") + ".*" }
    let groups = address.split(separator: ":")
    return groups.count > 1 ? groups.prefix(3).joined(separator: ":") + ":*" : ""
  }

  /// What a session is bound to. Not the address: a telephone changes it on its way to work.
  var browserHash: String { Fingerprint.of(browser) }

  /// The kind of browser and of system, for a list in which a person knows their own devices again.
  var deviceKind: String { "\(Self.first(Self.browsers, browser))|\(Self.first(Self.systems, browser))" }

  private static func first(_ kinds: [(sign: String, name: String)], _ text: String) -> String {
    kinds.first { text.contains($0.sign) }?.name ?? ""
  }

  /// In this order: each calls itself by the names of those after it too.
  private static let browsers = [
    ("coc_coc_browser", "Cốc Cốc"), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
  ].map { (sign: $0.0, name: $0.1) }
  private static let systems = [
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
  ].map { (sign: $0.0, name: $0.1) }
}
