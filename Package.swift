// swift-tools-version: 6.1
import PackageDescription

// Import direction, top imports only what is below it:
// cuango → Web → Centre → {Paper, Signing, Storage} → Domain.
// Each C library is a thin system-library target, imported by exactly one module.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "cuango",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "cuango", targets: ["cuango"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
    .systemLibrary(name: "CCairoPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CXMLSec", pkgConfig: "xmlsec1-openssl", providers: [.apt(["libxmlsec1-dev", "libxml2-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    .target(name: "Domain", swiftSettings: settings),
    .target(
      name: "Storage",
      dependencies: [
        "Domain", "CLibpq", "CCurl",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .target(name: "Paper", dependencies: ["Domain", "CCairoPango", "CQREncode"], swiftSettings: settings),
    .target(name: "Signing", dependencies: ["Domain", "CCrypto", "CXMLSec", "CZlib"], swiftSettings: settings),
    .target(
      name: "Centre",
      dependencies: [
        "Domain", "Storage", "Paper", "CArgon2", "CYAML",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .target(
      name: "Web",
      dependencies: [
        "Domain", "Storage", "Paper", "Centre",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Logging", package: "swift-log"),
      ],
      resources: [
        .process("Assets"), .process("Shared/Templates"), .process("Portal/Templates"), .process("Desk/Templates"),
        .process("Kiosk/Templates"), .process("Administration/Templates"),
        .process("API/openapi.json"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "cuango",
      dependencies: [
        "Domain", "Storage", "Paper", "Signing", "Centre", "Web",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      resources: [.process("Sample/Scans")],
      swiftSettings: settings),

    .target(
      name: "TestSupport",
      dependencies: ["Domain", "Storage", "Centre", .product(name: "Logging", package: "swift-log")],
      path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(
      name: "DomainTests", dependencies: ["Domain", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: settings),
    .testTarget(name: "StorageTests", dependencies: ["Storage", "Domain", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "SigningTests", dependencies: ["Signing", "Domain"], swiftSettings: settings),
    .testTarget(name: "PaperTests", dependencies: ["Paper", "Domain"], swiftSettings: settings),
    .testTarget(
      name: "CentreTests", dependencies: ["Centre", "Storage", "Domain", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "CuangoTests", dependencies: ["cuango", "Centre", "Storage", "Domain", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "Web", "Centre", "Storage", "Domain", "TestSupport",
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
