import CCairoPango
import Foundation

/// What touches fonts, one thread at a time and with one font map.
///
/// FreeType wants the faces of a library opened and closed by one thread at a time; cairo 1.16 opens them without a lock
/// over the library, and Pango's own map of a thread closes them whenever the thread ends. Each piece of work here takes
/// microseconds, so a long book keeps no receipt waiting.
enum FontWork {
  private static let lock = NSRecursiveLock()
  // It is used inside `alone` only.
  private nonisolated(unsafe) static let map = pango_cairo_font_map_new()

  /// Does something with fonts while nobody else does.
  static func alone<Answer>(_ body: () throws -> Answer) rethrows -> Answer {
    lock.lock()
    defer { lock.unlock() }
    return try body()
  }

  /// What sets paragraphs on a page.
  static func context(_ cairo: OpaquePointer) -> OpaquePointer {
    alone {
      let context: OpaquePointer = pango_font_map_create_context(map)
      pango_cairo_update_context(cairo, context)
      return context
    }
  }
}
