import Centre
import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The files of a filing: one by one with a bar of progress where there is a script, all with the form where there is
/// none.
extension FilingRoutes {
  /// One file as the body of a request, sent by the page's script.
  func receiveFile(_ request: Request, _ context: SiteContext) async throws -> Response {
    do {
      guard let token = request.headers[.formToken], Fingerprint.same(token, context.formToken) else {
        throw FormRefusal.staleToken
      }
      let (draft, _) = try await draft(request, context)
      let place = FilePlace(original: request.asked("original"), paper: request.asked("paper"))
      try room(for: 1, in: draft.form, at: place)
      let upload = try await site.receiveUpload(request, by: draft.actor)
      try await attach([upload], at: place, request, context)
      return try .json(UploadAnswer(upload), status: .created)
    } catch let refusal as any Refusal {
      return try site.uploadRefused(refusal, context)
    }
  }

  /// The whole step as a form with files: what can be kept is kept, what can't is named.
  func takeFiles(_ step: Step, _ request: Request, _ context: SiteContext) async throws -> Response {
    let form = try await FilesForm(request, context, site: site)
    defer { for file in form.files { file.incoming?.cancel() } }
    var (draft, secret) = try await draft(request, context)
    if draft.dossier != nil { return .seeOther("/nop/xong") }
    if form.body.names.contains("exemption") { draft.form.exemption = form.body["exemption"] }
    if let action = form.body["action"] { change(&draft.form, action) }
    try await site.centre.keepDraft(draft)
    var problems: [FieldProblem] = []
    for file in form.files {
      let place = FilePlace(field: file.field)
      do {
        try room(for: 1, in: draft.form, at: place)
        if let refusal = file.refusal { throw refusal }
        guard let incoming = file.incoming else { continue }
        let upload = try await site.centre.receiveFile(incoming, name: file.name, by: draft.actor)
        draft = try await attach([upload], at: place, request, context)
      } catch let refusal as any Refusal {
        problems.append(FieldProblem(place.problemField, refusal.textKey, refusal.values, kind: refusal.kind))
      }
    }
    guard problems.isEmpty else {
      return try await page(step, draft, secret, problems: problems, context)
    }
    if form.body["action"] != nil { return .seeOther(step.path) }
    return try await goOn(from: step, draft, secret, context)
  }

  /// Whether the original or paper is there and takes more files.
  private func room(for more: Int, in form: DossierForm, at place: FilePlace) throws {
    let limit = FilingLimits.filesAnOriginal
    let there: Int
    switch place {
    case .original(let index):
      guard let originals = form.originals, originals.indices.contains(index) else {
        throw FieldProblem("original", "error.originals.missing")
      }
      there = (originals[index].files ?? []).count
    case .paper(let key):
      let known = procedure(of: form)?.papers.contains { $0.key == key } ?? false
      guard known || key == PaperForm.exemptionProof else { throw FieldProblem("paper", "error.papers.unknown") }
      there = (form.papers?.first { $0.key == key }?.files ?? []).count
    }
    guard there + more <= limit else {
      throw FieldProblem(place.problemField, "error.files.too-many", ["limit": String(limit)])
    }
  }

  /// Adds files to the draft as it is now: another page may have changed it while they came.
  @discardableResult
  private func attach(
    _ uploads: [Upload], at place: FilePlace, _ request: Request, _ context: SiteContext
  ) async throws -> DossierDraft {
    var (draft, _) = try await draft(request, context)
    try room(for: uploads.count, in: draft.form, at: place)
    draft.form.add(uploads.map(\.id), at: place)
    try await site.centre.keepDraft(draft)
    return draft
  }
}

/// What a file is a scan of.
enum FilePlace: Sendable {
  /// An original to be copied, by its place.
  case original(Int)
  /// A paper of the procedure, by its key.
  case paper(String)

  /// Reads what the script says.
  init(original: String?, paper: String?) {
    self = paper.map { .paper(String($0.prefix(60))) } ?? .original(Self.index(original))
  }

  /// Reads the name of a form's field: `file-0` or `paper-KEY`.
  init(field: String) {
    self =
      field.hasPrefix("paper-")
      ? .paper(String(field.dropFirst("paper-".count).prefix(60)))
      : .original(Self.index(field.dropFirst("file-".count)))
  }

  /// A place that a form can have; -1 for anything else, however large.
  private static func index(_ text: (some StringProtocol)?) -> Int {
    text.flatMap { Int($0) }.flatMap { (0..<FilingLimits.originals).contains($0) ? $0 : nil } ?? -1
  }

  /// The field that a problem names.
  var problemField: String {
    switch self {
    case .original(let index): "originals.\(max(0, index)).files"
    case .paper(let key): "papers.\(key)"
    }
  }
}

extension DossierForm {
  /// Every file of the form.
  var files: [String] {
    (originals ?? []).flatMap { $0.files ?? [] } + (papers ?? []).flatMap { $0.files ?? [] }
  }

  /// Adds files to an original or a paper.
  mutating func add(_ ids: [String], at place: FilePlace) {
    switch place {
    case .original(let index):
      guard var originals, originals.indices.contains(index) else { return }
      originals[index].files = (originals[index].files ?? []) + ids
      self.originals = originals
    case .paper(let key):
      var papers = papers ?? []
      let index = papers.firstIndex { $0.key == key }
      var paper = index.map { papers[$0] } ?? PaperForm()
      paper.key = key
      paper.files = (paper.files ?? []) + ids
      if let index { papers[index] = paper } else { papers.append(paper) }
      self.papers = papers
    }
  }

  /// Takes a file of a paper away.
  mutating func dropFile(of key: String, at place: Int) {
    guard let index = papers?.firstIndex(where: { $0.key == key }),
      papers?[index].files?.indices.contains(place) == true
    else { return }
    papers?[index].files?.remove(at: place)
  }
}
