import Centre
import Domain
import Foundation
import Synchronization

/// What the sample provider remembers: who is choosing, and the codes and tokens it gave. It forgets all with the program.
final class SampleProviderState: Sendable {
  /// What was asked for.
  struct Request: Sendable {
    let state: String
    let nonce: String
    let challenge: String
    let at: Instant
  }

  private struct Kept {
    var requests: [String: Request] = [:]
    var codes: [String: (citizen: SampleCitizens.Citizen, request: Request)] = [:]
    var access: [String: SampleCitizens.Citizen] = [:]
  }

  private static let minutes = 10
  private static let most = 10_000
  private let kept = Mutex(Kept())

  /// Keeps a request while somebody chooses.
  func begin(_ request: Request) -> String {
    let ticket = Fingerprint.randomText()
    kept.withLock { kept in
      if kept.requests.count >= Self.most { kept = Kept() }
      kept.requests[ticket] = request
    }
    return ticket
  }

  func request(of ticket: String, now: Instant) -> Request? {
    kept.withLock { $0.requests[ticket] }.flatMap { now.minutes(since: $0.at) < Self.minutes ? $0 : nil }
  }

  func giveCode(to citizen: SampleCitizens.Citizen, for request: Request) -> String {
    let code = Fingerprint.randomText()
    kept.withLock { $0.codes[code] = (citizen, request) }
    return code
  }

  /// What a code stands for, once only.
  func takeCode(_ code: String, now: Instant) -> (citizen: SampleCitizens.Citizen, request: Request)? {
    kept.withLock { $0.codes.removeValue(forKey: code) }
      .flatMap { now.minutes(since: $0.request.at) < Self.minutes ? $0 : nil }
  }

  func giveAccess(to citizen: SampleCitizens.Citizen) -> String {
    let token = Fingerprint.randomText()
    kept.withLock { $0.access[token] = citizen }
    return token
  }

  func citizen(ofAccess token: String) -> SampleCitizens.Citizen? { kept.withLock { $0.access[token] } }

  /// The fields of a posted form.
  static func fields(_ body: String) -> [String: String] {
    var fields: [String: String] = [:]
    for pair in body.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
        String($0).replacing("+", with: " ").removingPercentEncoding ?? ""
      }
      if parts.count == 2 { fields[parts[0]] = parts[1] }
    }
    return fields
  }
}
