import Foundation

/// Reads any YAML file in the way of the catalogue's: bounded, without aliases, and every fault with its line.
public enum YAMLFile {
  /// The value that a file says.
  ///
  /// - Throws: `CatalogueFaults`: it can't be read, is no YAML, has a key that is not known, or a value that does not fit.
  public static func read<Value: Decodable>(_ type: Value.Type, at path: String) throws(CatalogueFaults) -> Value {
    let url = URL(fileURLWithPath: path)
    return try CatalogueFile(folder: url.deletingLastPathComponent().path, name: url.lastPathComponent).decode(type)
  }
}
