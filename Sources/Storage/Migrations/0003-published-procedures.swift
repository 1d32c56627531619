extension Migration {
  /// Procedures that were published or withdrawn from the browser: who, when, what. Nothing of it is ever changed.
  static let publishedProcedures = Migration(
    number: 3, name: "published-procedures",
    statements: [
      """
      CREATE TABLE published_procedure (
        sequence BIGINT PRIMARY KEY, kind TEXT NOT NULL, procedure TEXT NOT NULL, version BIGINT NOT NULL,
        until_day TEXT, body TEXT, at BIGINT NOT NULL, publisher TEXT NOT NULL)
      """,
      """
      CREATE UNIQUE INDEX published_procedure_once ON published_procedure (procedure, version)
      WHERE kind = 'published'
      """,
    ])
}
