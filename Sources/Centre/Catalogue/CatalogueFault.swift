/// One fault of the catalogue: which file, which line, what is wrong.
public struct CatalogueFault: Codable, Hashable, Sendable, CustomStringConvertible {
  /// The file, relative to the catalogue's folder.
  public let file: String
  /// The line, from 1; 0 when it is about the whole file.
  public let line: Int
  /// What is wrong.
  public let reason: String

  /// Names a fault.
  public init(file: String, line: Int, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// `file:line: reason`
  public var description: String { "\(file):\(line): \(reason)" }
}

/// The faults that keep a catalogue from being loaded. Never empty.
public struct CatalogueFaults: Error, CustomStringConvertible {
  /// The faults, by file and line.
  public let faults: [CatalogueFault]

  /// A line for each.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// Something in the catalogue that nobody could confirm; shown to administrators.
public struct UnverifiedMark: Codable, Hashable, Sendable {
  /// The file.
  public let file: String
  /// The line.
  public let line: Int
  /// The text beside the mark.
  public let text: String
}
