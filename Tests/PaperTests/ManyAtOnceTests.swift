import Domain
import Foundation
import Paper
import Synchronization
import Testing

/// Forms are drawn on many threads, which come and go; the fonts are the process's.
@Suite struct ManyAtOnceTests {
  private final class Results: Sendable {
    let drawn = Mutex<[[UInt8]?]>([])
  }

  @Test func manyReceiptsAtOnceAreEachTheSame() throws {
    let texts = try CatalogueTexts.forms(.ar)
    let receipt = try Sample.receipt()
    let expected = try receipt.pdf(texts)
    for _ in 0..<20 {
      let results = Results()
      let done = DispatchSemaphore(value: 0)
      for _ in 0..<8 {
        // A thread of its own, that ends after it has drawn.
        Thread.detachNewThread {
          let pdf = try? receipt.pdf(texts)
          results.drawn.withLock { $0.append(pdf) }
          done.signal()
        }
      }
      for _ in 0..<8 { done.wait() }
      #expect(results.drawn.withLock { $0.count == 8 && $0.allSatisfy { $0 == expected } })
    }
  }
}
