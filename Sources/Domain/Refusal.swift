/// What kind of "no" a refusal is; decides the HTTP status and how a page presents it.
public enum RefusalKind: String, Codable, Hashable, Sendable {
  /// Something that was given is wrong or missing (422).
  case invalid
  /// The person is not signed in, or the session has ended (401).
  case unauthenticated
  /// The person may not do this here (403).
  case forbidden
  /// There is no such thing, or the person may not know of it (404).
  case missing
  /// It does not fit the present state, or somebody else was faster (409).
  case conflict
  /// A file or body is over its limit (413).
  case tooLarge
  /// A file is of a kind that is not taken (415).
  case unsupported
  /// Too many attempts (429).
  case tooMany
  /// The service can't do it now, nothing was kept, try again (503 or 507).
  case unavailable
}

/// Why something is not done, told so that a person can act on it: a text to show, the field it is about, and what
/// stands in the text.
///
/// Each verb has its own enum of refusals beside it; one place turns any of them into a page or into problem details
/// (RFC 9457).
public protocol Refusal: Error, Sendable {
  /// What kind of "no" this is.
  var kind: RefusalKind { get }
  /// The key of the sentence in `Catalogue/texts`, such as `error.personal-number.length`.
  var textKey: String { get }
  /// The field of the input it is about, written as in the API (`applicant.personal_number`, `originals.0.pages`),
  /// or `nil`.
  var field: String? { get }
  /// The values that stand in the sentence's `{placeholders}`. Never personal data.
  var values: [String: String] { get }
}

extension Refusal {
  /// No field by default.
  public var field: String? { nil }
  /// No values by default.
  public var values: [String: String] { [:] }
}

/// One thing wrong with one field of an input.
public struct FieldProblem: Refusal, Hashable {
  /// Always something wrong with the input, unless a file is too large or of the wrong kind.
  public let kind: RefusalKind
  /// The key of the sentence in `Catalogue/texts`.
  public let textKey: String
  /// The field, written as in the API.
  public let field: String?
  /// The values that stand in the sentence.
  public let values: [String: String]

  /// Names the problem of a field.
  public init(_ field: String, _ textKey: String, _ values: [String: String] = [:], kind: RefusalKind = .invalid) {
    self.field = field
    self.textKey = textKey
    self.values = values
    self.kind = kind
  }
}

/// An input with one or more problems, all told at once so that nobody corrects them one by one.
public struct InvalidInput: Refusal, Hashable {
  /// The problems, in the order of the fields on the page. Never empty.
  public let problems: [FieldProblem]

  /// Collects the problems of an input.
  public init(_ problems: [FieldProblem]) {
    self.problems = problems
  }

  /// The kind of the first problem.
  public var kind: RefusalKind { problems.first?.kind ?? .invalid }
  /// The sentence over the list of problems.
  public var textKey: String { "error.input" }
  /// The first field.
  public var field: String? { problems.first?.field }
}
