import Centre
import Logging

/// Looks after what has its day or hour, once a minute until it is cancelled: posts that begin or end, apologies,
/// reminders, due dates that closures moved.
struct DeadlineWatch: Sendable {
  let centre: Centre
  let logger: Logger
  /// How long it rests between two looks.
  var pause = Duration.seconds(60)

  func run() async {
    while !Task.isCancelled {
      do {
        let turned = try await centre.turnPosts()
        if turned > 0 { logger.notice("posts turned", metadata: ["posts": "\(turned)"]) }
        let done = try await centre.watchDeadlines()
        // Counts alone: which dossiers they are stands in the dossiers.
        if !done.isNothing {
          logger.notice(
            "deadlines watched",
            metadata: [
              "apologies_prepared": "\(done.prepared)", "apologies_sent": "\(done.sent)",
              "reminders": "\(done.reminded)", "rescheduled": "\(done.rescheduled)",
            ])
        }
      } catch is CancellationError {
        return
      } catch {
        // The next look tries again; the error's text may hold what a person typed.
        logger.error("deadlines not watched", metadata: ["error": "\(type(of: error))"])
      }
      try? await Task.sleep(for: pause)
    }
  }
}
