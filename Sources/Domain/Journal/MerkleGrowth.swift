/// A tree that grows at its right edge.
public struct MerkleGrowth: Sendable {
  /// An inner node that an entry completed.
  public struct Completed: Hashable, Sendable {
    /// Which.
    public let node: MerkleNode
    /// Its hash.
    public let hash: JournalHash
  }

  /// How many entries there are.
  public private(set) var size: Int
  private let tree: MerkleTree
  /// The complete subtrees at the right edge, by level.
  private var edge: [JournalHash?]

  /// Goes on with a tree of `size` entries, of which those complete subtrees are known that what comes completes. With
  /// size 0 nothing need be known.
  public init(_ tree: MerkleTree, size: Int = 0, edge known: [MerkleNode: JournalHash] = [:]) {
    self.tree = tree
    self.size = size
    edge = [JournalHash?](repeating: nil, count: Int.bitWidth)
    for (node, hash) in known { edge[node.level] = hash }
  }

  /// The subtrees at the right edge of a tree of `size` entries that `more` entries complete.
  public static func needed(size: Int, more: Int) -> [MerkleNode] {
    let kept = Set(MerkleNode.covering(0..<size + more))
    return MerkleNode.covering(0..<size).filter { !kept.contains($0) }
  }

  /// Appends an entry's hash and answers the inner nodes that it completes, the lowest first; `nil` when a subtree
  /// beside it is not known.
  public mutating func append(_ leaf: JournalHash) -> [Completed]? {
    var hash = leaf
    var level = 0
    var completed: [Completed] = []
    while size >> level & 1 == 1 {
      guard let left = edge[level] else { return nil }
      hash = tree.node(left, hash)
      edge[level] = nil
      level += 1
      completed.append(Completed(node: MerkleNode(level: level, index: size >> level), hash: hash))
    }
    edge[level] = hash
    size += 1
    return completed
  }

  /// The root of a tree that was grown from nothing.
  public var root: JournalHash { tree.joined(edge.reversed().compactMap(\.self)) }
}
