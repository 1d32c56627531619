/// A rectangle on a page, in points from the left upper corner.
struct Place: Hashable, Sendable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double
}

/// One page of a copy: what is on it, on which way of A4, and where.
struct CopySheet {
  /// What is on it.
  enum Content {
    case picture(CopyPicture)
    /// The next page of the combined PDF.
    case page
  }

  let content: Content
  let format: PageFormat
  let place: Place

  /// Whether qpdf brings its content.
  var isFromPDF: Bool {
    if case .page = content { true } else { false }
  }

  /// The place in the coordinates of PDF.
  var room: PageBox {
    PageBox(left: place.x, bottom: format.height - bottom, right: place.x + place.width, top: format.height - place.y)
  }

  /// Where the content ends.
  var bottom: Double { place.y + place.height }

  /// Places something of a width and height: in its own size when that fits, else smaller. What has no size of its own
  /// (`isStretchy`, as a photograph) takes the room there is. What is wide goes on A4 across.
  init(_ content: Content, width: Double, height: Double, isStretchy: Bool) {
    let upright = PageFormat.copy
    let isWide = width > height * 1.15 && (isStretchy || width > upright.innerWidth)
    let format = isWide ? upright.turned : upright
    let fit = min(format.innerWidth / width, format.innerHeight / height)
    let scale = isStretchy ? fit : min(1, fit)
    self.content = content
    self.format = format
    place = Place(
      x: (format.width - width * scale) / 2, y: format.top, width: width * scale, height: height * scale)
  }
}

extension PageFormat {
  /// A page of a copy: the scan as large as it can be, under the stamp.
  static let copy = PageFormat(
    width: 210.mm, height: 297.mm, top: 17.mm, bottom: 8.mm, left: 12.mm, right: 12.mm)
}
