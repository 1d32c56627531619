import Centre
import Logging

/// Looks after the journal until it is cancelled: takes in what happened before it, and signs its head once a minute when
/// it grew.
struct JournalWatch: Sendable {
  let centre: Centre
  let logger: Logger
  /// How long it rests between two looks.
  var pause = Duration.seconds(60)

  func run() async {
    while !Task.isCancelled {
      do {
        let adopted = try await centre.adoptEarlierEvents()
        if adopted > 0 { logger.notice("earlier events sealed", metadata: ["count": "\(adopted)"]) }
        try await centre.signTreeHead()
      } catch is CancellationError {
        return
      } catch {
        // The next look tries again.
        logger.error("journal not signed", metadata: ["error": "\(type(of: error))"])
      }
      try? await Task.sleep(for: pause)
    }
  }
}
