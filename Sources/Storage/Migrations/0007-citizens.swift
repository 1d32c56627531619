extension Migration {
  /// Citizens who signed in by a provider, their sessions, sign-ins that are under way, whose a draft and a dossier are,
  /// and dossiers of which the identity is still to be checked. Dossiers of before are given their people afterwards, in
  /// batches, because they are found by a keyed hash.
  static let citizens = Migration(
    number: 7, name: "citizens",
    statements: [
      """
      CREATE TABLE sign_in_flow (
        state_hash TEXT PRIMARY KEY, browser_hash TEXT NOT NULL, provider TEXT NOT NULL, nonce TEXT NOT NULL,
        verifier TEXT NOT NULL, back TEXT NOT NULL, at BIGINT NOT NULL)
      """,
      "CREATE INDEX sign_in_flow_by_age ON sign_in_flow (at)",
      """
      CREATE TABLE citizen (
        id TEXT PRIMARY KEY, person TEXT NOT NULL UNIQUE, provider TEXT NOT NULL, level BIGINT NOT NULL,
        body TEXT NOT NULL, updated_at BIGINT NOT NULL)
      """,
      """
      CREATE TABLE citizen_session (
        hash TEXT PRIMARY KEY, citizen TEXT NOT NULL, provider TEXT NOT NULL, subject TEXT NOT NULL, sid TEXT,
        level BIGINT NOT NULL, id_token TEXT NOT NULL, started_at BIGINT NOT NULL, seen_at BIGINT NOT NULL)
      """,
      "CREATE INDEX citizen_session_by_subject ON citizen_session (provider, subject)",
      "CREATE INDEX citizen_session_by_age ON citizen_session (seen_at)",
      """
      CREATE TABLE logout_token (
        provider TEXT NOT NULL, id_hash TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (provider, id_hash))
      """,
      "ALTER TABLE draft ADD COLUMN citizen TEXT",
      "ALTER TABLE draft ADD COLUMN awaited_provider TEXT",
      "CREATE INDEX draft_by_citizen ON draft (citizen, updated_at) WHERE citizen IS NOT NULL",
      "CREATE TABLE dossier_person (person TEXT NOT NULL, dossier TEXT NOT NULL, PRIMARY KEY (person, dossier))",
      "CREATE TABLE dossier_person_adoption (after TEXT NOT NULL)",
      """
      INSERT INTO dossier_person_adoption (after) SELECT '' WHERE EXISTS (SELECT 1 FROM dossier)
      """,
      """
      CREATE TABLE identity_check (
        dossier TEXT PRIMARY KEY, unit TEXT NOT NULL, provider TEXT NOT NULL, at BIGINT NOT NULL, settled_at BIGINT,
        settled_by TEXT)
      """,
      "CREATE INDEX identity_check_by_unit ON identity_check (unit, at) WHERE settled_at IS NULL",
    ])
}
