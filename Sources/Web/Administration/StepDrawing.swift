import Domain

/// The steps of a procedure as a drawing: from top to bottom, each step under all that come before it. Long ways round
/// a step get a lane of their own, so that no line crosses a box.
struct StepDrawing: Sendable {
  struct Box: Sendable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
    let middle: Int
    let lines: [Line]
    let role: Line
    let isLast: Bool
  }

  struct Line: Sendable {
    let text: String
    let y: Int
  }

  struct Arrow: Sendable {
    let path: String
    let label: String?
    let x: Int
    let y: Int
  }

  let width: Int
  let height: Int
  let boxes: [Box]
  let arrows: [Arrow]

  private static let box = (width: 232, height: 88)
  private static let lane = 70
  private static let gap = (across: 28, down: 62)
  private static let margin = 14
  private static let signs = (line: 26, label: 30)

  /// One place in a row: a step, or a lane of an arrow that goes past it.
  private struct Place: Hashable {
    let key: StepKey?
    let arrow: Int?

    var width: Int { key == nil ? StepDrawing.lane : StepDrawing.box.width }
  }

  private struct Way {
    let from: StepKey
    let to: StepKey
    let label: String?
  }

  init(_ procedure: Procedure, _ wording: Wording) {
    let language = wording.language
    let order = procedure.firstStep.map { StepGraph(procedure).walk(from: $0.key).order } ?? []
    var rows: [StepKey: Int] = [:]
    var ways: [Way] = []
    for key in order {
      guard let step = procedure.step(key) else { continue }
      let row = rows[key, default: 0]
      rows[key] = row
      var labels: [(to: StepKey, names: [String])] = []
      for outcome in step.outcomes ?? [] {
        guard let next = outcome.next else { continue }
        let name = outcome.name[language]
        if let known = labels.firstIndex(where: { $0.to == next }) {
          labels[known].names.append(name)
        } else {
          labels.append((next, [name]))
        }
      }
      if let next = step.next { labels.append((next, [])) }
      for (next, names) in labels {
        rows[next] = max(rows[next, default: 0], row + 1)
        ways.append(Way(from: key, to: next, label: names.isEmpty ? nil : names.joined(separator: " / ")))
      }
    }
    let places = Self.arranged(order, rows, ways)
    let widths = places.map { row in row.map(\.width).reduce(0, +) + Self.gap.across * max(0, row.count - 1) }
    let widest = widths.max() ?? 0
    var middles: [Place: Int] = [:]
    for (row, width) in zip(places, widths) {
      var x = Self.margin + (widest - width) / 2
      for place in row {
        middles[place] = x + place.width / 2
        x += place.width + Self.gap.across
      }
    }
    func top(_ row: Int) -> Int { Self.margin + row * (Self.box.height + Self.gap.down) }
    boxes = order.compactMap { key in
      guard let step = procedure.step(key), let middle = middles[Place(key: key, arrow: nil)] else { return nil }
      return Self.box(step, middle: middle, top: top(rows[key] ?? 0), wording)
    }
    arrows = ways.enumerated().compactMap { number, way in
      guard let from = middles[Place(key: way.from, arrow: nil)], let to = middles[Place(key: way.to, arrow: nil)],
        let first = rows[way.from], let last = rows[way.to]
      else { return nil }
      var path = "M\(from) \(top(first) + Self.box.height)"
      var x = from
      var y = top(first) + Self.box.height
      for row in (first + 1)...last {
        let next = row == last ? to : middles[Place(key: nil, arrow: number)] ?? x
        let end = row == last ? top(row) - 7 : top(row)
        path += " C\(x) \(y + 30) \(next) \(end - 30) \(next) \(end)"
        x = next
        y = end
        if row < last {
          y = top(row) + Self.box.height
          path += " L\(x) \(y)"
        }
      }
      let next = last == first + 1 ? to : middles[Place(key: nil, arrow: number)] ?? to
      return Arrow(
        path: path, label: way.label.map { Self.cut($0, Self.signs.label) }, x: (from + next) / 2,
        y: top(first) + Self.box.height + Self.gap.down / 2 + 3)
    }
    width = widest + 2 * Self.margin
    height = top((rows.values.max() ?? 0)) + Self.box.height + Self.margin
  }

  private static func box(_ step: ProcedureStep, middle: Int, top: Int, _ wording: Wording) -> Box {
    var names = wrapped(step.name[wording.language], signs.line)
    if names.count > 2 { names = [names[0], cut(names.dropFirst().joined(separator: " "), signs.line)] }
    let first = top + (names.count == 1 ? 34 : 24)
    let minutes = max(step.minutes, (step.waits?.workingDays ?? 0) * 480)
    let role = wording.text("shared.role.\(step.role.rawValue)") + " · " + wording.span(workingMinutes: minutes)
    return Box(
      x: middle - box.width / 2, y: top, width: box.width, height: box.height, middle: middle,
      lines: names.enumerated().map { Line(text: $1, y: first + $0 * 20) }, role: Line(text: role, y: top + 72),
      isLast: step.canEnd)
  }

  /// The places of each row, in an order in which few arrows cross: each place is moved to the mean of what it is
  /// joined with, down and up a few times.
  private static func arranged(_ order: [StepKey], _ rows: [StepKey: Int], _ ways: [Way]) -> [[Place]] {
    guard let last = rows.values.max() else { return [] }
    var places: [[Place]] = Array(repeating: [], count: last + 1)
    for key in order { places[rows[key] ?? 0].append(Place(key: key, arrow: nil)) }
    var above: [Place: [Place]] = [:]
    var below: [Place: [Place]] = [:]
    for (number, way) in ways.enumerated() {
      guard let first = rows[way.from], let end = rows[way.to] else { continue }
      var previous = Place(key: way.from, arrow: nil)
      for row in (first + 1)...end {
        let next = row == end ? Place(key: way.to, arrow: nil) : Place(key: nil, arrow: number)
        if row < end { places[row].append(next) }
        above[next, default: []].append(previous)
        below[previous, default: []].append(next)
        previous = next
      }
    }
    for sweep in 0..<6 {
      let down = sweep.isMultiple(of: 2)
      for row in down ? Array(1..<max(1, places.count)) : Array((0..<max(0, places.count - 1)).reversed()) {
        let other = places[down ? row - 1 : row + 1]
        let position = Dictionary(uniqueKeysWithValues: other.enumerated().map { ($1, Double($0)) })
        let joined = down ? above : below
        let size = Double(max(1, places[row].count))
        places[row] = places[row].enumerated().map { index, place in
          let near = (joined[place] ?? []).compactMap { position[$0] }
          let own = Double(index) / size * Double(max(1, other.count))
          return (near.isEmpty ? own : near.reduce(0, +) / Double(near.count), index, place)
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
      }
    }
    return places
  }

  private static func wrapped(_ text: String, _ limit: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < limit {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(cut(String(word), limit))
      }
    }
    return lines.isEmpty ? [""] : lines
  }

  private static func cut(_ text: String, _ limit: Int) -> String {
    text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }
}
