import Crypto
import Domain
import Foundation
import Testing

extension MerkleTree {
  /// The tree with SHA-256.
  static let sample = MerkleTree { bytes in
    guard let hash = JournalHash(bytes: Array(SHA256.hash(data: bytes))) else {
      preconditionFailure("SHA-256 has 32 bytes")
    }
    return hash
  }
}

/// The tree against the vectors of Certificate Transparency's own tests (eight entries), and every proof of every size up
/// to 130.
struct MerkleTreeTests {
  private let tree = MerkleTree.sample

  /// The entries of the well-known vectors.
  private static let inputs: [String] = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
  ]

  /// The roots over the first one, two … eight of them.
  private static let roots = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  private static func bytes(_ hex: String) -> [UInt8] {
    let signs = Array(hex)
    return stride(from: 0, to: signs.count, by: 2).compactMap { UInt8(String(signs[$0...$0 + 1]), radix: 16) }
  }

  private static func hash(_ hex: String) throws -> JournalHash { try #require(JournalHash(bytes: bytes(hex))) }

  private func leaves(_ count: Int) -> [JournalHash] {
    (0..<count).map { tree.leaf([UInt8($0 >> 8), UInt8($0 & 255)]) }
  }

  /// MTH of RFC 9162 section 2.1.1, as it is written there.
  private func root(_ leaves: ArraySlice<JournalHash>) -> JournalHash {
    guard leaves.count > 1 else { return leaves.first ?? tree.empty }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    let cut = leaves.startIndex + half
    return tree.node(root(leaves[..<cut]), root(leaves[cut...]))
  }

  private func path(_ parts: [Range<Int>], _ leaves: [JournalHash]) -> [JournalHash] { parts.map { root(leaves[$0]) } }

  /// The roots over parts of one list of leaves, each worked out once.
  private final class Parts {
    private let leaves: [JournalHash]
    private let root: (ArraySlice<JournalHash>) -> JournalHash
    private var known: [Range<Int>: JournalHash] = [:]

    init(_ leaves: [JournalHash], root: @escaping (ArraySlice<JournalHash>) -> JournalHash) {
      self.leaves = leaves
      self.root = root
    }

    subscript(part: Range<Int>) -> JournalHash {
      if let hash = known[part] { return hash }
      let hash = root(leaves[part])
      known[part] = hash
      return hash
    }
  }

  @Test func `the tree has the roots of the known vectors`() throws {
    #expect(tree.empty == (try Self.hash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")))
    let leaves = Self.inputs.map { tree.leaf(Self.bytes($0)) }
    var growth = MerkleGrowth(tree)
    for (index, expected) in Self.roots.enumerated() {
      #expect(growth.append(leaves[index]) != nil)
      #expect(growth.root == (try Self.hash(expected)))
      #expect(root(leaves[...index]) == growth.root)
    }
  }

  @Test(
    arguments: [
      (
        0, 8,
        [
          "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
      ),
      (
        5, 8,
        [
          "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
          "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
      ),
      (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
      (
        1, 5,
        [
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ]
      ),
    ] as [(Int, Int, [String])])
  func `inclusion proofs are the known ones`(index: Int, size: Int, expected: [String]) throws {
    let leaves = Self.inputs.map { tree.leaf(Self.bytes($0)) }
    let path = path(MerkleProof.inclusion(of: index, in: size), leaves)
    #expect(try path == expected.map(Self.hash))
    #expect(
      tree.root(from: leaves[index], index: index, size: size, path: path) == (try Self.hash(Self.roots[size - 1])))
  }

  @Test(
    arguments: [
      (
        1, 8,
        [
          "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
      ),
      (
        6, 8,
        [
          "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
          "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
      ),
      (
        2, 5,
        [
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ]
      ),
    ] as [(Int, Int, [String])])
  func `consistency proofs are the known ones`(first: Int, second: Int, expected: [String]) throws {
    let leaves = Self.inputs.map { tree.leaf(Self.bytes($0)) }
    let path = path(MerkleProof.consistency(of: first, with: second), leaves)
    #expect(try path == expected.map(Self.hash))
    #expect(
      tree.isConsistent(
        first: first, try Self.hash(Self.roots[first - 1]), second: second, try Self.hash(Self.roots[second - 1]),
        path: path))
  }

  @Test func `every entry of every tree up to 130 is proved, at its place alone and under its root alone`() {
    let all = leaves(131)
    let parts = Parts(all) { root($0) }
    for size in 1...130 {
      let top = root(all[..<size])
      for index in 0..<size {
        let path = MerkleProof.inclusion(of: index, in: size).map { parts[$0] }
        #expect(tree.root(from: all[index], index: index, size: size, path: path) == top)
        #expect(tree.root(from: all[index + 1], index: index, size: size, path: path) != top)
        if index + 1 < size { #expect(tree.root(from: all[index], index: index + 1, size: size, path: path) != top) }
        if !path.isEmpty {
          #expect(tree.root(from: all[index], index: index, size: size, path: path.dropLast()) == nil)
        }
        #expect(tree.root(from: all[index], index: index, size: size, path: path + [top]) == nil)
        var wrong = path
        guard !wrong.isEmpty else { continue }
        wrong[index % wrong.count] = all[130]
        #expect(tree.root(from: all[index], index: index, size: size, path: wrong) != top)
      }
      #expect(MerkleProof.inclusion(of: size, in: size).isEmpty)
      #expect(tree.root(from: all[0], index: size, size: size, path: []) == nil)
      #expect(tree.root(from: all[0], index: -1, size: size, path: []) == nil)
    }
  }

  @Test func `every tree up to 130 is consistent with all that it began as, and with nothing else`() {
    let all = leaves(131)
    let roots = (0...130).map { root(all[..<$0]) }
    let parts = Parts(all) { root($0) }
    for second in 1...130 {
      for first in 1...second {
        let path = MerkleProof.consistency(of: first, with: second).map { parts[$0] }
        #expect(tree.isConsistent(first: first, roots[first], second: second, roots[second], path: path))
        #expect(!tree.isConsistent(first: first, all[130], second: second, roots[second], path: path))
        #expect(!tree.isConsistent(first: first, roots[first], second: second, all[130], path: path))
        #expect(!tree.isConsistent(first: first, roots[first], second: second, roots[second], path: path + [all[0]]))
        guard !path.isEmpty else { continue }
        #expect(!tree.isConsistent(first: first, roots[first], second: second, roots[second], path: path.dropLast()))
        var wrong = path
        wrong[first % path.count] = all[130]
        #expect(!tree.isConsistent(first: first, roots[first], second: second, roots[second], path: wrong))
      }
      #expect(!tree.isConsistent(first: second, roots[second], second: second - 1, roots[second - 1], path: []))
    }
  }

  @Test func `a tree can be grown on from the parts at its edge alone, and parts are kept in the order of completion`()
    throws
  {
    let all = leaves(130)
    var whole = MerkleGrowth(tree)
    var kept: [MerkleNode: JournalHash] = [:]
    var places = 0
    for size in 0..<130 {
      let needed = MerkleGrowth.needed(size: size, more: 1)
      var continued = MerkleGrowth(tree, size: size, edge: kept.filter { needed.contains($0.key) })
      let grown = whole.append(all[size])
      let completed = try #require(grown)
      #expect(continued.append(all[size]) == completed)
      kept[MerkleNode(level: 0, index: size)] = all[size]
      for inner in completed {
        #expect(inner.node.place == places)
        places += 1
        kept[inner.node] = inner.hash
      }
      let covering = MerkleNode.covering(0..<size + 1).compactMap { kept[$0] }
      #expect(tree.joined(covering) == whole.root)
    }
    var gap = MerkleGrowth(tree, size: 1)
    #expect(gap.append(all[1]) == nil)
  }

  @Test func `a proof at ten million entries reads some thirty parts`() {
    for index in [0, 4_999_999, 9_999_998, 9_999_999] {
      let parts = MerkleProof.inclusion(of: index, in: 10_000_000).flatMap { MerkleNode.covering($0) }
      #expect(parts.count <= 32)
    }
  }
}
