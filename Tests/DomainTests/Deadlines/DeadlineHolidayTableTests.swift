import Testing

/// Deadlines over the holidays of 2025 and 2026, by the announced plans (8726/VPCP-KGVX, 6150/TB-BLĐTBXH; 9441/TB-BNV).
/// The office is open 07:00–11:30 and 13:30–17:00.
@Suite("Deadlines over the holidays of 2025 and 2026") struct DeadlineHolidayTableTests {
  @Test(
    "Tết 2025",
    arguments: DeadlineLine.table(
      """
      # Friday 24 January is the last working day, Monday 27 to Friday 31 are off, Monday 3 February is worked.
      same        | 2025-01-24 14:59:59 | | 2025-01-24 17:00
      same        | 2025-01-24 15:00    | | 2025-02-03 17:00
      same        | 2025-01-24 17:00    | | 2025-02-03 17:00
      same        | 2025-01-25 09:00    | | 2025-02-03 17:00
      same        | 2025-01-29 00:00    | | 2025-02-03 17:00
      same        | 2025-02-02 23:59:59 | | 2025-02-03 17:00
      same        | 2025-02-03 15:00    | | 2025-02-04 17:00
      1 days      | 2025-01-23 10:00    | | 2025-01-24 17:00
      1 days      | 2025-01-24 10:00    | | 2025-02-03 17:00
      2 days      | 2025-01-23 10:00    | | 2025-02-03 17:00
      3 days      | 2025-01-23 10:00    | | 2025-02-04 17:00
      3 days      | 2025-01-28 10:00    | | 2025-02-06 17:00
      5 days      | 2025-01-22 16:59    | | 2025-02-05 17:00
      5 days      | 2025-01-22 17:00    | | 2025-02-06 17:00
      4 hours     | 2025-01-24 15:00    | | 2025-02-03 09:00
      8 hours     | 2025-01-24 07:00    | | 2025-01-24 17:00
      8 hours     | 2025-01-24 13:30    | | 2025-02-03 11:30
      10 hours    | 2025-01-24 12:00    | | 2025-02-03 15:30
      5 calendar  | 2025-01-24 09:00    | | 2025-02-03 17:00
      10 calendar | 2025-01-24 09:00    | | 2025-02-03 17:00
      11 calendar | 2025-01-24 09:00    | | 2025-02-04 17:00
      7 calendar  | 2025-01-26 09:00    | | 2025-02-10 17:00
      30 calendar | 2025-01-02 09:00    | | 2025-02-03 17:00
      """))
  func tet2025(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "The Hùng Kings' day, 30 April and 1 May 2025",
    arguments: DeadlineLine.table(
      """
      # Monday 7 April is off. Friday 2 May is off and Saturday 26 April worked for it.
      same        | 2025-04-04 14:00 | | 2025-04-04 17:00
      same        | 2025-04-04 16:00 | | 2025-04-08 17:00
      same        | 2025-04-07 09:00 | | 2025-04-08 17:00
      3 days      | 2025-04-03 09:00 | | 2025-04-09 17:00
      2 hours     | 2025-04-04 16:00 | | 2025-04-08 08:00
      3 calendar  | 2025-04-04 09:00 | | 2025-04-08 17:00
      4 calendar  | 2025-04-04 09:00 | | 2025-04-08 17:00
      same        | 2025-04-25 15:00 | | 2025-04-26 17:00
      same        | 2025-04-26 14:59 | | 2025-04-26 17:00
      same        | 2025-04-26 15:00 | | 2025-04-28 17:00
      same        | 2025-04-27 10:00 | | 2025-04-28 17:00
      same        | 2025-04-29 15:30 | | 2025-05-05 17:00
      same        | 2025-05-02 10:00 | | 2025-05-05 17:00
      3 days      | 2025-04-25 09:00 | | 2025-04-29 17:00
      4 days      | 2025-04-25 09:00 | | 2025-05-05 17:00
      5 days      | 2025-04-26 09:00 | | 2025-05-07 17:00
      8 hours     | 2025-04-25 16:00 | | 2025-04-26 16:00
      16 hours    | 2025-04-26 07:00 | | 2025-04-28 17:00
      9 hours     | 2025-04-29 10:30 | | 2025-05-05 11:30
      1 calendar  | 2025-04-25 10:00 | | 2025-04-26 17:00
      5 calendar  | 2025-04-25 10:00 | | 2025-05-05 17:00
      7 calendar  | 2025-04-26 10:00 | | 2025-05-05 17:00
      10 calendar | 2025-04-26 10:00 | | 2025-05-06 17:00
      """))
  func april2025(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "National Day 2025, and 24 November, not yet a holiday",
    arguments: DeadlineLine.table(
      """
      # Monday 1 and Tuesday 2 September are off.
      same        | 2025-08-29 14:59:59.999 | | 2025-08-29 17:00
      same        | 2025-08-29 16:00        | | 2025-09-03 17:00
      same        | 2025-08-30 10:00        | | 2025-09-03 17:00
      same        | 2025-09-02 10:00        | | 2025-09-03 17:00
      3 days      | 2025-08-28 10:00        | | 2025-09-04 17:00
      10 days     | 2025-08-27 10:00        | | 2025-09-12 17:00
      4 hours     | 2025-08-29 14:00        | | 2025-09-03 08:00
      4 calendar  | 2025-08-28 09:00        | | 2025-09-03 17:00
      15 calendar | 2025-08-19 09:00        | | 2025-09-03 17:00
      same        | 2025-11-24 14:00        | | 2025-11-24 17:00
      1 days      | 2025-11-21 10:00        | | 2025-11-24 17:00
      """))
  func september2025(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "New Year 2026",
    arguments: DeadlineLine.table(
      """
      # Friday 2 January is off and Saturday 10 January worked for it.
      same        | 2025-12-31 15:00 | | 2026-01-05 17:00
      1 days      | 2025-12-31 09:00 | | 2026-01-05 17:00
      5 days      | 2025-12-31 09:00 | | 2026-01-09 17:00
      6 days      | 2025-12-31 09:00 | | 2026-01-10 17:00
      7 days      | 2025-12-31 09:00 | | 2026-01-12 17:00
      1 days      | 2026-01-09 09:00 | | 2026-01-10 17:00
      1 days      | 2026-01-10 09:00 | | 2026-01-12 17:00
      1 days      | 2026-01-10 17:00 | | 2026-01-13 17:00
      2 hours     | 2025-12-31 16:30 | | 2026-01-05 08:30
      8 hours     | 2026-01-09 15:00 | | 2026-01-10 15:00
      12 hours    | 2026-01-10 13:30 | | 2026-01-13 07:30
      2 calendar  | 2025-12-31 09:00 | | 2026-01-05 17:00
      10 calendar | 2025-12-31 09:00 | | 2026-01-10 17:00
      11 calendar | 2025-12-31 09:00 | | 2026-01-12 17:00
      """))
  func newYear2026(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "Tết 2026",
    arguments: DeadlineLine.table(
      """
      # Friday 13 February is the last working day, Monday 16 to Friday 20 are off, Monday 23 is worked.
      1 days      | 2026-02-13 11:30 | | 2026-02-23 17:00
      2 days      | 2026-02-12 09:00 | | 2026-02-23 17:00
      5 days      | 2026-02-11 09:00 | | 2026-02-25 17:00
      10 days     | 2026-02-09 09:00 | | 2026-03-02 17:00
      3 days      | 2026-02-18 09:00 | | 2026-02-26 17:00
      3 hours     | 2026-02-13 16:00 | | 2026-02-23 09:00
      8 hours     | 2026-02-13 10:00 | | 2026-02-23 10:00
      40 hours    | 2026-02-12 07:00 | | 2026-02-25 17:00
      7 calendar  | 2026-02-12 09:00 | | 2026-02-23 17:00
      11 calendar | 2026-02-12 09:00 | | 2026-02-23 17:00
      12 calendar | 2026-02-12 09:00 | | 2026-02-24 17:00
      30 calendar | 2026-01-20 09:00 | | 2026-02-23 17:00
      45 calendar | 2026-01-05 10:00 | | 2026-02-23 17:00
      """))
  func tet2026(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "The Hùng Kings' day, 30 April and 1 May 2026",
    arguments: DeadlineLine.table(
      """
      # The Hùng Kings' day is Sunday 26 April, made up for on Monday 27; Thursday 30 April and Friday 1 May are off.
      same       | 2026-04-24 14:59 | | 2026-04-24 17:00
      same       | 2026-04-24 15:00 | | 2026-04-28 17:00
      same       | 2026-04-26 08:00 | | 2026-04-28 17:00
      1 days     | 2026-04-24 09:00 | | 2026-04-28 17:00
      2 days     | 2026-04-24 09:00 | | 2026-04-29 17:00
      4 days     | 2026-04-23 09:00 | | 2026-05-04 17:00
      5 days     | 2026-04-28 09:00 | | 2026-05-07 17:00
      4 hours    | 2026-04-24 14:00 | | 2026-04-28 08:00
      9 hours    | 2026-04-29 13:30 | | 2026-05-04 14:30
      2 calendar | 2026-04-24 09:00 | | 2026-04-28 17:00
      3 calendar | 2026-04-24 09:00 | | 2026-04-28 17:00
      7 calendar | 2026-04-24 09:00 | | 2026-05-04 17:00
      """))
  func april2026(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "National Day 2026",
    arguments: DeadlineLine.table(
      """
      # Monday 31 August is off and Saturday 22 August worked for it; Tuesday 1 and Wednesday 2 September are off.
      same       | 2026-08-21 15:00 | | 2026-08-22 17:00
      same       | 2026-08-22 15:00 | | 2026-08-24 17:00
      1 days     | 2026-08-21 09:00 | | 2026-08-22 17:00
      1 days     | 2026-08-28 09:00 | | 2026-09-03 17:00
      2 days     | 2026-08-20 09:00 | | 2026-08-22 17:00
      8 days     | 2026-08-20 09:00 | | 2026-09-03 17:00
      9 hours    | 2026-08-28 08:00 | | 2026-09-03 09:00
      16 hours   | 2026-08-21 13:30 | | 2026-08-24 11:30
      3 calendar | 2026-08-28 09:00 | | 2026-09-03 17:00
      6 calendar | 2026-08-28 09:00 | | 2026-09-03 17:00
      1 calendar | 2026-08-21 09:00 | | 2026-08-22 17:00
      2 calendar | 2026-08-21 09:00 | | 2026-08-24 17:00
      """))
  func september2026(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "24 November 2026, a holiday for the first time, and the year's end",
    arguments: DeadlineLine.table(
      """
      # 24 November is a Tuesday; 1 January 2027 a Friday.
      same       | 2026-11-23 15:00:00.001 | | 2026-11-25 17:00
      1 days     | 2026-11-23 09:00        | | 2026-11-25 17:00
      3 days     | 2026-11-23 09:00        | | 2026-11-27 17:00
      1 calendar | 2026-11-23 09:00        | | 2026-11-25 17:00
      2 hours    | 2026-11-23 16:00        | | 2026-11-25 08:00
      1 days     | 2026-12-31 09:00        | | 2027-01-04 17:00
      """))
  func november2026(_ line: DeadlineLine) throws { try line.check() }
}
