import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// Why a form is not read at all.
enum FormRefusal: Refusal, Hashable {
  /// The page's token is missing or old; the form must be sent again from a fresh page.
  case staleToken
  /// The body is over the limit.
  case tooLarge(kilobytes: Int)
  /// The body took too long.
  case tooSlow
  /// The body is not a form.
  case unreadable

  var kind: RefusalKind {
    switch self {
    case .staleToken: .forbidden
    case .tooLarge: .tooLarge
    case .tooSlow, .unreadable: .invalid
    }
  }

  var textKey: String {
    switch self {
    case .staleToken: "error.web.stale-token"
    case .tooLarge: "error.web.too-large"
    case .tooSlow: "error.web.too-slow"
    case .unreadable: "error.web.unreadable"
    }
  }

  var values: [String: String] {
    if case .tooLarge(let kilobytes) = self { ["limit": String(kilobytes)] } else { [:] }
  }
}

/// The fields of a posted form.
struct FormBody: Sendable {
  /// The most bytes of a form.
  static let limit = 256 * 1024
  /// The seconds in which a form must have arrived whole.
  static let seconds = 20

  private let fields: FormFields

  /// Reads a form and checks its token.
  init(_ request: Request, _ context: SiteContext) async throws {
    guard let fields = FormFields(try await request.boundedBody(limit: Self.limit, seconds: Self.seconds)) else {
      throw FormRefusal.unreadable
    }
    try self.init(fields, context)
  }

  /// Takes fields that were read already and checks their token.
  init(_ fields: FormFields, _ context: SiteContext) throws {
    self.fields = fields
    guard Fingerprint.same(fields["form_token"] ?? "", context.formToken) else { throw FormRefusal.staleToken }
  }

  /// The first value of a field; `nil` when it is missing or empty.
  subscript(name: String) -> String? { fields[name] }

  /// All values of a field.
  func all(_ name: String) -> [String] { fields.all(name) }

  /// The names of the fields.
  var names: [String] { fields.names }
}

extension Request {
  /// The body, cut off when it is too large or takes too long: a body that never ends holds nobody up.
  func boundedBody(limit: Int, seconds: Int) async throws -> [UInt8] {
    if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw FormRefusal.tooLarge(kilobytes: limit / 1024)
    }
    let body = body
    return try await withTimeLimit(seconds: seconds) {
      var bytes: [UInt8] = []
      for try await buffer in body {
        guard bytes.count + buffer.readableBytes <= limit else { throw FormRefusal.tooLarge(kilobytes: limit / 1024) }
        bytes.append(contentsOf: buffer.readableBytesView)
      }
      return bytes
    }
  }
}

/// Runs `body` for so many seconds at most.
///
/// - Throws: `FormRefusal.tooSlow` when the time is over.
func withTimeLimit<Answer: Sendable>(
  seconds: Int, _ body: @escaping @Sendable () async throws -> Answer
) async throws -> Answer {
  try await withThrowingTaskGroup(of: Answer.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(for: .seconds(seconds))
      throw FormRefusal.tooSlow
    }
    defer { group.cancelAll() }
    guard let answer = try await group.next() else { throw FormRefusal.tooSlow }
    return answer
  }
}
