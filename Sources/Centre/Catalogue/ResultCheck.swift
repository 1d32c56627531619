import Domain

/// Proves what a procedure ends with: results are made the way their kind says, what a document names is known, what
/// is kept is asked.
struct ResultCheck {
  private let filed: Filed<Procedure>
  private let procedure: Procedure
  private let scope: CatalogueScope

  init(_ filed: Filed<Procedure>, in scope: CatalogueScope) {
    self.filed = filed
    procedure = filed.value
    self.scope = scope
  }

  func faults() -> [CatalogueFault] {
    guard !procedure.results.isEmpty else { return [filed.fault(["results"], "it ends with nothing")] }
    var faults: [CatalogueFault] = []
    var keys: Set<String> = []
    for (index, result) in procedure.results.enumerated() {
      let path = ["results", String(index)]
      if !keys.insert(result.key).inserted {
        faults.append(filed.fault(path + ["key"], "the result \(result.key) stands twice"))
      }
      faults += kindFaults(result, path)
      for (place, key) in (result.keeps ?? []).enumerated() where procedure.anyField(key) == nil {
        faults.append(filed.fault(path + ["keeps", String(place)], "there is no field \(key)"))
      }
      if let document = result.document { faults += documentFaults(document, path + ["document"]) }
    }
    return faults
  }

  private func kindFaults(_ result: ProcedureResult, _ path: [String]) -> [CatalogueFault] {
    switch result.kind {
    case .certifiedCopies:
      if !procedure.listsOriginals {
        return [filed.fault(path + ["kind"], "copies are certified of originals: originals: true is missing")]
      }
    case .document:
      if result.document == nil { return [filed.fault(path, "how the document is written is missing: document")] }
    case .guidance:
      return guidanceFaults(path)
    }
    if result.kind != .document, result.document != nil {
      return [filed.fault(path + ["document"], "only a result of kind document has one")]
    }
    return []
  }

  /// A guidance note is made from the procedure that the answer `target` names.
  private func guidanceFaults(_ path: [String]) -> [CatalogueFault] {
    guard let target = procedure.anyField("target") else {
      return [filed.fault(path + ["kind"], "guidance needs a field target, which names the procedure")]
    }
    return (target.choices ?? []).map(\.key).filter { !scope.holds(ProcedureCode(rawValue: $0)) }
      .map { filed.fault(path + ["kind"], "target may be \($0), and there is no such procedure") }
  }

  private func documentFaults(_ document: DocumentTemplate, _ path: [String]) -> [CatalogueFault] {
    let names = DocumentValues.names(of: procedure)
    var faults: [CatalogueFault] = []
    func look(_ text: String?, _ place: [String]) {
      guard let text else { return }
      for name in DocumentValues.placeholders(in: text) where !names.contains(name) {
        faults.append(filed.fault(path + place, "{\(name)} stands for nothing"))
      }
      // Each opening brace is closed before the next one opens.
      if text.filter({ $0 == "{" || $0 == "}" }).split(by: 2).contains(where: { $0 != "{}" }) {
        faults.append(filed.fault(path + place, "a brace is not closed"))
      }
    }
    look(document.title, ["title"])
    look(document.abstract, ["abstract"])
    for (index, text) in (document.bases ?? []).enumerated() { look(text, ["bases", String(index)]) }
    for (index, text) in (document.recipients ?? []).enumerated() { look(text, ["recipients", String(index)]) }
    for (index, block) in document.body.enumerated() {
      let place = ["body", String(index)]
      look(block.heading, place + ["heading"])
      look(block.paragraph, place + ["paragraph"])
      for (line, field) in (block.fields ?? []).enumerated() {
        look(field.label, place + ["fields", String(line), "label"])
        look(field.value, place + ["fields", String(line), "value"])
      }
      let parts = [block.heading != nil, block.paragraph != nil, block.fields != nil, block.codes != nil]
      if parts.count(where: { $0 }) != 1 {
        faults.append(filed.fault(path + place, "a block has exactly one of heading, paragraph, fields, codes"))
      }
      if let key = block.codes, procedure.anyField(key)?.kind != .codes {
        faults.append(filed.fault(path + place + ["codes"], "there is no field of codes \(key)"))
      }
    }
    if document.body.isEmpty { faults.append(filed.fault(path + ["body"], "the document says nothing")) }
    return faults
  }
}

extension String {
  /// The text in pieces of so many characters.
  fileprivate func split(by size: Int) -> [Substring] {
    var pieces: [Substring] = []
    var rest = self[...]
    while !rest.isEmpty {
      pieces.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return pieces
  }
}
