/// The picture that a signature shows: a PNG with transparency, on the first page.
public struct SignatureAppearance: Sendable {
  let image: PNGPixels
  /// Left, bottom, width and height in points (1/72 inch).
  let place: (left: Double, bottom: Double, width: Double, height: Double)

  /// A picture with its lower left corner at a place and so wide, in points; it keeps its proportions. `nil` when the
  /// bytes are no PNG that can be read.
  public init?(png: [UInt8], left: Double, bottom: Double, width: Double) {
    guard let image = try? PNGPixels(png), width > 0, width < 14_400 else { return nil }
    self.image = image
    place = (left, bottom, width, width * Double(image.height) / Double(image.width))
  }

  var rectangle: PDFValue {
    .array([place.left, place.bottom, place.left + place.width, place.bottom + place.height].map(Self.number))
  }

  private static func number(_ value: Double) -> PDFValue {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    return .real((hundredths < 0 ? "-" : "") + "\(whole)." + (rest < 10 ? "0" : "") + "\(rest)")
  }

  /// Puts the picture into an update.
  func draw(_ update: inout PDFUpdate) -> PDFReference {
    let (form, picture, mask) = (update.newNumber(), update.newNumber(), update.newNumber())
    let common: [String: PDFValue] = [
      "Type": .name("XObject"), "Subtype": .name("Image"), "Width": .integer(image.width),
      "Height": .integer(image.height), "BitsPerComponent": .integer(8), "Filter": .name("FlateDecode"),
    ]
    let gray = common.merging(["ColorSpace": .name("DeviceGray")]) { $1 }
    update.put(mask, gray, stream: Deflate.run(image.opacity))
    let colours: [String: PDFValue] = [
      "ColorSpace": .name("DeviceRGB"), "SMask": .reference(PDFReference(number: mask, generation: 0)),
    ]
    update.put(picture, common.merging(colours) { $1 }, stream: Deflate.run(image.colours))
    let (width, height) = (PDFWriter.bytes(Self.number(place.width)), PDFWriter.bytes(Self.number(place.height)))
    let content = Array("q ".utf8) + width + Array(" 0 0 ".utf8) + height + Array(" 0 0 cm /Im Do Q".utf8)
    let resources: PDFValue = .dictionary([
      "XObject": .dictionary(["Im": .reference(PDFReference(number: picture, generation: 0))])
    ])
    let dictionary: [String: PDFValue] = [
      "Type": .name("XObject"), "Subtype": .name("Form"), "Resources": resources,
      "BBox": .array([.integer(0), .integer(0), Self.number(place.width), Self.number(place.height)]),
    ]
    update.put(form, dictionary, stream: content)
    return PDFReference(number: form, generation: 0)
  }
}
