import Centre
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// Whether the process lives, whether it can work, and how much it did.
struct HealthRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/health/live") { _, _ in try Response.json(["status": "live"]) }
    router.get("/health/ready") { _, _ in
      do {
        let version = try await site.centre.database.schemaVersion()
        return try Response.json(["status": "ready", "schema_version": String(version)])
      } catch {
        return try Response.json(["status": "not ready"], status: .serviceUnavailable)
      }
    }
    router.get("/metrics") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: site.metrics.text)))
    }
  }
}
