/// A complete subtree of the journal's tree: 2^level entries, the first of which is `index` · 2^level. Once complete it
/// never changes, so it is kept.
public struct MerkleNode: Hashable, Sendable {
  /// 0 for an entry.
  public let level: Int
  /// Its place among those of its level.
  public let index: Int

  /// Names a subtree.
  public init(level: Int, index: Int) {
    self.level = level
    self.index = index
  }

  /// The position of the entry that completes it.
  public var last: Int { (index + 1) << level - 1 }

  /// How many inner nodes were complete before it: where it stands among them. Kept in this order they are only ever
  /// written at the end. Before entry n there are n - popcount(n) of them.
  public var place: Int { last - last.nonzeroBitCount + level - 1 }

  /// The largest complete subtrees that a tree, or a part of it as proofs use, consists of, from left to right.
  ///
  /// - Parameter entries: a range that begins at a multiple of a power of two which is at least its length.
  public static func covering(_ entries: Range<Int>) -> [MerkleNode] {
    var nodes: [MerkleNode] = []
    var start = entries.lowerBound
    while start < entries.upperBound {
      let level = Int.bitWidth - 1 - (entries.upperBound - start).leadingZeroBitCount
      nodes.append(MerkleNode(level: level, index: start >> level))
      start += 1 << level
    }
    return nodes
  }
}

/// Which parts of the tree make up a proof: each is hashed as a tree of its own.
public enum MerkleProof {
  /// The parts of an inclusion proof, from the entry upwards (RFC 9162 section 2.1.3.1); empty for an index that the
  /// tree has not.
  public static func inclusion(of index: Int, in size: Int) -> [Range<Int>] {
    guard index >= 0, index < size else { return [] }
    var parts: [Range<Int>] = []
    var tree = 0..<size
    while tree.count > 1 {
      let cut = tree.lowerBound + half(tree.count)
      if index < cut {
        parts.append(cut..<tree.upperBound)
        tree = tree.lowerBound..<cut
      } else {
        parts.append(tree.lowerBound..<cut)
        tree = cut..<tree.upperBound
      }
    }
    return parts.reversed()
  }

  /// The parts of a consistency proof (section 2.1.4.1); empty when there is nothing to prove.
  public static func consistency(of first: Int, with second: Int) -> [Range<Int>] {
    guard first > 0, first < second else { return [] }
    var parts: [Range<Int>] = []
    var tree = 0..<second
    var isWhole = true
    while tree.upperBound > first {
      let cut = tree.lowerBound + half(tree.count)
      if first <= cut {
        parts.append(cut..<tree.upperBound)
        tree = tree.lowerBound..<cut
      } else {
        parts.append(tree.lowerBound..<cut)
        tree = cut..<tree.upperBound
        isWhole = false
      }
    }
    if !isWhole { parts.append(tree) }
    return parts.reversed()
  }

  /// The largest power of two below a count of at least 2.
  private static func half(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }
}
