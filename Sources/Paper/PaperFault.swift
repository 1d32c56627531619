public import Domain

/// Why a paper could not be made. None of these is the citizen's fault, except a scan that can't be read after all.
public enum PaperFault: Refusal, Hashable {
  /// Cairo or Pango refused; the text is theirs, for the log.
  case drawing(String)
  /// A scan can't be read; its place in the list, from 0.
  case unreadableScan(Int)
  /// A text is too long for a QR code.
  case tooLongForQR
  /// A program that combines PDFs is missing, ran out of its time or memory, or failed; the text is for the log.
  case program(String)

  /// Unavailable, except for a scan that can't be read.
  public var kind: RefusalKind {
    switch self {
    case .unreadableScan: .invalid
    default: .unavailable
    }
  }

  /// The sentence for the person who waits for the paper.
  public var textKey: String {
    switch self {
    case .unreadableScan: "error.upload.unreadable-scan"
    default: "error.upload.paper-not-made"
    }
  }

  /// The number of the scan, counted from 1.
  public var values: [String: String] {
    switch self {
    case .unreadableScan(let index): ["number": String(index + 1)]
    default: [:]
    }
  }
}
