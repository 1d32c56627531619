import Domain
import Storage

/// Compares signed heads with the tree while it grows, and tells since when an entry must have been there.
struct HeadCheck {
  /// A head that waits for the tree to reach its size.
  private struct Waiting {
    let head: TreeHead
    let number: Int?
  }

  private var waiting: ArraySlice<Waiting>
  /// The latest moment of the heads that the tree has passed.
  private(set) var signedBefore: Instant?
  /// The largest size at which a head fitted.
  private var fitting = 0
  /// Whether the head before did not fit: then the next one that does not either is not told again.
  private var isFailing = false
  private let firstSize: Int

  init(
    _ tx: Transaction, key: JournalPublicKey?, witnessed: [SignedTreeHead], report: inout JournalReport
  ) throws {
    var all: [Waiting] = []
    var number = 0
    var last: TreeHead?
    while true {
      let some = try tx.heads(after: number, limit: 1_000)
      guard let end = some.last else { break }
      for kept in some {
        report.heads += 1
        let head = kept.signed.head
        if kept.number != number + 1 {
          report.note(JournalFault(.missing, head: number + 1, "a signed head is gone"))
        }
        number = kept.number
        if let key, !key.hasSigned(head, kept.signed.signature) {
          report.note(JournalFault(.signature, head: number, "the signature is not the key's"))
        }
        if let last, head.size < last.size {
          report.note(
            JournalFault(.forked, head: number, "it covers \(head.size) entries, the one before it \(last.size)"))
        }
        last = head
        all.append(Waiting(head: head, number: number))
      }
      number = end.number
    }
    firstSize = all.map(\.head.size).min() ?? .max
    for signed in witnessed {
      if let key, !key.hasSigned(signed.head, signed.signature) {
        report.note(JournalFault(.signature, "the signature of the head that was brought is not the key's"))
      }
      all.append(Waiting(head: signed.head, number: nil))
    }
    waiting = all.sorted { ($0.head.size, $0.number ?? .max) < ($1.head.size, $1.number ?? .max) }[...]
  }

  /// Looks at the heads of the size that the tree has just now.
  mutating func meet(_ growth: MerkleGrowth, _ report: inout JournalReport, isBroken: Bool = false) {
    guard let next = waiting.first, next.head.size <= growth.size, !isBroken else { return }
    let root = growth.root
    while let next = waiting.first, next.head.size <= growth.size {
      waiting = waiting.dropFirst()
      if next.head.size == growth.size, next.head.root == root {
        fitting = growth.size
        isFailing = false
      } else if !isFailing || next.number == nil {
        isFailing = next.number != nil
        let whose = next.number == nil ? "the head that was brought" : "the head"
        report.note(
          JournalFault(
            .forked, head: next.number,
            "\(whose) covers \(next.head.size) entries under another root; up to \(fitting) the journal is as signed"))
      }
      // What comes after it was not there at its moment.
      signedBefore = max(signedBefore ?? next.head.at, next.head.at)
    }
  }

  /// The heads over entries that are not there.
  func end(_ report: inout JournalReport) {
    for head in waiting where head.head.size > report.size {
      report.note(
        JournalFault(
          .missing, position: report.size, head: head.number,
          "\(head.head.size - report.size) entries that it covers are gone"))
      return
    }
    if let head = waiting.first {
      report.note(
        JournalFault(
          .forked, head: head.number,
          "it can't be compared with a journal that has gaps; up to \(fitting) it is as signed"))
    }
  }

  /// Whether an entry stood in the journal before the first head: then it may be older than its neighbours, because it
  /// was taken in.
  func isBeforeFirst(_ position: Int) -> Bool { position < firstSize }
}
