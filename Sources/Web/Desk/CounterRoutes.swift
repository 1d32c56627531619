import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// The counter: find the procedure, read the applicant in, list the originals, take the fee, print the receipt.
struct CounterRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/desk/receive") { request, context in try await find(request, context) }
    router.get("/desk/receive/{code}") { request, context in try await form(request, context) }
    router.post("/desk/receive/{code}") { request, context in try await receive(request, context) }
    router.post("/desk/read-card") { request, context in try await readCard(request, context) }
    router.post("/desk/files") { request, context in try await receiveFile(request, context) }
    router.post("/desk/preview") { request, context in try await preview(request, context) }
  }

  private func find(_ request: Request, _ context: SiteContext) async throws -> Response {
    _ = try site.centre.counterUnit(of: try context.officer())
    let query = request.asked("q")
    let page = CounterFindPage(
      query: query, catalogue: site.centre.catalogue, today: site.centre.now().date, language: context.language)
    return site.renderer.response(
      "counter-find", page, title: site.centre.catalogue.texts.text("desk.receive.title", context.language),
      surface: .desk,
      context)
  }

  private func procedure(_ context: SiteContext) throws -> Procedure {
    let code = ProcedureCode(rawValue: context.parameters.get("code") ?? "")
    guard let found = site.centre.catalogue.procedure(code, on: site.centre.now().date) else {
      throw FieldProblem("procedure", "error.procedure.unknown", kind: .missing)
    }
    return found
  }

  /// An empty form; what the address says of answers and of the dossier that this one follows is filled in.
  private func form(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    _ = try site.centre.counterUnit(of: actor)
    var form = DossierForm()
    let asked = FormFields(Array((request.uri.query ?? "").utf8))
    if let code = asked?["follows"].flatMap({ DossierCode(typed: $0) }) {
      form = try await site.centre.formFollowing(code, by: actor)
    }
    let fields = try procedure(context).form?.fields ?? []
    for field in fields {
      guard let value = asked?["answers.\(field.key)"] else { continue }
      form.answers = (form.answers ?? [:]).merging([field.key: String(value.prefix(1000))]) { $1 }
    }
    if try procedure(context).listsOriginals {
      var original = OriginalForm()
      original.copies = "1"
      form.originals = [original]
    }
    return try await page(form, problems: [], key: "counter-" + Fingerprint.randomText(), actor, context)
  }

  private func receive(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    _ = try site.centre.counterUnit(of: actor)
    let body = try await FormBody(request, context)
    var form = Self.form(body)
    form.procedure = try procedure(context).code.rawValue
    form.unit = actor.unit?.rawValue
    form.channel = Channel.counter.rawValue
    form.owner = body["for"] == "other" ? form.owner ?? PersonForm() : nil
    form.collector = body["collects"] == "other" ? form.collector ?? PersonForm() : nil
    let key = body["key"] ?? ""
    if let action = body["action"] {
      change(&form, action)
      form.renewAddress(action, site.centre.catalogue.units)
      return try await page(
        form, problems: [], key: key, unitWords: action == "find-unit" ? body["unit_words"] : nil, actor, context)
    }
    do {
      let received = try await site.centre.receiveDossier(form, by: actor, key: IdempotencyKey(key, request: form))
      if let method = body["paid"], received.fee > 0 {
        var act = DossierAct()
        act.method = method
        act.amount = received.fee
        _ = try await site.centre.act(
          .pay, on: received.code, act, by: actor, key: IdempotencyKey("\(key)-pay", request: act))
      }
      return .seeOther("/desk/dossiers/\(received.code.rawValue)?received=1")
    } catch let refusal as any Refusal {
      // Whatever the reason, what was typed with somebody waiting stays on the page.
      return try await page(
        form, problems: refusal.problems, key: key, actor, context, status: refusal.kind.status)
    }
  }

  /// The whole form as it was posted.
  private static func form(_ body: FormBody) -> DossierForm {
    var form = DossierForm()
    form.take(body)
    let answers = body.answers()
    if !answers.isEmpty { form.answers = answers }
    form.papers = body.papers()
    form.exemption = body["exemption"]
    form.competent = body["competent"]
    form.follows = body["follows"]
    form.externalCode = body["external_code"]
    return form
  }

  private func change(_ form: inout DossierForm, _ action: String) {
    var originals = form.originals ?? []
    if action == "add", originals.count < FilingLimits.originals {
      var original = OriginalForm()
      original.copies = "1"
      originals.append(original)
    }
    if action.hasPrefix("remove-"), let index = Int(action.dropFirst(7)), originals.indices.contains(index),
      originals.count > 1
    {
      originals.remove(at: index)
    }
    form.originals = originals
  }

  private func page(
    _ form: DossierForm, problems: [FieldProblem], key: String, unitWords: String? = nil, _ actor: Actor,
    _ context: SiteContext, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let procedure = try procedure(context)
    let files = try await site.centre.uploads(form.files, by: actor)
    let page = CounterPage(
      form: form, procedure: procedure, problems: problems, files: files, key: key, unit: actor.unit,
      unitWords: unitWords, catalogue: site.centre.catalogue, today: site.centre.now().date, wording)
    return site.renderer.response(
      "counter", page, title: wording.text("desk.receive.title"), surface: .desk, context,
      status: status)
  }

  // MARK: - What the page's script asks for

  /// What an identity card's QR tells, for the fields of the form.
  private func readCard(_ request: Request, _ context: SiteContext) async throws -> Response {
    _ = try site.centre.counterUnit(of: try context.officer())
    let body = try await FormBody(request, context)
    let texts = site.centre.catalogue.texts
    do {
      let card = try IdentityCard.read(body["qr"] ?? "")
      return try .json([
        "name": card.name, "personal_number": card.number.digits, "born": card.born.display, "sex": card.sex.rawValue,
        "address": card.address,
      ])
    } catch let invalid as InvalidInput {
      let told = invalid.problems.map { texts.text($0.textKey, context.language, $0.values) }
      return try .json(["problem": told.joined(separator: " ")], status: .unprocessableContent)
    }
  }

  private func receiveFile(_ request: Request, _ context: SiteContext) async throws -> Response {
    do {
      let actor = try context.officer()
      guard let token = request.headers[.formToken], Fingerprint.same(token, context.formToken) else {
        throw FormRefusal.staleToken
      }
      return try .json(UploadAnswer(try await site.receiveUpload(request, by: actor)), status: .created)
    } catch let refusal as any Refusal {
      return try site.uploadRefused(refusal, context)
    }
  }

  /// The fee and due time of what is typed so far, and what the office holds of the person.
  private func preview(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    _ = try site.centre.counterUnit(of: actor)
    let body = try await FormBody(request, context)
    let centre = site.centre
    guard let unit = actor.unit,
      let procedure = centre.catalogue.procedure(
        ProcedureCode(rawValue: body["procedure"] ?? ""), on: centre.now().date)
    else { return try .json(CounterPreview()) }
    let form = Self.form(body)
    let now = centre.now()
    let originals = (form.originals ?? []).enumerated().compactMap { index, typed -> Original? in
      guard let pages = Int(typed.pages ?? ""), FilingLimits.pages.contains(pages),
        let copies = Int(typed.copies ?? ""),
        FilingLimits.copies.contains(copies)
      else { return nil }
      return Original(
        position: index + 1, name: "", number: nil, issuer: nil, issuedOn: nil, pages: pages, copies: copies, scans: [])
    }
    let wording = Wording(centre.catalogue.texts, context.language)
    let answers = Answers(form.answers ?? [:])
    let fee = centre.catalogue.fee(
      of: procedure, for: originals, answers, exemption: form.exemption, channel: .counter,
      on: now.date, unit: unit)
    let competent = procedure.authority ?? form.competent.map { UnitCode(rawValue: $0) } ?? unit
    let due = centre.calendar(for: competent).deadline(
      procedure.timeLimit(for: answers).rule, received: now)
    var preview = CounterPreview(fee: wording.money(fee), free: fee == 0, due: wording.moment(due.dueAt))
    let owner = form.owner ?? form.applicant
    if case .success(let number) = PersonalNumber.check(owner?.personalNumber ?? "", field: "number") {
      let identity = Identity.personalNumber(number)
      preview.held = try await centre.offeredResults(for: procedure, identity: identity, by: actor).map { held in
        CounterPreview.Held(
          paper: held.paper, value: held.reference,
          label: wording.text("desk.receive.reuse", ["name": held.name, "date": held.at.date.display]))
      }
      preview.values = try await centre.heldValues(for: procedure, identity: identity, by: actor)
    }
    return try .json(preview)
  }
}

/// Where an officer looks for the procedure that somebody came for.
struct CounterFindPage: Sendable {
  let query: String
  let searched: Bool
  /// What was found; empty while nothing is looked for.
  let procedures: [ProcedureLine]
  /// All procedures by field, while nothing is looked for.
  let groups: [ProcedureGroup]
  let nothing: Bool
  let needs: [NeedLine]
  let hasNeeds: Bool

  init(query: String?, catalogue: Catalogue, today: CivilDate, language: Language) {
    let home = HomePage(query: query, catalogue: catalogue, today: today, onlineFiling: true, language: language)
    self.query = home.query
    searched = !home.query.isEmpty
    procedures = home.procedures
    groups = searched ? [] : ProcedureGroup.all(of: catalogue, on: today, language)
    nothing = home.nothing
    needs = home.needs
    hasNeeds = home.hasNeeds
  }
}

/// What the counter's page is told while it is filled in.
struct CounterPreview: Encodable, Sendable {
  struct Held: Encodable, Sendable {
    let paper: String
    let value: String
    let label: String
  }

  var fee = ""
  /// Whether there is nothing to pay.
  var free = false
  var due = ""
  var held: [Held] = []
  var values: [String: String] = [:]
}

/// The form of the counter, one page for speed.
struct CounterPage: Sendable {
  let code: String
  let procedure: String
  let key: String
  let errors: [ErrorLine]
  let hasErrors: Bool
  let applicant: [FieldView]
  let owner: [FieldView]
  let forOther: Bool
  let collector: [FieldView]
  let collectOther: Bool
  let originals: [FilingPage.OriginalView]
  let note: FieldView
  let checks: [String]
  let listsOriginals: Bool
  let sections: [AnswerSectionView]
  let papers: [FilingPage.PaperView]
  let hasPapers: Bool
  let exemptions: [ChoiceView]
  let hasExemptions: Bool
  let units: [ChoiceView]
  let hasUnits: Bool
  let unitProblem: String?
  let unitWords: String
  /// What was found by the words, where a former name fits; empty when nothing was looked for.
  let foundUnits: [FoundUnitView]
  let hasFoundUnits: Bool
  let noUnitFound: Bool
  let authority: String?
  let ownedElsewhere: String?
  let externalCode: String
  let follows: String?
  /// Where a guidance note for this procedure is drawn up, when another authority settles it.
  let guidanceLink: String?

  init(
    form: DossierForm, procedure: Procedure, problems: [FieldProblem], files: [Upload], key: String, unit: UnitCode?,
    unitWords: String?, catalogue: Catalogue, today: CivilDate, _ wording: Wording
  ) {
    let addresses = AddressRenewing(units: catalogue.units, path: "/desk/addresses")
    let fields = FilingFields(form: form, problems: problems, wording: wording, addresses: addresses)
    code = procedure.code.rawValue
    self.procedure = procedure.shortName[wording.language]
    self.key = key
    let answers = procedure.form.map {
      AnswerFields(
        form: $0, values: form.prefilled($0), problems: problems, lists: catalogue.lists, addresses: addresses,
        wording: wording)
    }
    sections = procedure.listsOriginals ? [] : answers?.sections ?? []
    errors = (answers?.summary ?? []) + FilingPapers.summary(problems, procedure, wording) + fields.summary
    hasErrors = !problems.isEmpty
    applicant = fields.person(form.applicant, prefix: "applicant")
    owner = fields.person(form.owner, prefix: "owner")
    forOther = form.owner != nil
    collector = fields.person(form.collector, prefix: "collector")
    collectOther = form.collector != nil
    let byID = Dictionary(files.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let listed = form.originals ?? []
    originals = listed.enumerated().map { index, original in
      FilingPage.OriginalView(
        original, index: index, removable: listed.count > 1, files: byID, fields, fee: nil, wording)
    }
    note = fields.field("note", key: "note", value: form.note, optional: true)
    listsOriginals = procedure.listsOriginals
    let papers = FilingPapers(form: form, procedure: procedure, problems: problems, files: byID, wording: wording)
    self.papers = papers.views
    hasPapers = !papers.views.isEmpty
    exemptions = papers.exemptions
    hasExemptions = !papers.exemptions.isEmpty
    let words = (unitWords ?? "").trimmingCharacters(in: .whitespaces)
    let found = words.isEmpty ? [] : catalogue.units.search(words).filter(\.unit.receivesDossiers)
    self.unitWords = words
    foundUnits = found.prefix(20).map { FoundUnitView($0, wording) }.filter { $0.formerly != nil }
    hasFoundUnits = !foundUnits.isEmpty
    noUnitFound = !words.isEmpty && found.isEmpty
    // For another commune, where the law lets this one receive.
    units =
      procedure.nonBoundary && procedure.authority == nil
      ? (found.isEmpty ? catalogue.units.all : found.map(\.unit)).filter(\.receivesDossiers).map { other in
        ChoiceView(
          id: "u-\(other.code.rawValue)", value: other.code.rawValue, label: other.name[wording.language],
          chosen: (form.competent ?? unit?.rawValue) == other.code.rawValue)
      } : []
    hasUnits = !units.isEmpty
    unitProblem = fields.errorText("competent") ?? fields.errorText("unit")
    authority = procedure.authority.flatMap { catalogue.units.unit($0)?.name[wording.language] }
    if case .other(let system) = procedure.owned.status { ownedElsewhere = system } else { ownedElsewhere = nil }
    externalCode = form.externalCode ?? ""
    follows = form.follows
    let guidance = procedure.authority.flatMap { _ in catalogue.guidanceProcedure(on: today) }
    guidanceLink = guidance.map { "/desk/receive/\($0.code.rawValue)?answers.target=\(procedure.code.rawValue)" }
    checks = procedure.firstStep?.guide.checks.map { $0.text[wording.language] } ?? []
  }
}
