import Centre
import Domain
import Hummingbird
import Storage

/// The sealed journal for whoever wants to watch it: heads, hashes and proofs, without a token. Nothing here tells what
/// happened.
struct LogRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    let log = router.group("/api/v1/log")
    log.get("/key") { _, _ in try key() }
    log.get("/head") { _, _ in try Response.json(HeadAnswer(try await site.centre.newestTreeHead())) }
    log.get("/heads") { request, _ in try await heads(request) }
    log.get("/entries") { request, _ in try await entries(request) }
    log.get("/proof/inclusion") { request, _ in try await inclusion(request) }
    log.get("/proof/consistency") { request, _ in try await consistency(request) }
  }

  private func key() throws -> Response {
    let key = try site.centre.journalPublicKey()
    return try .json(KeyAnswer(algorithm: "Ed25519", id: key.id, key: key.text, pem: key.pem))
  }

  private func heads(_ request: Request) async throws -> Response {
    let after = try request.number("after") ?? 0
    let count = try request.number("count") ?? 100
    return try .json(["heads": try await site.centre.treeHeads(after: after, count: count).map(HeadAnswer.init)])
  }

  private func entries(_ request: Request) async throws -> Response {
    let from = try request.number("from") ?? 0
    let found = try await site.centre.journalHashes(from: from, count: try request.number("count") ?? 100)
    return try .json(EntriesAnswer(from: from, size: found.size, hashes: found.hashes.map(\.text)))
  }

  private func inclusion(_ request: Request) async throws -> Response {
    let index = try request.neededNumber("index")
    let found = try await site.centre.inclusionProof(index: index, size: try request.number("size"))
    return try .json(
      InclusionAnswer(
        index: index, size: found.size, leaf: found.proof.leaf.text, root: found.proof.root.text,
        path: found.proof.path.map(\.text)))
  }

  private func consistency(_ request: Request) async throws -> Response {
    let first = try request.neededNumber("first")
    let found = try await site.centre.consistencyProof(first: first, second: try request.number("second"))
    return try .json(
      ConsistencyAnswer(
        first: first, second: found.second, firstRoot: found.proof.firstRoot.text,
        secondRoot: found.proof.secondRoot.text, path: found.proof.path.map(\.text)))
  }
}

extension Request {
  /// A whole number behind the `?` of the address; `nil` when it is left out.
  fileprivate func number(_ name: String) throws -> Int? {
    guard let text = asked(name) else { return nil }
    guard text.utf8.count <= 18, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = Int(text) else {
      throw FieldProblem(name, "error.number.range", ["from": "0", "to": String(Int32.max)])
    }
    return number
  }

  fileprivate func neededNumber(_ name: String) throws -> Int {
    guard let number = try number(name) else {
      throw FieldProblem(name, "error.number.missing", ["from": "0", "to": String(Int32.max)])
    }
    return number
  }
}

/// The journal's public key.
struct KeyAnswer: Encodable, Sendable {
  let algorithm: String
  let id: String
  let key: String
  let pem: String
}

/// A signed head.
struct HeadAnswer: Encodable, Sendable {
  let number: Int
  let size: Int
  let at: String
  let timestamp: Int64
  let root: String
  let signature: String
  let key: String

  init(_ kept: KeptTreeHead) {
    let head = kept.signed.head
    number = kept.number
    size = head.size
    at = head.at.iso8601
    timestamp = head.at.milliseconds
    root = head.root.text
    signature = Base64URL.text(kept.signed.signature)
    key = kept.signed.key
  }
}

/// The hashes of entries.
struct EntriesAnswer: Encodable, Sendable {
  let from: Int
  let size: Int
  let hashes: [String]
}

/// A proof that an entry is in a tree.
struct InclusionAnswer: Encodable, Sendable {
  let index: Int
  let size: Int
  let leaf: String
  let root: String
  let path: [String]
}

/// A proof that a tree begins with a smaller one.
struct ConsistencyAnswer: Encodable, Sendable {
  let first: Int
  let second: Int
  let firstRoot: String
  let secondRoot: String
  let path: [String]

  enum CodingKeys: String, CodingKey {
    case first, second, path
    case firstRoot = "first_root"
    case secondRoot = "second_root"
  }
}
