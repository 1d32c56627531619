import Hummingbird
import Synchronization

/// Counts of requests, in the text form of Prometheus. No path and no name in them can be personal data: requests
/// are counted by surface.
final class Metrics: Sendable {
  private struct Key: Hashable {
    let surface: String
    let status: Int
  }

  private struct State {
    var requests: [Key: Int] = [:]
    var seconds: [String: Double] = [:]
    var buckets: [String: [Int]] = [:]
  }

  private static let bounds: [Double] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
  private let state = Mutex(State())

  func record(surface: String, status: Int, duration: Duration) {
    let (whole, fraction) = duration.components
    let seconds = Double(whole) + Double(fraction) / 1e18
    state.withLock { state in
      state.requests[Key(surface: surface, status: status), default: 0] += 1
      state.seconds[surface, default: 0] += seconds
      var buckets = state.buckets[surface] ?? [Int](repeating: 0, count: Self.bounds.count + 1)
      for (index, bound) in Self.bounds.enumerated() where seconds <= bound { buckets[index] += 1 }
      buckets[Self.bounds.count] += 1
      state.buckets[surface] = buckets
    }
  }

  /// All counts.
  var text: String {
    state.withLock { state in
      var lines = ["# HELP cuango_requests_total Requests answered.", "# TYPE cuango_requests_total counter"]
      for (key, count) in state.requests.sorted(by: {
        ($0.key.surface, $0.key.status) < ($1.key.surface, $1.key.status)
      }) {
        lines.append("cuango_requests_total{surface=\"\(key.surface)\",status=\"\(key.status)\"} \(count)")
      }
      lines += ["# HELP cuango_request_seconds Time to answer.", "# TYPE cuango_request_seconds histogram"]
      for (surface, buckets) in state.buckets.sorted(by: { $0.key < $1.key }) {
        for (index, bound) in Self.bounds.enumerated() {
          lines.append("cuango_request_seconds_bucket{surface=\"\(surface)\",le=\"\(bound)\"} \(buckets[index])")
        }
        let count = buckets[Self.bounds.count]
        lines.append("cuango_request_seconds_bucket{surface=\"\(surface)\",le=\"+Inf\"} \(count)")
        lines.append("cuango_request_seconds_sum{surface=\"\(surface)\"} \(state.seconds[surface] ?? 0)")
        lines.append("cuango_request_seconds_count{surface=\"\(surface)\"} \(count)")
      }
      return lines.joined(separator: "\n") + "\n"
    }
  }
}

/// Measures every request.
struct MeasureMiddleware: RouterMiddleware {
  typealias Context = SiteContext
  let metrics: Metrics

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    metrics.record(
      surface: Self.surface(request.uri.path), status: Int(response.status.code), duration: start.duration(to: .now))
    return response
  }

  private static func surface(_ path: String) -> String {
    if path.hasPrefix("/api/") { return "api" }
    if path.hasPrefix("/desk") { return "desk" }
    if path.hasPrefix("/assets/") { return "assets" }
    if path.hasPrefix("/health") || path == "/metrics" { return "health" }
    return "portal"
  }
}
