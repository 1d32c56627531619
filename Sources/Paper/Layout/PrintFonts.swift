import CCairoPango

/// The typefaces of printed forms.
public enum PrintFonts {
  /// Times metrics with full Vietnamese; Arabic in a face that goes with it, and DejaVu for rare signs. The first is the
  /// second without hints, from the folder that was added; where none was, forms look the same and are twice as large.
  static let families =
    "Cuango Serif, Liberation Serif, Noto Naskh Arabic, Noto Sans Arabic, DejaVu Serif, DejaVu Sans"

  /// Adds the fonts of a folder to those of the system, before the first form is drawn.
  public static func add(folder: String) {
    FcConfigAppFontAddDir(nil, folder)
  }
}
