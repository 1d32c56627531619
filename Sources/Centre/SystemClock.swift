public import Domain
import Foundation

extension Instant {
  /// The time of this machine.
  public static let systemNow: @Sendable () -> Instant = {
    Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
