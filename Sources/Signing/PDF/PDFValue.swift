/// A value of a PDF file (ISO 32000-2, 7.3). Names are kept with a character for each byte, so that no two become one.
indirect enum PDFValue: Equatable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// A number with a fraction, as it is written.
  case real(String)
  case string([UInt8])
  case name(String)
  case array([PDFValue])
  case dictionary([String: PDFValue])
  case reference(PDFReference)

  var dictionary: [String: PDFValue]? { if case .dictionary(let value) = self { value } else { nil } }
  var array: [PDFValue]? { if case .array(let value) = self { value } else { nil } }
  var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  var name: String? { if case .name(let value) = self { value } else { nil } }
  var string: [UInt8]? { if case .string(let value) = self { value } else { nil } }
  var reference: PDFReference? { if case .reference(let value) = self { value } else { nil } }

  /// A number's value.
  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let text): Double(text)
    default: nil
    }
  }

  /// The numbers of the objects that it refers to, at any depth.
  func references(_ found: (Int) -> Void) {
    switch self {
    case .reference(let reference): found(reference.number)
    case .array(let values): for value in values { value.references(found) }
    case .dictionary(let values): for value in values.values { value.references(found) }
    default: break
    }
  }
}

/// A reference to an object by number and generation.
struct PDFReference: Hashable, Sendable {
  let number: Int
  let generation: Int
}

/// An object of the file's body.
struct PDFObject: Equatable, Sendable {
  var value: PDFValue
  /// Where a stream's bytes stand, encoded as they are.
  var stream: Range<Int>?
  /// Where the hexadecimal string of `/Contents` stands, with its brackets, when the object is a dictionary with one.
  var contents: Range<Int>?

  static let null = PDFObject(value: .null, stream: nil, contents: nil)
}

/// Why a file can't be read as the standard has it. A signed file that others would have to guess at is refused.
struct PDFFault: Error, Hashable {
  let words: String

  init(_ words: String) { self.words = words }
}
