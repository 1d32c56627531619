extension Migration {
  /// Whose turn it is in which unit, promises and waits, results kept as a person's data, values that must stay unique,
  /// absences with their covers, and days on which an office was closed unplanned.
  static let everyProcedure = Migration(
    number: 2, name: "every-procedure",
    statements: [
      "ALTER TABLE dossier ADD COLUMN turn_unit TEXT",
      "ALTER TABLE dossier ADD COLUMN assignee TEXT",
      "ALTER TABLE dossier ADD COLUMN promised_at BIGINT",
      "ALTER TABLE dossier ADD COLUMN apology TEXT",
      "ALTER TABLE dossier ADD COLUMN external_code TEXT",
      "ALTER TABLE dossier ADD COLUMN asked_at BIGINT",
      "ALTER TABLE dossier ADD COLUMN follows TEXT",
      "UPDATE dossier SET turn_unit = unit WHERE closed_at IS NULL",
      "DROP INDEX dossier_by_turn",
      "CREATE INDEX dossier_by_turn ON dossier (turn_unit, role, due_at)",
      "CREATE INDEX dossier_by_unit ON dossier (unit, due_at)",
      "CREATE INDEX dossier_by_receiving_unit ON dossier (receiving_unit, due_at)",
      "CREATE INDEX dossier_open_by_due ON dossier (due_at) WHERE closed_at IS NULL",
      "CREATE INDEX dossier_by_external_code ON dossier (external_code) WHERE external_code IS NOT NULL",
      "CREATE INDEX dossier_by_follows ON dossier (follows) WHERE follows IS NOT NULL",
      "ALTER TABLE issued_copy RENAME TO issued_result",
      """
      CREATE TABLE held_result (
        person TEXT NOT NULL, procedure TEXT NOT NULL, result TEXT NOT NULL, dossier TEXT NOT NULL, at BIGINT NOT NULL,
        body TEXT NOT NULL, PRIMARY KEY (person, procedure, result, dossier))
      """,
      """
      CREATE TABLE held_value (
        unit TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, dossier TEXT NOT NULL,
        PRIMARY KEY (unit, kind, value))
      """,
      """
      CREATE TABLE absence (
        id TEXT PRIMARY KEY, staff TEXT NOT NULL, cover TEXT NOT NULL, from_day TEXT NOT NULL, until_day TEXT NOT NULL,
        reason TEXT NOT NULL)
      """,
      "CREATE INDEX absence_by_cover ON absence (cover, until_day)",
      """
      CREATE TABLE closure (
        unit TEXT NOT NULL, day TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (unit, day))
      """,
      """
      CREATE TABLE bank_notice (
        bank TEXT NOT NULL, reference TEXT NOT NULL, at BIGINT NOT NULL, dossier TEXT, amount BIGINT NOT NULL,
        memo TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (bank, reference))
      """,
    ])
}
