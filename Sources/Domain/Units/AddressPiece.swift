/// One piece of an address: what kind of area it names, and which.
struct AddressPiece: Sendable {
  /// The kinds of areas that addresses name.
  enum Kind: String, Sendable {
    case province = "tinh"
    case city = "thanh pho"
    case town = "thi xa"
    case district = "huyen"
    case ward = "phuong"
    case commune = "xa"
    case township = "thi tran"
    case zone = "dac khu"

    /// Whether it lay between commune and province.
    var isDistrict: Bool { [.city, .town, .district].contains(self) }
  }

  /// The most characters of an address that are looked at.
  static let limit = 500
  /// Where it begins in the address.
  let start: String.Index
  /// The piece as it was typed.
  let text: String
  /// The kind, when it stands before the name.
  let kind: Kind?
  /// The name alone, made comparable.
  let name: String

  /// Kind and name together.
  var key: String { "\(kind?.rawValue ?? "") \(name)" }

  /// Reads a name that stands alone.
  init(_ name: String) { self.init(words: name.split { $0.isWhitespace }[...], start: name.startIndex) }

  private init(words: ArraySlice<Substring>, start: String.Index) {
    self.start = words.first?.startIndex ?? start
    text = words.joined(separator: " ")
    let head = Head(words, alone: true)
    kind = head?.kind
    name = Self.comparable(head?.glued ?? "", words.dropFirst(head?.used ?? 0))
  }

  /// The pieces of an address: parted by commas and semicolons, and before each word that says what kind of area
  /// follows, where somebody left the comma out.
  static func pieces(of address: String) -> [AddressPiece] {
    var pieces: [AddressPiece] = []
    for part in address.split(whereSeparator: { ",;\n\r".contains($0) }) {
      let words = part.split { $0.isWhitespace }
      guard !words.isEmpty else { continue }
      var start = 0
      var place = Head(words[...], alone: true)?.length ?? 1
      while place < words.count {
        guard let head = Head(words[place...], alone: false) else {
          place += 1
          continue
        }
        pieces.append(AddressPiece(words: words[start..<place], start: address.startIndex))
        start = place
        place += head.length
      }
      pieces.append(AddressPiece(words: words[start...], start: address.startIndex))
    }
    return pieces
  }

  /// A name without what differs between spellings of one: diacritics, apostrophes, spaces, dashes, dots, `y` for `i`,
  /// zeros before a number.
  private static func comparable(_ glued: String, _ rest: ArraySlice<Substring>) -> String {
    let words = SearchText.fold(([glued] + rest.map(String.init)).joined(separator: " "))
      .split { !$0.isLetter && !$0.isNumber }
    return words.map { word in
      String(word.allSatisfy(\.isNumber) ? word.drop { $0 == "0" } : word.replacing("y", with: "i"))
    }.joined()
  }
}

/// The words at the beginning of a piece that say what kind of area it is.
private struct Head {
  /// The kind.
  let kind: AddressPiece.Kind
  /// How many words say it.
  let used: Int
  /// The beginning of the name, where it is glued to its kind: `P.3`.
  let glued: String?

  /// How many words it takes with the first of the name, which begins no other kind: the "xã" of "thị xã La Gi".
  var length: Int { used + (glued == nil ? 1 : 0) }

  private static let abbreviations: [(short: String, kind: AddressPiece.Kind)] = [
    ("t.p", .city), ("tp", .city), ("tt", .township), ("tx", .town), ("p", .ward), ("h", .district), ("x", .commune),
    ("t", .province),
  ]

  /// Reads the kind that words begin with; `nil` when they begin with none, or nothing follows.
  ///
  /// - Parameter alone: whether the words are a piece of their own, where a letter such as `P` is enough; within a
  ///   piece a single letter needs its dot.
  init?(_ words: ArraySlice<Substring>, alone: Bool) {
    guard let first = words.first else { return nil }
    let folded = SearchText.fold(String(first))
    if let second = words.dropFirst().first,
      let kind = AddressPiece.Kind(rawValue: "\(folded) \(SearchText.fold(String(second)))")
    {
      guard words.count > 2 else { return nil }
      self.init(kind: kind, used: 2, glued: nil)
      return
    }
    if let kind = AddressPiece.Kind(rawValue: folded) {
      guard words.count > 1 else { return nil }
      self.init(kind: kind, used: 1, glued: nil)
      return
    }
    for (short, kind) in Self.abbreviations where folded.hasPrefix(short) {
      let rest = folded.dropFirst(short.count)
      if rest == "." || (rest.isEmpty && (alone || short.count > 1)) {
        guard words.count > 1 else { return nil }
        self.init(kind: kind, used: 1, glued: nil)
        return
      }
      if rest.first == "." || (kind == .ward && !rest.isEmpty && rest.allSatisfy(\.isNumber)) {
        self.init(kind: kind, used: 1, glued: String(rest.drop { $0 == "." }))
        return
      }
    }
    return nil
  }

  private init(kind: AddressPiece.Kind, used: Int, glued: String?) {
    self.kind = kind
    self.used = used
    self.glued = glued
  }
}
