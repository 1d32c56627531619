/// Lengths on paper are points (1/72 inch) inside; forms are written in millimetres.
extension Double {
  /// This many millimetres in points.
  var mm: Double { self * 72 / 25.4 }
}

extension Int {
  /// This many millimetres in points.
  var mm: Double { Double(self).mm }
}

/// The sheet and its margins, in points.
struct PageFormat: Hashable, Sendable {
  var width: Double
  var height: Double
  var top: Double
  var bottom: Double
  var left: Double
  var right: Double

  /// A4 upright with the margins of Decree 30/2020/NĐ-CP, Annex I: top and bottom 20 mm, left 30 mm, right 15 mm.
  static let document = PageFormat(
    width: 210.mm, height: 297.mm, top: 20.mm, bottom: 20.mm, left: 30.mm, right: 15.mm)

  /// A4 upright for the one-page forms of the one-stop counter, which hold more than a letter does.
  static let form = PageFormat(
    width: 210.mm, height: 297.mm, top: 14.mm, bottom: 12.mm, left: 22.mm, right: 15.mm)

  /// A4 across for books and sheets with many columns; the left margin is the back of the book.
  static let book = PageFormat(
    width: 297.mm, height: 210.mm, top: 18.mm, bottom: 15.mm, left: 22.mm, right: 14.mm)

  /// The width between the margins.
  var innerWidth: Double { width - left - right }

  /// The height between the margins.
  var innerHeight: Double { height - top - bottom }

  /// The same sheet turned by a quarter.
  var turned: PageFormat {
    PageFormat(width: height, height: width, top: top, bottom: bottom, left: left, right: right)
  }
}
