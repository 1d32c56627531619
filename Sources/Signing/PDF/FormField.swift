/// A field of a PDF's form, as of an update.
struct FormField {
  let number: Int
  /// The whole name, the names above it and its own with dots between.
  let name: String
  /// `Sig`, `Tx`, `Btn`, `Ch`; inherited.
  let kind: String?
  let value: PDFValue
  let dictionary: [String: PDFValue]
  /// Whether it is only a picture of the field above it.
  let isWidget: Bool

  static let limit = 50_000
}

extension PDFFile {
  /// The catalog, as of an update.
  func catalog(_ view: Int) throws(PDFFault) -> [String: PDFValue] {
    guard let catalog = try resolve(trailer(view)["Root"], view).dictionary else {
      throw PDFFault("the file has no catalog")
    }
    return catalog
  }

  /// The fields of the form, as of an update, those above before those below.
  func fields(_ view: Int) throws(PDFFault) -> [FormField] {
    guard let form = try resolve(catalog(view)["AcroForm"], view).dictionary else { return [] }
    let roots = try resolve(form["Fields"], view)
    guard roots != .null else { return [] }
    guard let roots = roots.array else { throw PDFFault("the form's fields can't be read") }
    var result: [FormField] = []
    var seen: Set<Int> = []
    for root in roots { try collect(root, nil, view, 0, &seen, &result) }
    return result
  }

  private func collect(
    _ value: PDFValue, _ above: FormField?, _ view: Int, _ depth: Int, _ seen: inout Set<Int>,
    _ result: inout [FormField]
  ) throws(PDFFault) {
    guard let reference = value.reference else { throw PDFFault("a form field is no object of its own") }
    guard depth < 32, result.count < FormField.limit else { throw PDFFault("the form is too large") }
    guard seen.insert(reference.number).inserted else { throw PDFFault("a form field stands twice in the form") }
    guard let dictionary = try object(reference, view).value.dictionary else { return }
    let own = try resolve(dictionary["T"], view).string.map(PDFText.string)
    let name = [above?.name, own].compactMap { $0 }.joined(separator: ".")
    let field = FormField(
      number: reference.number, name: name,
      kind: try resolve(dictionary["FT"], view).name ?? above?.kind,
      value: dictionary["V"] == nil ? above?.value ?? .null : try resolve(dictionary["V"], view),
      dictionary: dictionary, isWidget: own == nil && above != nil)
    result.append(field)
    let kids = try resolve(dictionary["Kids"], view)
    guard kids != .null else { return }
    guard let kids = kids.array else { throw PDFFault("a form field can't be read") }
    for kid in kids { try collect(kid, field, view, depth + 1, &seen, &result) }
  }
}

/// Text strings of a PDF.
enum PDFText {
  /// A text string: UTF-16 or UTF-8 by its mark, else Latin letters.
  static func string(_ bytes: [UInt8]) -> String {
    if bytes.starts(with: [0xFE, 0xFF]) {
      var units: [UInt16] = []
      for index in stride(from: 2, to: bytes.count - 1, by: 2) {
        units.append(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]))
      }
      return String(decoding: units, as: UTF16.self)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
    return String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
  }
}
