import CArgon2
import Domain
import Foundation

/// What it costs to work out the hash of a new password.
public struct PasswordCost: Hashable, Sendable {
  /// The memory that it takes, in KiB.
  public let memoryKiB: UInt32
  /// How often it goes over the memory.
  public let passes: UInt32

  /// Decides.
  public init(memoryKiB: UInt32, passes: UInt32) {
    self.memoryKiB = memoryKiB
    self.passes = passes
  }

  /// 64 MiB, three passes: RFC 9106's second recommended option.
  public static let standard = PasswordCost(memoryKiB: 64 * 1024, passes: 3)
}

/// Passwords, kept as Argon2id hashes in Argon2's own text form.
///
/// One lane, by the standard cost of `PasswordCost`. At most two run at once, so that a flood of
/// sign-ins can't take the memory.
public actor PasswordHasher {
  /// The longest password taken, in bytes.
  public static let limit = 200
  private let cost: PasswordCost
  private let queue = DispatchQueue(label: "cuango.passwords", attributes: .concurrent)
  private let slots = DispatchSemaphore(value: 2)

  /// Creates a hasher whose new hashes have a cost; what is verified has its own.
  public init(cost: PasswordCost = .standard) { self.cost = cost }

  /// The hash of a new password, with a random salt.
  public func hash(_ password: String) async throws -> String {
    let salt = Array(SecretKey.randomBytes().prefix(16))
    return try await run { [cost] in
      var encoded = [CChar](repeating: 0, count: 256)
      let bytes = Array(password.utf8)
      let code = argon2id_hash_encoded(
        cost.passes, cost.memoryKiB, 1, bytes, bytes.count, salt, salt.count, 32, &encoded, encoded.count)
      guard code == ARGON2_OK.rawValue else {
        throw PasswordFailure(reason: String(cString: argon2_error_message(code)))
      }
      return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }

  /// Whether a password fits a hash.
  public func verify(_ password: String, hash: String) async throws -> Bool {
    try await run {
      let bytes = Array(password.utf8)
      return argon2id_verify(hash, bytes, bytes.count) == ARGON2_OK.rawValue
    }
  }

  /// Runs the costly computation beside Swift's own threads, two at a time.
  private func run<Answer: Sendable>(_ body: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { [slots] in
        slots.wait()
        defer { slots.signal() }
        continuation.resume(with: Result { try body() })
      }
    }
  }
}

/// Argon2 could not compute, for want of memory.
struct PasswordFailure: Error {
  let reason: String
}
