import Centre
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Style sheets, scripts and fonts: ours from the program's resources, third-party ones from the folder that set-up
/// made. Held in memory.
struct Assets: Sendable {
  struct Asset: Sendable {
    let bytes: ByteBuffer
    let zipped: ByteBuffer?
    let mediaType: String
    let version: String
  }

  private let all: [String: Asset]

  init(thirdParty folder: String) throws {
    var all: [String: Asset] = [:]
    var urls = Resources.files(["css", "js", "svg"])
    let others = try? FileManager.default.contentsOfDirectory(
      at: URL(fileURLWithPath: folder), includingPropertiesForKeys: nil)
    urls += others ?? []
    for url in urls {
      guard let mediaType = Self.mediaTypes[url.pathExtension], let data = try? Data(contentsOf: url) else { continue }
      let zipped = try? Data(contentsOf: url.appendingPathExtension("gz"))
      all[url.lastPathComponent] = Asset(
        bytes: ByteBuffer(bytes: data), zipped: zipped.map { ByteBuffer(bytes: $0) }, mediaType: mediaType,
        version: String(Fingerprint.of(Array(data)).prefix(10)))
    }
    if let sheet = all["site.css"] { all["site.css"] = Self.naming(all, in: sheet) }
    self.all = all
  }

  /// The style sheet with the version of each typeface in its address.
  private static func naming(_ all: [String: Asset], in sheet: Asset) -> Asset {
    var text = String(buffer: sheet.bytes)
    for (name, asset) in all where name.hasSuffix(".woff2") {
      text = text.replacing("/assets/\(name)", with: "/assets/\(name)?v=\(asset.version)")
    }
    return Asset(
      bytes: ByteBuffer(string: text), zipped: nil, mediaType: sheet.mediaType,
      version: String(Fingerprint.of(Array(text.utf8)).prefix(10)))
  }

  private static let mediaTypes = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "woff2": "font/woff2",
    "svg": "image/svg+xml",
  ]

  /// The address of an asset, with its version so that browsers may keep it.
  func path(_ name: String) -> String { "/assets/\(name)?v=\(all[name]?.version ?? "0")" }

  func asset(_ name: String) -> Asset? { all[name] }
}

/// Serves the assets.
struct AssetRoutes: Sendable {
  let assets: Assets

  func register(on router: Router<SiteContext>) {
    router.get("/assets/{name}") { request, context in
      guard let name = context.parameters.get("name"), let asset = assets.asset(name) else {
        throw HTTPError(.notFound)
      }
      var headers: HTTPFields = [
        .contentType: asset.mediaType,
        // Only an address that names the version always means the same bytes.
        .cacheControl: request.asked("v") == asset.version
          ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        .eTag: "\"\(asset.version)\"",
        .vary: "Accept-Encoding",
      ]
      if request.headers[.ifNoneMatch] == "\"\(asset.version)\"" {
        return Response(status: .notModified, headers: headers)
      }
      guard let zipped = asset.zipped, request.headers[.acceptEncoding]?.contains("gzip") == true else {
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: asset.bytes))
      }
      headers[.contentEncoding] = "gzip"
      return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: zipped))
    }
  }
}
