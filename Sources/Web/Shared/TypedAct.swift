import Centre
import Domain
import HTTPTypes
import Hummingbird
import Storage

/// What an officer, or an applicant with the dossier's secret, posted to a dossier: the act, and what was typed, so that
/// it stands on the page again when the act is not done.
struct TypedAct: Sendable {
  let action: DossierAction
  let body: FormBody
  /// The files of a supplement that are kept already, by the paper's key.
  private(set) var files: [String: [String]]
  /// What is wrong with it.
  var problems: [FieldProblem] = []

  init(_ action: DossierAction, _ body: FormBody) {
    self.action = action
    self.body = body
    files = [:]
    for name in body.names where name.hasPrefix("papers.") && name.hasSuffix(".files") {
      let key = String(name.dropFirst("papers.".count).dropLast(".files".count))
      files[key] = Array(body.all(name).filter { !$0.isEmpty }.prefix(FilingLimits.filesAnOriginal))
    }
  }

  /// The version of the dossier that was looked at.
  var seen: Int? { body["version"].flatMap { Int($0) } }

  /// A field as it was typed, when this is the action that the form is for.
  func value(_ name: String, of action: DossierAction) -> String? { action == self.action ? body[name] : nil }

  /// The answers as they were typed, when this is the action that the form is for.
  func answers(of action: DossierAction) -> [String: String]? { action == self.action ? body.answers() : nil }

  /// Keeps a file that came with the form itself.
  mutating func attach(_ id: String, to paper: String) { files[paper, default: []].append(id) }

  /// The act as the centre takes it.
  ///
  /// - Parameter present: the answers of the dossier as they stand; a supplement that changes none corrects none.
  func act(present: Answers) -> DossierAct {
    var act = DossierAct(version: seen, note: body["note"])
    act.to = body["to"]
    act.method = body["method"]
    act.amount = body["amount"].flatMap { Int($0) }
    act.workingDays = body["working_days"].flatMap { Int($0) }
    act.agreedInWriting = body["agreed_in_writing"] != nil
    act.collectedBy = body["collected_by"]
    act.outcome = body["outcome"]
    act.until = body["until"]
    act.assignee = body["assignee"]
    act.cause = body["cause"]
    act.money = body["money"]
    act.externalCode = body["external_code"]
    act.status = body["status"]
    switch action {
    case .requestSupplement: act.items = items
    case .returnPart: act.tokens = body.all("tokens").filter { !$0.isEmpty }
    case .supplement:
      act.papers = papers
      let typed = body.answers()
      if typed.contains(where: { !Self.same($0.value, present[$0.key]) }) { act.answers = typed }
    default:
      let typed = body.answers()
      if !typed.isEmpty { act.answers = typed }
    }
    return act
  }

  /// Whether a typed value is the one that is kept, a day however it is written.
  private static func same(_ typed: String, _ kept: String) -> Bool {
    typed == kept || CivilDate(iso: kept)?.display == typed
  }

  /// What is asked of the applicant: the rows in which something was written, in their order.
  private var items: [SupplementRequest.Item] {
    let rows = body.names.compactMap { name -> Int? in
      let parts = name.split(separator: ".")
      return parts.count == 3 && parts[0] == "items" && parts[2] == "text" ? Int(parts[1]) : nil
    }
    return rows.filter { (0..<200).contains($0) }.sorted().compactMap { row in
      body["items.\(row).text"].map { SupplementRequest.Item(about: body["items.\(row).about"], text: $0) }
    }
  }

  private var papers: [PaperForm] {
    let onPaper = body.names.filter { $0.hasPrefix("papers.") && $0.hasSuffix(".on_paper") }
      .map { String($0.dropFirst("papers.".count).dropLast(".on_paper".count)) }
    return Set(files.keys).union(onPaper).sorted().map { key in
      var paper = PaperForm()
      paper.key = key
      paper.files = files[key]
      paper.onPaper = body["papers.\(key).on_paper"]
      return paper
    }
  }
}

extension TypedAct {
  /// Reads a posted act; the files of a page without a script come with the form and are kept one by one. What is
  /// wrong with a file names its paper.
  ///
  /// - Parameter actor: who sends them, asked once the fields before the files are known.
  static func read(
    _ action: DossierAction, _ request: Request, _ context: SiteContext, site: Site,
    by actor: (FormBody) async throws -> Actor
  ) async throws -> TypedAct {
    guard request.headers[.contentType]?.hasPrefix("multipart/") == true else {
      return TypedAct(action, try await FormBody(request, context))
    }
    let form = try await FilesForm(request, context, site: site)
    defer { for file in form.files { file.incoming?.cancel() } }
    var typed = TypedAct(action, form.body)
    if form.files.isEmpty { return typed }
    let actor = try await actor(form.body)
    for file in form.files {
      let key = String(file.field.dropFirst("file-".count).prefix(60))
      do {
        if let refusal = file.refusal { throw refusal }
        guard let incoming = file.incoming else { continue }
        typed.attach(try await site.centre.receiveFile(incoming, name: file.name, by: actor).id, to: key)
      } catch let refusal as any Refusal {
        typed.problems.append(
          FieldProblem("papers.\(key)", refusal.textKey, refusal.values, kind: refusal.kind))
      }
    }
    return typed
  }
}
