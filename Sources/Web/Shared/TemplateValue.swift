import Mustache

/// A value of a page as templates ask for it. The template library reflects a whole value each time that a name is
/// looked for in it, and looks for a name in a row, then in the list, then in the page: of a long list nearly all time
/// went there. Here each value is reflected once, when it is first asked.
///
/// It belongs to the one page that is being made.
final class TemplateValue: MustacheParent, CustomStringConvertible {
  private let value: Any
  private lazy var children = Self.children(of: value)

  private init(_ value: Any) {
    self.value = value
  }

  /// A value whose names are given.
  init(_ children: [String: Any]) {
    value = ()
    self.children = children.compactMapValues(Self.asked)
  }

  func child(named name: String) -> Any? { children[name] }

  var description: String { String(describing: value) }

  /// What a template gets for a value: texts, numbers and truths as they are, nothing for what is missing.
  private static func asked(_ value: Any) -> Any? {
    switch value {
    case let text as String: return text
    case let truth as Bool: return truth
    case let number as Int: return number
    case let parent as any MustacheParent: return parent
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { asked($0.value) }
    case .collection, .set: return mirror.children.compactMap { asked($0.value) }
    default: return TemplateValue(value)
    }
  }

  private static func children(of value: Any) -> [String: Any] {
    var children: [String: Any] = [:]
    for case (let label?, let child) in Mirror(reflecting: value).children {
      children[label] = asked(child)
    }
    return children
  }
}
