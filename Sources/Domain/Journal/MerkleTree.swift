/// The hashing and the proofs of the journal's tree (RFC 9162 section 2.1), with the hash function handed in.
public struct MerkleTree: Sendable {
  private let sha256: @Sendable ([UInt8]) -> JournalHash

  /// Takes SHA-256.
  public init(sha256: @escaping @Sendable ([UInt8]) -> JournalHash) { self.sha256 = sha256 }

  /// The hash of the empty tree.
  public var empty: JournalHash { sha256([]) }

  /// The hash of an entry, which can't be that of an inner node.
  public func leaf(_ entry: [UInt8]) -> JournalHash { sha256([0x00] + entry) }

  /// The hash of an inner node.
  public func node(_ left: JournalHash, _ right: JournalHash) -> JournalHash {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1 + 2 * JournalHash.length)
    bytes.append(0x01)
    bytes += left.bytes
    bytes += right.bytes
    return sha256(bytes)
  }

  /// The hash over complete subtrees that stand beside each other, the largest first.
  public func joined(_ subtrees: [JournalHash]) -> JournalHash {
    guard var hash = subtrees.last else { return empty }
    for left in subtrees.dropLast().reversed() { hash = node(left, hash) }
    return hash
  }

  /// The root that an inclusion proof leads to; `nil` when it can't be a proof for this index and size
  /// (section 2.1.3.2).
  public func root(from leaf: JournalHash, index: Int, size: Int, path: [JournalHash]) -> JournalHash? {
    guard index >= 0, index < size else { return nil }
    var (own, last) = (index, size - 1)
    var hash = leaf
    for other in path {
      guard last > 0 else { return nil }
      if own & 1 == 1 || own == last {
        hash = node(other, hash)
        while own & 1 == 0, own != 0 {
          own >>= 1
          last >>= 1
        }
      } else {
        hash = node(hash, other)
      }
      own >>= 1
      last >>= 1
    }
    return last == 0 ? hash : nil
  }

  /// Whether a tree of `second` entries begins with the tree of `first` entries (section 2.1.4.2). Everything begins
  /// with nothing: for no entries the root must be that of the empty tree, and the path is empty.
  public func isConsistent(
    first: Int, _ firstRoot: JournalHash, second: Int, _ secondRoot: JournalHash, path: [JournalHash]
  ) -> Bool {
    guard first >= 0, first <= second else { return false }
    if first == second { return path.isEmpty && firstRoot == secondRoot }
    if first == 0 { return path.isEmpty && firstRoot == empty }
    var path = path[...]
    if first & (first - 1) == 0 { path.insert(firstRoot, at: path.startIndex) }
    guard let start = path.popFirst() else { return false }
    var (own, last) = (first - 1, second - 1)
    while own & 1 == 1 {
      own >>= 1
      last >>= 1
    }
    var (old, new) = (start, start)
    for other in path {
      guard last > 0 else { return false }
      if own & 1 == 1 || own == last {
        old = node(other, old)
        new = node(other, new)
        while own & 1 == 0, own != 0 {
          own >>= 1
          last >>= 1
        }
      } else {
        new = node(new, other)
      }
      own >>= 1
      last >>= 1
    }
    return last == 0 && old == firstRoot && new == secondRoot
  }
}
