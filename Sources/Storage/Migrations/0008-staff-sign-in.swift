extension Migration {
  /// Officers' accounts with posts for a period, what was done to them, sessions that can be told apart, one-time codes,
  /// counted attempts, recovery by two, and who signs in whose place.
  ///
  /// A session of before knew neither browser nor proof: everybody signs in anew.
  static let staffSignIn = Migration(
    number: 8, name: "staff-sign-in",
    statements: [
      "ALTER TABLE staff ADD COLUMN one_time_until BIGINT", "ALTER TABLE staff ADD COLUMN signed_in_at BIGINT",
      "ALTER TABLE staff ADD COLUMN post BIGINT NOT NULL DEFAULT 1", "ALTER TABLE staff ADD COLUMN from_day TEXT",
      "ALTER TABLE staff ADD COLUMN until_day TEXT", "ALTER TABLE staff ADD COLUMN held BIGINT NOT NULL DEFAULT 1",
      """
      CREATE TABLE staff_post (
        staff TEXT NOT NULL, number BIGINT NOT NULL, unit TEXT NOT NULL, title TEXT NOT NULL, roles TEXT NOT NULL,
        from_day TEXT, until_day TEXT, PRIMARY KEY (staff, number))
      """,
      """
      INSERT INTO staff_post (staff, number, unit, title, roles, from_day, until_day)
      SELECT id, 1, unit, title, roles, NULL, NULL FROM staff
      """,
      """
      CREATE TABLE staff_event (
        staff TEXT NOT NULL, sequence BIGINT NOT NULL, at BIGINT NOT NULL, unit TEXT NOT NULL, name TEXT NOT NULL,
        body TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (staff, sequence))
      """,
      "CREATE INDEX staff_event_by_unit ON staff_event (unit, at)",
      "CREATE INDEX staff_event_by_time ON staff_event (at)",
      "DROP TABLE session",
      """
      CREATE TABLE session (
        hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, staff TEXT NOT NULL, started_at BIGINT NOT NULL,
        seen_at BIGINT NOT NULL, browser TEXT NOT NULL, device TEXT NOT NULL, place TEXT NOT NULL,
        proved BIGINT NOT NULL)
      """,
      "CREATE INDEX session_by_staff ON session (staff, seen_at)",
      """
      CREATE TABLE staff_code (
        staff TEXT PRIMARY KEY, secret TEXT NOT NULL, begun_at BIGINT NOT NULL, confirmed_at BIGINT,
        last_step BIGINT NOT NULL)
      """,
      "CREATE TABLE recovery_code (hash TEXT PRIMARY KEY, staff TEXT NOT NULL, used_at BIGINT)",
      "CREATE INDEX recovery_code_by_staff ON recovery_code (staff)",
      "CREATE TABLE attempt (subject TEXT PRIMARY KEY, failures BIGINT NOT NULL, last_at BIGINT NOT NULL)",
      "CREATE INDEX attempt_by_age ON attempt (last_at)",
      """
      CREATE TABLE staff_recovery (
        staff TEXT PRIMARY KEY, at BIGINT NOT NULL, proposer TEXT NOT NULL, reason TEXT NOT NULL)
      """,
      """
      CREATE TABLE delegation (
        id TEXT PRIMARY KEY, unit TEXT NOT NULL, grantor TEXT NOT NULL, deputy TEXT NOT NULL, form TEXT NOT NULL,
        procedures TEXT NOT NULL, from_day TEXT NOT NULL, until_day TEXT NOT NULL, ground TEXT NOT NULL)
      """,
      "CREATE INDEX delegation_by_deputy ON delegation (deputy, until_day)",
      "CREATE INDEX delegation_by_unit ON delegation (unit, until_day)",
    ])
}
