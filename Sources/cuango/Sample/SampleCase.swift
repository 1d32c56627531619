import Centre
import Domain

/// A sample dossier of a procedure with an e-form: who files what where, and how far it has come.
struct SampleCase: Sendable {
  /// One act on it.
  enum Act: Sendable {
    /// What the step asks for, with what is written down in it.
    case step([String: String] = [:], outcome: String? = nil)
    /// Another act, with its reason.
    case other(DossierAction, String, role: Role = .specialist)
  }

  let procedure: ProcedureCode
  /// Where it is filed.
  let unit: UnitCode
  /// Where it is decided, when that is another unit.
  var competent: UnitCode?
  /// The working day, counted from the sample day; it and those of the acts are not after it.
  let day: Int
  /// The minute of that day.
  let minute: Int
  var channel: Channel = .counter
  /// Who files, among `SamplePeople.citizens`.
  let citizen: Int
  /// The e-form, by the fields' keys.
  let answers: [String: String]
  /// What was done, in order.
  var acts: [Act] = []
  /// Working days from one act to the next; with 0 they follow within the same morning.
  var pace = 0
  /// Whether it follows from the case before it.
  var followsLast = false
}
