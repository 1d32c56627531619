import CCairoPango

/// A PNG unpacked by cairo.
enum PNGPicture {
  /// Whether all of it can be unpacked.
  static func isReadable(_ path: String) -> Bool {
    guard let surface = unpack(path) else { return false }
    cairo_surface_destroy(surface)
    return true
  }

  /// Unpacks the file. The caller owns the surface.
  static func unpack(_ path: String) -> OpaquePointer? {
    guard let surface = cairo_image_surface_create_from_png(path) else { return nil }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
      cairo_surface_destroy(surface)
      return nil
    }
    return surface
  }
}
