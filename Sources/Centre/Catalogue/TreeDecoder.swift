/// Reads values from a catalogue's file and notes which keys nobody asked for.
///
/// Numbers and truths are written without quotes; texts either way, but nothing (`null`, `~`) is no text.
final class TreeDecoder: Decoder {
  let userInfo: [CodingUserInfoKey: Any] = [:]
  fileprivate let tree: CatalogueTree
  fileprivate let entries: [CatalogueTree.Entry]
  /// Which entries were asked for; the decoder above lives as long as this one, which it holds.
  private var asked: [Bool]
  private var isAsked = false
  private var children: [TreeDecoder] = []
  private unowned let parent: TreeDecoder?
  private let key: (any CodingKey)?

  init(_ tree: CatalogueTree) {
    self.tree = tree
    entries = tree.entries
    asked = Array(repeating: false, count: entries.count)
    parent = nil
    key = nil
  }

  private init(_ tree: CatalogueTree, _ key: any CodingKey, in parent: TreeDecoder) {
    self.tree = tree
    entries = tree.entries
    asked = Array(repeating: false, count: entries.count)
    self.parent = parent
    self.key = key
  }

  /// The keys down to here; worked out when somebody asks, which only a fault does.
  var codingPath: [any CodingKey] { (parent?.codingPath ?? []) + (key.map { [$0] } ?? []) }

  /// The keys of mappings that were read and that nobody asked for.
  var unknownKeys: [(key: String, line: Int)] {
    // A value that is read whole asks for its keys; one that was read as something else has none.
    let own = isAsked ? zip(entries, asked).filter { !$0.1 }.map { ($0.0.key, $0.0.keyLine) } : []
    return own + children.flatMap(\.unknownKeys)
  }

  /// What stands under a key, which counts as asked for.
  fileprivate func ask(_ key: String) -> CatalogueTree? {
    isAsked = true
    guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
    asked[index] = true
    return entries[index].value
  }

  fileprivate func child(_ tree: CatalogueTree, _ key: any CodingKey) -> TreeDecoder {
    let child = TreeDecoder(tree, key, in: self)
    children.append(child)
    return child
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard tree.isMapping else { throw mismatch([String: Any].self, "is no mapping of keys") }
    return KeyedDecodingContainer(Keyed(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard tree.isSequence else { throw mismatch([Any].self, "is no list") }
    return Unkeyed(decoder: self, items: tree.items)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

  fileprivate func mismatch(_ type: Any.Type, _ reason: String) -> DecodingError {
    .typeMismatch(type, .init(codingPath: codingPath, debugDescription: reason))
  }
}

extension TreeDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { tree.isNull }

  func decode(_ type: String.Type) throws -> String {
    guard let text = tree.scalar, !tree.isNull else { throw mismatch(type, "is no text") }
    return text
  }

  func decode(_ type: Bool.Type) throws -> Bool {
    switch tree.plain {
    case "true": return true
    case "false": return false
    default: throw mismatch(type, "is neither true nor false")
    }
  }

  private func number<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
    guard let number = tree.plain.flatMap({ Number($0) }) else { throw mismatch(type, "is no whole number") }
    return number
  }

  func decode(_ type: Int.Type) throws -> Int { try number(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try number(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try number(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try number(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try number(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try number(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try number(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try number(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try number(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try number(type) }

  func decode(_ type: Double.Type) throws -> Double {
    guard let number = tree.plain.flatMap(Double.init), number.isFinite else { throw mismatch(type, "is no number") }
    return number
  }

  func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }
}

/// The keys of a mapping.
private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: TreeDecoder

  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] { decoder.entries.compactMap { Key(stringValue: $0.key) } }

  func contains(_ key: Key) -> Bool { decoder.ask(key.stringValue) != nil }

  private func child(_ key: Key) throws -> TreeDecoder {
    guard let tree = decoder.ask(key.stringValue) else {
      throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "is missing"))
    }
    return decoder.child(tree, key)
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    decoder.ask(key.stringValue)?.isNull ?? true
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try child(key).decode(type) }

  func decode(_ type: String.Type, forKey key: Key) throws -> String { try child(key).decode(type) }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try child(key).decode(type) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try child(key).decode(type) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try child(key).decode(type) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try child(key).decode(type) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try child(key).decode(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try child(key).decode(type) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try child(key).decode(type) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try child(key).decode(type) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try child(key).decode(type) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try child(key).decode(type) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try child(key).decode(type) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try child(key).decode(type) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try child(key).decode(type) }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> { try child(key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try child(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { decoder }
  func superDecoder(forKey key: Key) throws -> any Decoder { try child(key) }
}

/// The items of a list.
private struct Unkeyed: UnkeyedDecodingContainer {
  let decoder: TreeDecoder
  let items: [CatalogueTree]
  var currentIndex = 0

  init(decoder: TreeDecoder, items: [CatalogueTree]) {
    self.decoder = decoder
    self.items = items
  }

  private struct Index: CodingKey {
    let intValue: Int?
    var stringValue: String { String(intValue ?? 0) }

    init(intValue: Int) { self.intValue = intValue }
    init?(stringValue: String) { nil }
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { items.count }
  var isAtEnd: Bool { currentIndex >= items.count }

  private mutating func next() throws -> TreeDecoder {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        Any.self, .init(codingPath: codingPath, debugDescription: "the list ends here"))
    }
    defer { currentIndex += 1 }
    return decoder.child(items[currentIndex], Index(intValue: currentIndex))
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, items[currentIndex].isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().decode(type) }

  mutating func decode(_ type: String.Type) throws -> String { try next().decode(type) }
  mutating func decode(_ type: Bool.Type) throws -> Bool { try next().decode(type) }
  mutating func decode(_ type: Int.Type) throws -> Int { try next().decode(type) }
  mutating func decode(_ type: Int8.Type) throws -> Int8 { try next().decode(type) }
  mutating func decode(_ type: Int16.Type) throws -> Int16 { try next().decode(type) }
  mutating func decode(_ type: Int32.Type) throws -> Int32 { try next().decode(type) }
  mutating func decode(_ type: Int64.Type) throws -> Int64 { try next().decode(type) }
  mutating func decode(_ type: UInt.Type) throws -> UInt { try next().decode(type) }
  mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try next().decode(type) }
  mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try next().decode(type) }
  mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try next().decode(type) }
  mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try next().decode(type) }
  mutating func decode(_ type: Double.Type) throws -> Double { try next().decode(type) }
  mutating func decode(_ type: Float.Type) throws -> Float { try next().decode(type) }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) throws -> KeyedDecodingContainer<NestedKey> { try next().container(keyedBy: type) }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }

  mutating func superDecoder() throws -> any Decoder { try next() }
}
