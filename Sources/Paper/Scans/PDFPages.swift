import Foundation

/// A box of a PDF page in points, from the left lower corner.
struct PageBox: Hashable, Sendable {
  var left: Double
  var bottom: Double
  var right: Double
  var top: Double

  var width: Double { right - left }
  var height: Double { top - bottom }

  var values: [Double] { [left, bottom, right, top].map { ($0 * 1000).rounded() / 1000 } }
}

/// The pages of a PDF as qpdf's JSON (version 2) tells them.
struct PDFPages {
  private let header: [String: Any]
  private let objects: [String: Any]
  /// The names of the page objects, "12 0 R".
  private let pages: [String]

  init(of path: String, _ limit: TimeLimit) throws(PaperFault) {
    let output: [UInt8]
    do {
      let answer = try QPDF.run(
        [
          "--warning-exit-0", "--no-warn", "--json=2", "--json-key=pages", "--json-key=qpdf",
          "--json-stream-data=none", QPDF.argument(path),
        ], limit)
      output = answer.output
    } catch {
      throw .program("qpdf: \(error)")
    }
    guard let all = try? JSONSerialization.jsonObject(with: Data(output)) as? [String: Any],
      let qpdf = all["qpdf"] as? [[String: Any]], qpdf.count == 2, let listed = all["pages"] as? [[String: Any]]
    else { throw .program("qpdf: no page list") }
    header = qpdf[0]
    objects = qpdf[1]
    pages = listed.compactMap { $0["object"] as? String }
  }

  /// The box of each page that qpdf lays into another page: the trim box, else the crop box, else the media box.
  var boxes: [PageBox] {
    pages.map { name in
      for key in ["/TrimBox", "/CropBox", "/MediaBox"] {
        if let box = box(inherited(key, from: name, depth: 0)) { return box }
      }
      return PageBox(left: 0, bottom: 0, right: 612, top: 792)
    }
  }

  /// An update for qpdf that gives each page a trim box, or takes it away.
  func update(trimBoxes: [PageBox?]) throws(PaperFault) -> Data {
    var changed: [String: Any] = [:]
    for (name, box) in zip(pages, trimBoxes) {
      var dictionary = dictionary(name) ?? [:]
      dictionary["/TrimBox"] = box?.values
      changed["obj:" + name] = ["value": dictionary]
    }
    do {
      return try JSONSerialization.data(withJSONObject: ["qpdf": [header, changed]], options: [.sortedKeys])
    } catch {
      throw .program("\(error)")
    }
  }

  private func dictionary(_ name: String) -> [String: Any]? {
    (objects["obj:" + name] as? [String: Any])?["value"] as? [String: Any]
  }

  private func inherited(_ key: String, from name: String, depth: Int) -> Any? {
    guard depth < 64, let dictionary = dictionary(name) else { return nil }
    if let value = dictionary[key] { return value }
    guard key != "/TrimBox", let parent = dictionary["/Parent"] as? String else { return nil }
    return inherited(key, from: parent, depth: depth + 1)
  }

  private func resolved(_ value: Any?) -> Any? {
    guard let name = value as? String, name.hasSuffix(" R") else { return value }
    return (objects["obj:" + name] as? [String: Any])?["value"]
  }

  private func box(_ value: Any?) -> PageBox? {
    guard let corners = resolved(value) as? [Any], corners.count == 4 else { return nil }
    let numbers = corners.compactMap { (resolved($0) as? NSNumber)?.doubleValue }
    guard numbers.count == 4 else { return nil }
    return PageBox(
      left: min(numbers[0], numbers[2]), bottom: min(numbers[1], numbers[3]), right: max(numbers[0], numbers[2]),
      top: max(numbers[1], numbers[3]))
  }
}
