import Domain
import Storage

extension Centre {
  /// The fields whose value another dossier of the deciding unit holds already, such as the name of a household
  /// business. It is told while the form is still open; what counts is asked again in the transaction that files it.
  func takenValues(of form: DossierForm) async throws -> [FieldProblem] {
    guard let code = form.procedure, let procedure = catalogue.procedure(ProcedureCode(rawValue: code), on: now().date),
      let unit = procedure.authority ?? (form.competent ?? form.unit).map({ UnitCode(rawValue: $0) })
    else { return [] }
    let unique = (procedure.form?.fields ?? []).compactMap { field -> (key: String, kind: String, value: String)? in
      guard let kind = field.uniqueIn, let typed = form.answers?[field.key] else { return nil }
      let value = SearchText.fold(String(typed.prefix(1000)))
      return value.isEmpty ? nil : (field.key, kind, value)
    }
    guard !unique.isEmpty else { return [] }
    return try await database.read { tx in
      try unique.filter { try tx.holder(of: $0.value, kind: $0.kind, unit: unit) != nil }
        .map { FieldProblem("answers.\($0.key)", "error.answers.taken") }
    }
  }

  /// A filing checked; when it can't be taken, also what others hold is told, so that everything is corrected at once.
  func checked(_ form: DossierForm, at: Instant) async throws -> CheckedFiling {
    do {
      return try form.checked(catalogue: catalogue, today: at.date)
    } catch {
      throw InvalidInput(try await withTakenValues(error.problems, of: form))
    }
  }

  /// What is wrong with a form, and which of the fields that are right otherwise hold what another dossier holds.
  func withTakenValues(_ problems: [FieldProblem], of form: DossierForm) async throws -> [FieldProblem] {
    let told = Set(problems.compactMap(\.field))
    return problems + (try await takenValues(of: form)).filter { !told.contains($0.field ?? "") }
  }
}
