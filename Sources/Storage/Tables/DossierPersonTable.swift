public import Domain

/// Whose a dossier is, by a keyed hash of the personal number.
extension Transaction {
  /// Notes that a dossier is a person's; noting it again changes nothing.
  public func note(person: String, of dossier: DossierCode) throws {
    _ = try execute(
      """
      INSERT INTO dossier_person (person, dossier) VALUES (\(person), \(dossier.rawValue))
      ON CONFLICT (person, dossier) DO NOTHING
      """)
  }

  /// The dossiers of a person, the latest first.
  public func dossiers(ofPerson person: String, limit: Int) throws -> [DossierListItem] {
    try rows(
      """
      SELECT dossier.* FROM dossier_person JOIN dossier ON dossier.code = dossier_person.dossier
      WHERE dossier_person.person = \(person) ORDER BY dossier.received_at DESC, dossier.code LIMIT \(limit)
      """
    ).map(DossierListItem.init(row:))
  }

  /// The code after which dossiers of before still wait to be given their people; `nil` when none do.
  public func dossiersWithoutPeople() throws -> String? {
    try row("SELECT after FROM dossier_person_adoption")?.text("after")
  }

  /// Notes how far dossiers of before have their people; `nil` when all have.
  public func setDossiersWithoutPeople(after code: String?) throws {
    if let code {
      _ = try execute("UPDATE dossier_person_adoption SET after = \(code)")
    } else {
      _ = try execute("DELETE FROM dossier_person_adoption")
    }
  }
}
