public import Domain

extension FieldCondition {
  /// The condition in words: "khi Loại việc là Đất đai". `procedure` is the one whose fields and steps it names.
  public func words(in procedure: Procedure, _ language: Language, _ texts: Texts) -> String {
    let step = procedure.step(StepKey(rawValue: field))
    let asked = procedure.anyField(field)
    let told = values.map { value in
      if let outcome = step?.outcomes?.first(where: { $0.key == value }) { return outcome.name[language] }
      if asked?.kind == .yesNo { return texts.text("shared.\(value == "yes" ? "yes" : "no")", language) }
      return asked?.choices?.first { $0.key == value }?.label[language] ?? value
    }
    let name = step?.outcomes != nil ? step?.name[language] : asked?.label[language]
    return texts.text("shared.when", language, ["field": name ?? field, "values": told.joined(separator: " / ")])
  }
}
