import Centre
import Domain

/// A procedure in full, for reading: everything that its file says, in the reader's language, with every citation and
/// every mark of what nobody could confirm.
struct ReadableProcedure: Sendable {
  struct Line: Sendable {
    let label: String?
    let text: String
    let source: String?
    let isUnverified: Bool
    let unverified: String?

    init(_ text: String, label: String? = nil, _ citation: Citation? = nil) {
      self.label = label
      self.text = text
      source = citation?.text
      isUnverified = citation?.unverified != nil
      unverified = citation?.unverified.flatMap { $0.isEmpty ? nil : $0 }
    }
  }

  struct Part: Sendable {
    let title: String
    let lines: [Line]
  }

  struct Step: Sendable {
    let number: Int
    let name: String
    let role: String
    let minutes: String
    let leads: [String]
    let lines: [Line]
    let guides: [Part]
  }

  let parts: [Part]
  let steps: [Step]
  let drawing: StepDrawing

  init(_ procedure: Procedure, _ catalogue: Catalogue, _ wording: Wording) {
    let writer = ProcedureWriter(procedure: procedure, catalogue: catalogue, wording: wording)
    parts = writer.parts.filter { !$0.lines.isEmpty }
    steps = procedure.steps.enumerated().map { writer.step($1, number: $0 + 1) }
    drawing = StepDrawing(procedure, wording)
  }
}

/// Writes the parts of a procedure as lines.
struct ProcedureWriter {
  typealias Line = ReadableProcedure.Line
  typealias Part = ReadableProcedure.Part

  let procedure: Procedure
  let catalogue: Catalogue
  let wording: Wording

  private var language: Language { wording.language }

  private func label(_ key: String) -> String { wording.text("admin.label.\(key)") }

  private func part(_ key: String, _ lines: [Line]) -> Part {
    Part(title: wording.text("admin.part.\(key)"), lines: lines)
  }

  var parts: [Part] {
    [
      part("facts", facts), part("law", procedure.legalBasis.map { Line($0.text, $0.withoutText) }),
      part("time", time), part("papers", procedure.papers.map(paper)),
      part("form", procedure.form.map(form) ?? []), part("fee", fee), part("register", register),
      part("results", procedure.results.flatMap(result)),
      part("refusals", procedure.refusals.map { Line($0.text[language], $0.source) }),
      part("guide", procedure.guide.map { Line($0.text[language], $0.source) }),
    ]
  }

  // MARK: - Facts

  private var facts: [Line] {
    var lines = [
      Line(procedure.code.rawValue, label: label("code")), Line(String(procedure.version), label: label("version")),
      Line(procedure.from.display, label: label("from")),
    ]
    if let until = procedure.until { lines.append(Line(until.display, label: label("until"))) }
    lines += [
      Line(procedure.field[language], label: label("field")),
      Line(wording.text("admin.level.\(procedure.level.rawValue)"), label: label("level")),
    ]
    if let authority = procedure.authority {
      lines.append(
        Line(catalogue.units.unit(authority)?.name[language] ?? authority.rawValue, label: label("authority")))
    }
    lines += [
      Line(
        procedure.applicants.map { wording.text("admin.applicant.\($0.rawValue)") }.joined(separator: ", "),
        label: label("applicants")),
      Line(wording.text("admin.online.\(procedure.online.rawValue)"), label: label("online")),
      Line(yesNo(procedure.nonBoundary), label: label("non-boundary")),
      Line(procedure.keywords.joined(separator: ", "), label: label("keywords")),
    ]
    if procedure.owned != .here {
      let systems = [procedure.owned.received, procedure.owned.processed, procedure.owned.status].map { system in
        if case .other(let name) = system { name } else { wording.text("admin.here") }
      }
      lines.append(Line(systems.joined(separator: " → "), label: label("ownership"), procedure.owned.source))
    }
    let connected = (procedure.connected ?? []).map(named)
    if !connected.isEmpty { lines.append(Line(connected.joined(separator: "; "), label: label("connected"))) }
    lines += (procedure.beyondAuthority ?? []).map {
      Line("\($0.circumstance[language]) → \(named($0.procedure))", label: label("beyond"))
    }
    return lines
  }

  private var time: [Line] {
    let limit = procedure.timeLimit
    return [Line(limit.text[language], label: rule(limit.rule), limit.source)]
      + shortened(limit.promised, limit.extraWorkingDays)
      + (limit.cases ?? []).flatMap { entry in
        [Line("\(entry.text[language]) (\(condition(entry.when)))", label: rule(entry.rule), entry.source)]
          + shortened(entry.promised, entry.extraWorkingDays)
      }
  }

  /// What the province promises of a time, and what may be added to it.
  private func shortened(_ promised: DeadlineRule?, _ extraWorkingDays: Int?) -> [Line] {
    var lines: [Line] = []
    if let promised { lines.append(Line(rule(promised), label: label("promised"))) }
    if let extraWorkingDays {
      lines.append(Line(wording.counted("days", extraWorkingDays), label: label("extra-days")))
    }
    return lines
  }

  private func rule(_ rule: DeadlineRule) -> String {
    switch rule {
    case .sameDay(let cutoff): wording.text("admin.rule.same-day", ["time": cutoff.text])
    case .workingDays(let days): wording.counted("days", days)
    case .workingHours(let hours): wording.text("admin.rule.hours", ["number": String(hours)])
    case .calendarDays(let days): wording.text("admin.rule.calendar-days", ["number": String(days)])
    }
  }

  private var register: [Line] {
    procedure.registerBook.map { [Line($0.title[language], label: $0.symbol, $0.source)] } ?? []
  }

  // MARK: - What is asked

  private func paper(_ paper: RequiredPaper) -> Line {
    var notes = [wording.text(paper.original ? "admin.paper.original" : "admin.paper.copy")]
    if let count = paper.count { notes.append("× \(count)") }
    if paper.isForm ?? false { notes.append(wording.text("admin.paper.form")) }
    if paper.optional ?? false { notes.append(wording.text("shared.optional")) }
    if let when = paper.when { notes.append(condition(when)) }
    if let held = paper.held, !held.isEmpty {
      let names = held.map {
        $0 == "identity" ? wording.text("admin.paper.identity") : named(ProcedureCode(rawValue: $0))
      }
      notes.append(wording.text("admin.paper.held", ["where": names.joined(separator: ", ")]))
    }
    return Line("\(paper.name[language]) (\(notes.joined(separator: "; ")))", paper.source)
  }

  func form(_ form: ProcedureForm) -> [Line] {
    [Line(form.title[language], form.source)]
      + form.sections.flatMap { section in
        section.fields.map { field in
          Line(
            describe(field, in: section), label: "\(section.title[language]) › \(field.label[language])", field.source)
        }
      }
  }

  private func describe(_ field: FormField, in section: FormSection) -> String {
    var notes = [wording.text("admin.kind.\(field.kind.rawValue)")]
    if !field.isRequired { notes.append(wording.text("shared.optional")) }
    if let choices = field.choices { notes.append(choices.map { $0.label[language] }.joined(separator: " / ")) }
    if let list = field.list.flatMap({ catalogue.lists[$0] }) { notes.append(list.name[language]) }
    if field.least != nil || field.most != nil {
      notes.append("\(field.least.map(String.init) ?? "")–\(field.most.map(String.init) ?? "")")
    }
    if let age = field.age {
      let from = age.least.map(String.init) ?? ""
      notes.append(wording.text("admin.age", ["years": "\(from)–\(age.most.map(String.init) ?? "")"]))
    }
    if let source = field.prefill { notes.append(wording.text("admin.prefill", ["source": source])) }
    notes += [section.when, field.when].compactMap { $0 }.map(condition)
    return notes.joined(separator: "; ")
  }

  /// A condition in words: "khi Loại việc là Đất đai".
  private func condition(_ when: FieldCondition) -> String {
    when.words(in: procedure, language, catalogue.texts)
  }

  // MARK: - Fee and results

  private var fee: [Line] {
    procedure.fee.tariffs.flatMap { tariff($0, nil) }
      + procedure.fee.overrides.flatMap {
        tariff($0.tariff, catalogue.units.unit($0.unit)?.name[language] ?? $0.unit.rawValue)
      }
      + (procedure.fee.exemptions ?? []).map { exemption in
        let parts = exemption.frees.map { " (\($0.joined(separator: ", ")))" } ?? ""
        return Line(
          exemption.proof[language], label: "\(label("exempt"))\(parts): \(exemption.name[language])", exemption.source)
      }
  }

  /// A tariff and its parts, each with the days and the unit that it is for.
  private func tariff(_ tariff: FeeTariff, _ unit: String?) -> [Line] {
    var amounts: [String] = []
    if let pages = tariff.pages {
      amounts.append(
        wording.text(
          "portal.procedure.fee",
          [
            "first": wording.money(pages.perFirstPage), "pages": String(pages.firstPages),
            "further": wording.money(pages.perFurtherPage), "maximum": wording.money(pages.maximumACopy),
          ]))
    }
    amounts += self.amounts(tariff.perCase, tariff.each)
    let days = tariff.from.display + (tariff.until.map { " – \($0.display)" } ?? "")
    let label = [unit, days].compactMap { $0 }.joined(separator: ", ")
    let parts = (tariff.parts ?? []).map { part in
      Line(
        (self.amounts(part.perCase, part.each) + [part.when].compactMap { $0 }.map(condition)).joined(separator: "; "),
        label: "\(label) › \(part.key)", part.source)
    }
    if amounts.isEmpty, !parts.isEmpty { return parts }
    if amounts.isEmpty { amounts = [wording.text("portal.procedure.no-fee")] }
    if let when = tariff.when { amounts.append(condition(when)) }
    return [Line(amounts.joined(separator: "; "), label: label, tariff.source)] + parts
  }

  private func amounts(_ perCase: Int?, _ each: FeeTariff.Each?) -> [String] {
    let byNumber = each.map { each in
      let what = procedure.form?.field(each.field)?.label[language] ?? each.field
      return "\(wording.money(each.amount)) × \(what)"
    }
    return [perCase.map(wording.money), byNumber].compactMap { $0 }
  }

  private func result(_ result: ProcedureResult) -> [Line] {
    let notes = [wording.text("admin.result.\(result.kind.rawValue)")] + [result.when].compactMap { $0 }.map(condition)
    var lines = [Line(notes.joined(separator: "; "), label: result.name[language], result.document?.source)]
    guard let document = result.document else { return lines }
    lines.append(Line(([document.title] + (document.bases ?? [])).joined(separator: " — "), label: document.symbol))
    lines += document.body.map { block in
      let codes = block.codes.map { ["{\($0)}"] } ?? []
      let texts =
        [block.heading, block.paragraph].compactMap { $0 } + (block.fields ?? []).map { "\($0.label): \($0.value)" }
      return Line((texts + codes + [block.when].compactMap { $0 }.map(condition)).joined(separator: "; "))
    }
    return lines
  }

  // MARK: - Steps

  func step(_ step: ProcedureStep, number: Int) -> ReadableProcedure.Step {
    func name(_ key: StepKey?) -> String {
      key.flatMap { procedure.step($0)?.name[language] } ?? wording.text("admin.end")
    }
    let leads =
      step.outcomes.map { outcomes in
        outcomes.map { "\($0.name[language]) → \(name($0.next))" }
      } ?? ["→ \(name(step.next))"]
    var lines = [Line(wording.text("admin.action.\(step.action.rawValue)"), label: label("action"))]
    if let waits = step.waits {
      lines.append(Line(wording.counted("days", waits.workingDays), label: label("waits"), waits.source))
    }
    if !step.canSendBackTo.isEmpty {
      lines.append(Line(step.canSendBackTo.map(name).joined(separator: ", "), label: label("back")))
    }
    if let paper = step.handOver { lines.append(Line(paper[language], label: label("hand-over"))) }
    if let form = step.form { lines += self.form(form) }
    let guides = [
      ("checks", step.guide.checks), ("law", step.guide.law), ("mistakes", step.guide.mistakes),
    ].map { key, texts in
      Part(title: wording.text("admin.guide.\(key)"), lines: texts.map { Line($0.text[language], $0.source) })
    }
    return ReadableProcedure.Step(
      number: number, name: step.name[language], role: wording.text("shared.role.\(step.role.rawValue)"),
      minutes: wording.span(workingMinutes: step.minutes), leads: leads, lines: lines,
      guides: guides.filter { !$0.lines.isEmpty })
  }

  private func named(_ code: ProcedureCode) -> String {
    "\(code.rawValue) \(catalogue.newestProcedure(code)?.shortName[language] ?? "")"
  }

  private func yesNo(_ yes: Bool) -> String { wording.text(yes ? "shared.yes" : "shared.no") }
}

extension Citation {
  /// The mark alone, for a line that shows the text itself.
  fileprivate var withoutText: Citation { Citation(text: "", unverified: unverified) }
}
