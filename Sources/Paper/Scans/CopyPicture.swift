import CCairoPango

/// A picture on its way into a copy.
struct CopyPicture {
  /// Its place in the list of scans, from 0.
  let index: Int
  let path: String
  let kind: UploadKind
  /// Pixels as they lie in the file.
  let width: Int
  let height: Int
  /// How it is to be turned (Exif), 1 to 8.
  let orientation: Int
  /// The pixels an inch, when a scanner wrote them; cameras write 72 or 96 without meaning it.
  let density: Double?
  private let jpeg: [UInt8]?

  init(index: Int, path: String, kind: UploadKind) throws(PaperFault) {
    self.index = index
    self.path = path
    self.kind = kind
    guard let bytes = FileContent.bytes(of: path, limit: UploadInspection.Limits.standard.bytes) else {
      throw .unreadableScan(index)
    }
    var density: Double?
    if kind == .jpeg {
      guard let image = JPEGImage(bytes), image.canBeEmbedded else { throw .unreadableScan(index) }
      (width, height, orientation) = (image.width, image.height, image.orientation)
      density = image.density
      jpeg = image.withoutMetadata
    } else {
      guard let header = PNGHeader(bytes) else { throw .unreadableScan(index) }
      (width, height, orientation) = (header.width, header.height, 1)
      density = header.density
      jpeg = nil
    }
    let limit = UploadInspection.Limits.standard
    guard width > 0, height > 0, max(width, height) <= limit.pixelsPerSide,
      width * height <= (kind == .jpeg ? limit.jpegPixels : limit.pngPixels)
    else { throw .unreadableScan(index) }
    self.density = density.flatMap { (99...1300).contains($0) ? $0 : nil }
  }

  /// The sheet that it goes on.
  var sheet: CopySheet {
    let isTurned = orientation >= 5
    let points = 72 / (density ?? 72)
    return CopySheet(
      .picture(self), width: Double(isTurned ? height : width) * points,
      height: Double(isTurned ? width : height) * points, isStretchy: density == nil)
  }

  /// Draws it upright.
  func draw(in place: Place, on canvas: PDFCanvas) throws(PaperFault) {
    let cairo = canvas.cairo
    let surface =
      if let jpeg { try embedded(jpeg) } else { try unpacked(for: place) }
    defer { cairo_surface_destroy(surface) }
    let pixels = (
      width: Double(cairo_image_surface_get_width(surface)), height: Double(cairo_image_surface_get_height(surface))
    )
    canvas.tagged("Figure") {
      cairo_save(cairo)
      cairo_translate(cairo, place.x, place.y)
      let upright = orientation >= 5 ? pixels.height : pixels.width
      cairo_scale(cairo, place.width / upright, place.width / upright)
      var turn = turning(pixels.width, pixels.height)
      cairo_transform(cairo, &turn)
      cairo_set_source_surface(cairo, surface, 0, 0)
      cairo_paint(cairo)
      cairo_restore(cairo)
    }
  }

  /// A JPEG goes into the PDF as it is. The surface only has its size: its memory is never written, so the kernel
  /// never gives any.
  private func embedded(_ bytes: [UInt8]) throws(PaperFault) -> OpaquePointer {
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
      cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      let copy = malloc(bytes.count)
    else { throw .drawing("no room for a picture") }
    bytes.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: bytes.count) }
    let status = cairo_surface_set_mime_data(
      surface, CAIRO_MIME_TYPE_JPEG, copy.assumingMemoryBound(to: UInt8.self), UInt(bytes.count), { free($0) }, copy)
    guard status == CAIRO_STATUS_SUCCESS else {
      free(copy)
      cairo_surface_destroy(surface)
      throw .drawing(String(cString: cairo_status_to_string(status)))
    }
    return surface
  }

  /// A PNG is unpacked, and made smaller when it has more than 300 dots to the inch on paper.
  private func unpacked(for place: Place) throws(PaperFault) -> OpaquePointer {
    guard let full = PNGPicture.unpack(path) else { throw .unreadableScan(index) }
    let scale = place.width / 72 * 300 / Double(width)
    guard scale < 0.85 else { return full }
    defer { cairo_surface_destroy(full) }
    let smaller = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32(max(1, Double(width) * scale)), Int32(max(1, Double(height) * scale)))
    guard let smaller, cairo_surface_status(smaller) == CAIRO_STATUS_SUCCESS, let cairo = cairo_create(smaller) else {
      throw .drawing("no room for a picture")
    }
    defer { cairo_destroy(cairo) }
    cairo_set_source_rgb(cairo, 1, 1, 1)
    cairo_paint(cairo)
    cairo_scale(
      cairo, Double(cairo_image_surface_get_width(smaller)) / Double(width),
      Double(cairo_image_surface_get_height(smaller)) / Double(height))
    cairo_set_source_surface(cairo, full, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD)
    cairo_paint(cairo)
    return smaller
  }

  /// The matrix that turns the pixels of the file upright (Exif 2.3, tag 274).
  private func turning(_ width: Double, _ height: Double) -> cairo_matrix_t {
    switch orientation {
    case 2: cairo_matrix_t(xx: -1, yx: 0, xy: 0, yy: 1, x0: width, y0: 0)
    case 3: cairo_matrix_t(xx: -1, yx: 0, xy: 0, yy: -1, x0: width, y0: height)
    case 4: cairo_matrix_t(xx: 1, yx: 0, xy: 0, yy: -1, x0: 0, y0: height)
    case 5: cairo_matrix_t(xx: 0, yx: 1, xy: 1, yy: 0, x0: 0, y0: 0)
    case 6: cairo_matrix_t(xx: 0, yx: 1, xy: -1, yy: 0, x0: height, y0: 0)
    case 7: cairo_matrix_t(xx: 0, yx: -1, xy: -1, yy: 0, x0: height, y0: width)
    case 8: cairo_matrix_t(xx: 0, yx: -1, xy: 1, yy: 0, x0: 0, y0: width)
    default: cairo_matrix_t(xx: 1, yx: 0, xy: 0, yy: 1, x0: 0, y0: 0)
    }
  }
}
