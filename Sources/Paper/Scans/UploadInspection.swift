import Foundation

/// Finds out what an uploaded file really is, by its content, and whether it can be kept, shown and printed.
public struct UploadInspection: Sendable {
  /// What is taken at most.
  public struct Limits: Hashable, Sendable {
    /// Bytes of a file.
    public var bytes = 20 * 1024 * 1024
    /// Pixels along a side of a picture.
    public var pixelsPerSide = 12_000
    /// Pixels of a JPEG, which is never unpacked here.
    public var jpegPixels = 100_000_000
    /// Pixels of a PNG, which is unpacked to be printed: four bytes of memory each.
    public var pngPixels = 50_000_000
    /// Pages of a PDF.
    public var pages = 500
    /// Seconds that a PDF's check may take.
    public var seconds = 10.0

    /// The limits of the service.
    public static let standard = Limits()
  }

  /// What a file is.
  public struct Finding: Hashable, Sendable {
    /// The kind.
    public let kind: UploadKind
    /// The number of pages; a picture is one.
    public let pages: Int
    /// The size in bytes.
    public let size: Int
  }

  /// What is taken at most.
  public let limits: Limits

  /// An inspection with the limits of the service, or others.
  public init(limits: Limits = .standard) {
    self.limits = limits
  }

  /// Inspects the file at `path`. Works aside from the cooperative threads; a PDF is checked by `qpdf` in a process of
  /// its own, with bounded time and memory, and killed when it takes longer.
  public func inspect(path: String) async throws(UploadRefusal) -> Finding {
    let result = await PaperWork.run { Result { () throws(UploadRefusal) in try self.inspectNow(path) } }
    return try result.get()
  }

  private func inspectNow(_ path: String) throws(UploadRefusal) -> Finding {
    guard let size = FileContent.size(of: path) else { throw .notChecked }
    guard size > 0 else { throw .empty }
    guard size <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
    guard let head = FileContent.bytes(of: path, limit: 32) else { throw .notChecked }
    guard let kind = UploadKind(firstBytes: head) else { throw .unknownKind }
    switch kind {
    case .pdf: return Finding(kind: kind, pages: try pagesOfPDF(path), size: size)
    case .jpeg: try checkJPEG(path)
    case .png: try checkPNG(path)
    }
    return Finding(kind: kind, pages: 1, size: size)
  }

  private func checkJPEG(_ path: String) throws(UploadRefusal) {
    guard let bytes = FileContent.bytes(of: path, limit: limits.bytes) else { throw .notChecked }
    guard let image = JPEGImage(bytes) else { throw .brokenImage }
    guard image.canBeEmbedded else { throw .unsupportedImage }
    try checkSize(image.width, image.height, limit: limits.jpegPixels)
  }

  private func checkPNG(_ path: String) throws(UploadRefusal) {
    guard let bytes = FileContent.bytes(of: path, limit: limits.bytes) else { throw .notChecked }
    guard let header = PNGHeader(bytes) else { throw .brokenImage }
    try checkSize(header.width, header.height, limit: limits.pngPixels)
    guard PNGPicture.isReadable(path) else { throw .brokenImage }
  }

  private func checkSize(_ width: Int, _ height: Int, limit: Int) throws(UploadRefusal) {
    guard width > 0, height > 0 else { throw .brokenImage }
    guard max(width, height) <= limits.pixelsPerSide, width * height <= limit else {
      throw .imageTooLarge(megapixels: (width * height + 999_999) / 1_000_000, limit: limit / 1_000_000)
    }
  }

  private func pagesOfPDF(_ path: String) throws(UploadRefusal) -> Int {
    let limit = TimeLimit(seconds: limits.seconds)
    do {
      if try QPDF.isEncrypted(path, limit) { throw UploadRefusal.encryptedPDF }
      guard let pages = try QPDF.pages(path, limit), pages > 0 else { throw UploadRefusal.brokenPDF }
      guard pages <= limits.pages else { throw UploadRefusal.tooManyPages(pages: pages, limit: limits.pages) }
      guard try QPDF.isSound(path, limit) else { throw UploadRefusal.brokenPDF }
      return pages
    } catch let refusal as UploadRefusal {
      throw refusal
    } catch let failure as BoundedProgram.Failure {
      switch failure {
      case .outOfTime, .tooMuchOutput: throw .tooComplexPDF
      case .notStarted: throw .notChecked
      }
    } catch {
      throw .notChecked
    }
  }
}
