import Centre
import Domain
import Hummingbird

/// "Tôi muốn mở một cửa hàng nhỏ": a few plain questions lead to the right procedure or the right office, and their
/// answers fill the form.
///
/// What was answered stands in the address, so that going back is the browser's own, a link can be passed on, and no
/// script is needed. It holds choices only, nothing about a person.
struct NeedRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/nhu-cau/{need}") { request, context in try ask(request, context) }
  }

  private func ask(_ request: Request, _ context: SiteContext) throws -> Response {
    let catalogue = site.centre.catalogue
    guard let need = catalogue.need(context.parameters.get("need") ?? "") else {
      throw FieldProblem("need", "error.web.not-found", kind: .missing)
    }
    // `a=key` for each answer, in the order of the questions.
    let given = FormFields(Array((request.uri.query ?? "").utf8))?.all("a") ?? []
    let path = NeedPath(need, answers: given)
    let page = NeedPage(
      need, path, catalogue: catalogue, today: site.centre.now().date, onlineFiling: site.takesFilings(context),
      officer: context.actor != nil, Wording(catalogue.texts, context.language))
    return site.renderer.response("need", page, title: need.name[context.language], surface: .portal, context)
  }
}

/// The way through a need's questions that answers make.
struct NeedPath: Sendable {
  struct Step: Sendable {
    let question: NeedQuestion
    let choice: NeedChoice
  }

  /// What was answered.
  let steps: [Step]
  /// The question that comes next.
  let question: NeedQuestion?
  /// Where the answers lead, when no question comes next.
  let answer: NeedAnswer?
  /// What the answers fill in.
  let fills: [String: String]

  init(_ need: Need, answers: [String]) {
    var steps: [Step] = []
    var question = need.question(need.start)
    var answer: NeedAnswer?
    var fills: [String: String] = [:]
    for given in answers.prefix(20) {
      guard let asked = question, let choice = asked.choices.first(where: { $0.key == given }) else { break }
      steps.append(Step(question: asked, choice: choice))
      fills.merge(choice.fills ?? [:]) { _, new in new }
      question = choice.next.flatMap(need.question)
      answer = choice.answer.flatMap(need.answer)
      if answer != nil { break }
    }
    fills.merge(answer?.fills ?? [:]) { _, new in new }
    self.steps = steps
    self.question = answer == nil ? question : nil
    self.answer = answer
    self.fills = fills
  }
}

/// A need in a list.
struct NeedLine: Sendable {
  let key: String
  let name: String
}

/// One question, or where the questions lead.
struct NeedPage: Sendable {
  struct Choice: Sendable {
    let label: String
    let link: String
  }

  struct Answered: Sendable {
    let question: String
    let answer: String
    let link: String
  }

  struct Fill: Sendable {
    let name: String
    let value: String
  }

  struct Way: Sendable {
    let code: String
    let name: String
    let time: String
    let fee: String
    let papers: [ProcedurePage.Line]
    let authority: String?
    let address: String?
    let phone: String?
    let website: String?
    let here: Bool
    let canFile: Bool
  }

  struct Also: Sendable {
    let code: String
    let name: String
  }

  let name: String
  let answered: [Answered]
  let question: String?
  let help: String?
  let choices: [Choice]
  let answer: String?
  let source: String?
  let way: Way?
  let fills: [Fill]
  let also: [Also]
  let hasAlso: Bool
  let restart: String
  /// Where an officer draws up a guidance note for the person, or takes the dossier.
  let guidanceLink: String?
  let receiveLink: String?

  init(
    _ need: Need, _ path: NeedPath, catalogue: Catalogue, today: CivilDate, onlineFiling: Bool, officer: Bool,
    _ wording: Wording
  ) {
    let language = wording.language
    name = need.name[language]
    restart = "/nhu-cau/\(need.key)"
    let keys = path.steps.map(\.choice.key)
    func link(_ keys: [String]) -> String {
      keys.isEmpty
        ? "/nhu-cau/\(need.key)"
        : "/nhu-cau/\(need.key)?"
          + keys.map { "a=\(PageAddress.encoded($0))" }
          .joined(separator: "&")
    }
    answered = path.steps.enumerated().map { index, step in
      Answered(
        question: step.question.text[language], answer: step.choice.label[language],
        link: link(Array(keys.prefix(index))))
    }
    question = path.question?.text[language]
    help = path.question?.help?[language]
    choices = (path.question?.choices ?? []).map { Choice(label: $0.label[language], link: link(keys + [$0.key])) }
    answer = path.answer?.text[language]
    source = path.answer?.source?.text
    fills = path.fills.sorted { $0.key < $1.key }.map { Fill(name: "answers.\($0.key)", value: $0.value) }
    let procedure = path.answer?.procedure.flatMap { catalogue.procedure($0, on: today) }
    way = procedure.map { Self.way($0, path, catalogue, today, onlineFiling, wording) }
    also = (path.answer?.also ?? []).compactMap { code in
      catalogue.procedure(code, on: today).map { Also(code: code.rawValue, name: $0.shortName[language]) }
    }
    hasAlso = !also.isEmpty
    let guidance = procedure?.authority == nil || !officer ? nil : catalogue.guidanceProcedure(on: today)
    let told = PageAddress.encoded(need.name.vi)
    guidanceLink = guidance.map {
      "/desk/receive/\($0.code.rawValue)?answers.target=\(procedure?.code.rawValue ?? "")&answers.need=\(told)"
    }
    receiveLink = officer ? procedure.map { Self.receiveLink($0, path) } : nil
  }

  private static func receiveLink(_ procedure: Procedure, _ path: NeedPath) -> String {
    let fills = path.fills.sorted { $0.key < $1.key }.map { key, value in
      "answers.\(key)=\(PageAddress.encoded(value))"
    }
    return "/desk/receive/\(procedure.code.rawValue)" + (fills.isEmpty ? "" : "?" + fills.joined(separator: "&"))
  }

  private static func way(
    _ procedure: Procedure, _ path: NeedPath, _ catalogue: Catalogue, _ today: CivilDate, _ onlineFiling: Bool,
    _ wording: Wording
  ) -> Way {
    let language = wording.language
    let authority = procedure.authority.flatMap { catalogue.units.unit($0) }
    return Way(
      code: procedure.code.rawValue, name: procedure.shortName[language],
      // What was told on the way may decide it already.
      time: procedure.timeLimit(for: Answers(path.fills)).wholeText[language],
      fee: FeeWords(procedure, catalogue.texts, wording).lines(on: today).map(\.text).joined(separator: " "),
      papers: procedure.papers(for: Answers(path.fills)).map {
        ProcedurePage.Line(text: $0.name[language], source: $0.source.text)
      },
      authority: authority?.name[language], address: authority?.address, phone: authority?.phone,
      website: authority?.website, here: authority == nil, canFile: onlineFiling && authority == nil)
  }
}
