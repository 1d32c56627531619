import Foundation

/// Scans of made-up papers, marked as samples.
enum SampleScans {
  /// By the name of the paper.
  static let all: [String: [UInt8]] = [
    "Bằng tốt nghiệp đại học": content("bang-tot-nghiep"), "Giấy khai sinh": content("giay-khai-sinh"),
  ].compactMapValues { $0 }

  private static func content(_ name: String) -> [UInt8]? {
    let folder = Bundle.module.resourceURL ?? Bundle.module.bundleURL
    return (try? Data(contentsOf: folder.appendingPathComponent(name + ".png"))).map { Array($0) }
  }
}
