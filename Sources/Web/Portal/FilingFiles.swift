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
      let index = request.asked("original").flatMap { Int($0) } ?? -1
      try room(for: 1, in: draft.form, at: index)
      let upload = try await site.receiveUpload(request, by: draft.actor)
      try await attach([upload], at: index, request, context)
      return try .json(UploadAnswer(upload), status: .created)
    } catch let refusal as any Refusal {
      return try site.uploadRefused(refusal, context)
    }
  }

  /// The whole step as a form with files: what can be kept is kept, what can't is named.
  func takeFiles(_ request: Request, _ context: SiteContext) async throws -> Response {
    let form = try await FilesForm(request, context, site: site)
    defer { for file in form.files { file.incoming?.cancel() } }
    var (draft, secret) = try await draft(request, context)
    if draft.dossier != nil { return .seeOther("/nop/xong") }
    if let action = form.body["action"] {
      change(&draft.form, action)
      try await site.centre.keepDraft(draft)
    }
    var problems: [FieldProblem] = []
    for file in form.files {
      let index = Int(file.field.dropFirst("file-".count)) ?? -1
      do {
        try room(for: 1, in: draft.form, at: index)
        if let refusal = file.refusal { throw refusal }
        guard let incoming = file.incoming else { continue }
        let upload = try await site.centre.receiveFile(incoming, name: file.name, by: draft.actor)
        draft = try await attach([upload], at: index, request, context)
      } catch let refusal as any Refusal {
        problems.append(
          FieldProblem("originals.\(max(0, index)).files", refusal.textKey, refusal.values, kind: refusal.kind))
      }
    }
    guard problems.isEmpty else {
      return try await page(.files, draft, secret, problems: problems, context)
    }
    if form.body["action"] != nil { return .seeOther(Step.files.path) }
    return try await goOn(from: .files, draft, secret, context)
  }

  /// Whether the original is there and takes more files.
  private func room(for more: Int, in form: DossierForm, at index: Int) throws {
    guard let originals = form.originals, originals.indices.contains(index) else {
      throw FieldProblem("original", "error.originals.missing")
    }
    let limit = FilingLimits.filesAnOriginal
    guard (originals[index].files ?? []).count + more <= limit else {
      throw FieldProblem("originals.\(index).files", "error.files.too-many", ["limit": String(limit)])
    }
  }

  /// Adds files to the draft as it is now: another page may have changed it while they came.
  @discardableResult
  private func attach(
    _ uploads: [Upload], at index: Int, _ request: Request, _ context: SiteContext
  ) async throws -> DossierDraft {
    var (draft, _) = try await draft(request, context)
    try room(for: uploads.count, in: draft.form, at: index)
    var originals = draft.form.originals ?? []
    originals[index].files = (originals[index].files ?? []) + uploads.map(\.id)
    draft.form.originals = originals
    try await site.centre.keepDraft(draft)
    return draft
  }
}
