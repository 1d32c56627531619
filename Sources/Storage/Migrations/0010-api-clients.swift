extension Migration {
  /// Programs that get short-lived tokens by their own secret (RFC 6749, section 4.4), and what such a token may do.
  static let apiClients = Migration(
    number: 10, name: "api-clients",
    statements: [
      """
      CREATE TABLE api_client (
        id TEXT PRIMARY KEY, secret_hash TEXT NOT NULL, label TEXT NOT NULL, unit TEXT NOT NULL, role TEXT NOT NULL,
        scope TEXT NOT NULL, created_at BIGINT NOT NULL, ended_at BIGINT)
      """,
      "ALTER TABLE api_token ADD COLUMN client TEXT",
      "ALTER TABLE api_token ADD COLUMN scope TEXT",
      "ALTER TABLE api_token ADD COLUMN expires_at BIGINT",
      "CREATE INDEX api_token_by_expiry ON api_token (expires_at)",
      "CREATE INDEX api_token_by_client ON api_token (client)",
    ])
}
