extension Migration {
  /// What banks told of money that came, whose it is to look at, and how a person settled it; dossiers found by the code
  /// they have elsewhere. Nothing had been kept in the table of the second step.
  static let bankNotices = Migration(
    number: 5, name: "bank-notices",
    statements: [
      "DROP TABLE bank_notice",
      """
      CREATE TABLE bank_notice (
        bank TEXT NOT NULL, reference TEXT NOT NULL, account TEXT NOT NULL, amount BIGINT NOT NULL, memo TEXT NOT NULL,
        at BIGINT NOT NULL, received_at BIGINT NOT NULL, unit TEXT, dossier TEXT, outcome TEXT NOT NULL,
        receipt_number BIGINT, search TEXT NOT NULL, PRIMARY KEY (bank, reference))
      """,
      "CREATE INDEX bank_notice_by_unit ON bank_notice (unit, received_at)",
      """
      CREATE TABLE bank_notice_closing (
        bank TEXT NOT NULL, reference TEXT NOT NULL, at BIGINT NOT NULL, actor TEXT NOT NULL, note TEXT NOT NULL,
        PRIMARY KEY (bank, reference))
      """,
      "DROP INDEX dossier_by_external_code",
      """
      CREATE INDEX dossier_by_external_code ON dossier (UPPER(external_code)) WHERE external_code IS NOT NULL
      """,
    ])
}
