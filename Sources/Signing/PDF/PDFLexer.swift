/// Reads the values of a PDF out of bytes. It never looks outside them, goes no deeper than `depthLimit`, and refuses
/// what readers understand differently, such as a key that stands twice in a dictionary.
struct PDFLexer {
  let bytes: [UInt8]
  var at: Int
  let end: Int
  /// Where the hexadecimal string of `/Contents` stood in the outermost dictionary that was read last.
  private(set) var contents: Range<Int>?

  static let depthLimit = 64

  init(_ bytes: [UInt8], at: Int, end: Int? = nil) {
    self.bytes = bytes
    self.end = min(max(0, end ?? bytes.count), bytes.count)
    self.at = min(max(0, at), self.end)
  }

  private var next: UInt8? { at < end ? bytes[at] : nil }

  private func ahead(_ count: Int) -> UInt8? { at + count < end ? bytes[at + count] : nil }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 32 || (9...10).contains(byte) || (12...13).contains(byte) || byte == 0
  }

  private static let delimiters = Set("()<>[]{}/%".utf8)

  static func isRegular(_ byte: UInt8) -> Bool { !isSpace(byte) && !delimiters.contains(byte) }

  /// Goes over white space and comments.
  mutating func skipSpace() {
    while let byte = next {
      if Self.isSpace(byte) {
        at += 1
      } else if byte == UInt8(ascii: "%") {
        while let byte = next, byte != 10, byte != 13 { at += 1 }
      } else {
        return
      }
    }
  }

  /// Reads a word of regular characters, such as `obj`, when it stands next.
  mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard at + count <= end else { return false }
    for index in 0..<count where bytes[at + index] != word.utf8Start[index] { return false }
    if let after = ahead(count), Self.isRegular(after), Self.isRegular(bytes[at + count - 1]) { return false }
    at += count
    return true
  }

  /// Reads a number without sign or fraction.
  mutating func naturalNumber() -> Int? {
    var digits = 0
    var value = 0
    while let byte = ahead(digits), byte >= 48, byte <= 57 {
      digits += 1
      guard digits <= 18 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    if digits == 0 { return nil }
    if let after = ahead(digits), Self.isRegular(after) { return nil }
    at += digits
    return value
  }

  /// Reads a value.
  mutating func value(depth: Int = 0) throws(PDFFault) -> PDFValue {
    guard depth < Self.depthLimit else { throw PDFFault("values are nested too deeply") }
    skipSpace()
    guard let byte = next else { throw PDFFault("the file ends within a value") }
    switch byte {
    case UInt8(ascii: "/"): return .name(try name())
    case UInt8(ascii: "("): return .string(try literal())
    case UInt8(ascii: "["): return .array(try array(depth))
    case UInt8(ascii: "<"):
      return ahead(1) == UInt8(ascii: "<") ? .dictionary(try dictionary(depth)) : .string(try hexadecimal())
    case 48...57, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): return try number()
    default:
      if take("true") { return .boolean(true) }
      if take("false") { return .boolean(false) }
      if take("null") { return .null }
      throw PDFFault("there is no value where one must be")
    }
  }

  private mutating func number() throws(PDFFault) -> PDFValue {
    let start = at
    if let first = naturalNumber() {
      // Perhaps a reference: NUMBER GENERATION R.
      let after = at
      skipSpace()
      if let second = naturalNumber(), second <= 65_535 {
        skipSpace()
        if take("R") { return .reference(PDFReference(number: first, generation: second)) }
      }
      at = after
      return .integer(first)
    }
    at = start
    while let byte = next, Self.isRegular(byte) { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    guard text.count <= 64, text.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || "+-.".utf8.contains($0) }) else {
      throw PDFFault("a number can't be read")
    }
    let plain = text.hasPrefix("+") ? String(text.dropFirst()) : text
    if let whole = Int(plain) { return .integer(whole) }
    guard Double(plain.hasSuffix(".") ? plain + "0" : plain) != nil else { throw PDFFault("a number can't be read") }
    return .real(plain)
  }

  private mutating func name() throws(PDFFault) -> String {
    at += 1
    var result = String.UnicodeScalarView()
    while let byte = next, Self.isRegular(byte) {
      if byte == UInt8(ascii: "#") {
        guard let high = ahead(1).flatMap(Self.digit), let low = ahead(2).flatMap(Self.digit) else {
          throw PDFFault("a name can't be read")
        }
        result.append(UnicodeScalar(high << 4 | low))
        at += 3
      } else {
        result.append(UnicodeScalar(byte))
        at += 1
      }
    }
    return String(result)
  }

  static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }

  private mutating func hexadecimal() throws(PDFFault) -> [UInt8] {
    at += 1
    var result: [UInt8] = []
    var half: UInt8?
    while let byte = next {
      at += 1
      if byte == UInt8(ascii: ">") {
        if let half { result.append(half << 4) }
        return result
      }
      if Self.isSpace(byte) { continue }
      guard let digit = Self.digit(byte) else { throw PDFFault("a hexadecimal string can't be read") }
      if let first = half {
        result.append(first << 4 | digit)
        half = nil
      } else {
        half = digit
      }
    }
    throw PDFFault("a string has no end")
  }

  private mutating func literal() throws(PDFFault) -> [UInt8] {
    at += 1
    var result: [UInt8] = []
    var open = 1
    while let byte = next {
      at += 1
      switch byte {
      case UInt8(ascii: "("):
        open += 1
        result.append(byte)
      case UInt8(ascii: ")"):
        open -= 1
        if open == 0 { return result }
        result.append(byte)
      case UInt8(ascii: "\\"): escape(&result)
      case 13:
        if next == 10 { at += 1 }
        result.append(10)
      default: result.append(byte)
      }
    }
    throw PDFFault("a string has no end")
  }

  private mutating func escape(_ result: inout [UInt8]) {
    guard let byte = next else { return }
    at += 1
    switch byte {
    case UInt8(ascii: "n"): result.append(10)
    case UInt8(ascii: "r"): result.append(13)
    case UInt8(ascii: "t"): result.append(9)
    case UInt8(ascii: "b"): result.append(8)
    case UInt8(ascii: "f"): result.append(12)
    case 13: if next == 10 { at += 1 }
    case 10: break
    case 48...55:
      var code = Int(byte - 48)
      for _ in 0..<2 {
        guard let more = next, more >= 48, more <= 55 else { break }
        code = code * 8 + Int(more - 48)
        at += 1
      }
      result.append(UInt8(truncatingIfNeeded: code))
    default: result.append(byte)
    }
  }

  private mutating func array(_ depth: Int) throws(PDFFault) -> [PDFValue] {
    at += 1
    var result: [PDFValue] = []
    while true {
      skipSpace()
      if next == UInt8(ascii: "]") {
        at += 1
        return result
      }
      result.append(try value(depth: depth + 1))
    }
  }

  private mutating func dictionary(_ depth: Int) throws(PDFFault) -> [String: PDFValue] {
    at += 2
    if depth == 0 { contents = nil }
    var result: [String: PDFValue] = [:]
    while true {
      skipSpace()
      if next == UInt8(ascii: ">"), ahead(1) == UInt8(ascii: ">") {
        at += 2
        return result
      }
      guard next == UInt8(ascii: "/") else { throw PDFFault("a dictionary can't be read") }
      let key = try name()
      skipSpace()
      let start = at
      let isHexadecimal = next == UInt8(ascii: "<") && ahead(1) != UInt8(ascii: "<")
      let read = try value(depth: depth + 1)
      if depth == 0, key == "Contents", isHexadecimal { contents = start..<at }
      guard result.updateValue(read, forKey: key) == nil else {
        throw PDFFault("the key \(key) stands twice in a dictionary")
      }
    }
  }
}
