extension Migration {
  /// Lists that stay quick over a million dossiers: an index for each order, what is open apart from what is closed,
  /// and words that are found without reading every dossier.
  static let workLists = Migration(
    number: 4, name: "work-lists",
    statements: [
      "UPDATE dossier SET search = \(kept)", "UPDATE register_entry SET search = \(kept)",
      "DROP INDEX dossier_by_reception", "DROP INDEX dossier_by_unit", "DROP INDEX dossier_by_receiving_unit",
      "DROP INDEX dossier_open_by_due",
      "CREATE INDEX dossier_by_unit_and_due ON dossier (unit, due_at, code)",
      "CREATE INDEX dossier_by_unit_and_reception ON dossier (unit, received_at, code)",
      "CREATE INDEX dossier_by_unit_and_applicant ON dossier (unit, applicant, code)",
      "CREATE INDEX dossier_received_for_another ON dossier (receiving_unit, due_at) WHERE unit <> receiving_unit",
      "CREATE INDEX dossier_by_reception ON dossier (received_at, code)",
      "CREATE INDEX dossier_by_applicant ON dossier (applicant, code)",
      "CREATE INDEX dossier_by_due ON dossier (due_at, code)",
      "CREATE INDEX dossier_open_by_due ON dossier (due_at, code) WHERE closed_at IS NULL",
      "CREATE INDEX dossier_open_by_unit ON dossier (unit, due_at, code) WHERE closed_at IS NULL",
      """
      CREATE INDEX dossier_open_numbers
      ON dossier (procedure, state, due_at, finished_at, unit, receiving_unit, closed_at)
      WHERE closed_at IS NULL
      """,
    ],
    only: [
      .sqlite: [
        """
        CREATE VIRTUAL TABLE dossier_words
        USING fts5(code UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 0')
        """,
        "INSERT INTO dossier_words (code, words) SELECT code, search FROM dossier",
      ],
      .postgreSQL: [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public",
        "CREATE INDEX dossier_words ON dossier USING gin (search public.gin_trgm_ops)",
      ],
    ])

  /// A folded text as words between spaces.
  private static let kept: SQL = {
    let signs: [SQL] = ["'.'", "'-'", "'/'", "','", "'('", "')'", "':'"]
    let spaced = signs.reduce("REPLACE(search, '''', '')" as SQL) { "REPLACE(\($0), \($1), ' ')" }
    return "' ' || \(spaced) || ' '"
  }()
}
