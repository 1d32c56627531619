extension Migration {
  /// Who read which person's data, and what for.
  static let readings = Migration(
    number: 9, name: "readings",
    statements: [
      """
      CREATE TABLE reading (
        dossier TEXT NOT NULL, sequence BIGINT NOT NULL, at BIGINT NOT NULL, reader TEXT NOT NULL,
        reader_unit TEXT, actor TEXT NOT NULL, matter TEXT NOT NULL, detail TEXT NOT NULL, purpose TEXT NOT NULL,
        competent_unit TEXT NOT NULL, receiving_unit TEXT NOT NULL, search TEXT NOT NULL,
        PRIMARY KEY (dossier, sequence))
      """,
      "CREATE INDEX reading_by_reader ON reading (reader, dossier, at)",
      "CREATE INDEX reading_by_time ON reading (at)",
      "CREATE INDEX reading_by_competent ON reading (competent_unit, at)",
      "CREATE INDEX reading_by_receiving ON reading (receiving_unit, at)",
    ])
}
