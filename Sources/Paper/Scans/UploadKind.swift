/// The kinds of file that are taken as a scan of a paper. The content decides, never the name.
public enum UploadKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// A PDF.
  case pdf
  /// A JPEG photograph or scan.
  case jpeg
  /// A PNG picture.
  case png

  /// The media type.
  public var mediaType: String {
    switch self {
    case .pdf: "application/pdf"
    case .jpeg: "image/jpeg"
    case .png: "image/png"
    }
  }

  /// The usual ending of a file's name, without the dot.
  public var fileExtension: String {
    switch self {
    case .pdf: "pdf"
    case .jpeg: "jpg"
    case .png: "png"
    }
  }

  /// The kind whose media type is `mediaType`.
  public init?(mediaType: String) {
    guard let kind = Self.allCases.first(where: { $0.mediaType == mediaType }) else { return nil }
    self = kind
  }

  /// The kind that a file's first bytes promise; `nil` when it is none of ours. Eight bytes are enough for PNG and
  /// JPEG; a PDF may have white space or a byte order mark before its head. Only `UploadInspection` says whether the
  /// rest keeps the promise.
  public init?(firstBytes: some Sequence<UInt8>) {
    let head = Array(firstBytes.prefix(32))
    if head.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if head.starts(with: PNGHeader.signature) {
      self = .png
    } else {
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      let text = head.dropFirst(head.starts(with: mark) ? mark.count : 0)
        .drop { [0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20].contains($0) }
      guard text.starts(with: "%PDF-".utf8) else { return nil }
      self = .pdf
    }
  }
}
