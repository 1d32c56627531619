import HTTPTypes
import Hummingbird
import Synchronization

/// Which methods each path takes, so that a wrong method is told from a wrong path (405 and 404).
final class MethodsTaken: Sendable {
  private let routes = Mutex<[(path: [Substring], method: HTTPRequest.Method)]>([])

  /// Learns the routes of a router, when all are there.
  func learn(_ descriptions: [Router<SiteContext>.RouteDescription]) {
    routes.withLock { routes in
      routes = descriptions.map { (Array("\($0.path)".split(separator: "/").map { Substring($0) }), $0.method) }
    }
  }

  /// The methods of a path; `nil` when there is no such path.
  func taken(_ path: String) -> Set<HTTPRequest.Method>? {
    let wanted = path.split(separator: "/")
    let found = routes.withLock { routes in
      routes.filter { route in
        route.path.count == wanted.count
          && zip(route.path, wanted).allSatisfy { $0.hasPrefix("{") || $0.hasPrefix(":") || $0 == $1 }
      }
    }
    guard !found.isEmpty else { return nil }
    let methods = Set(found.map(\.method))
    // What can be got can be asked for without its body.
    return methods.contains(.get) ? methods.union([.head]) : methods
  }
}
