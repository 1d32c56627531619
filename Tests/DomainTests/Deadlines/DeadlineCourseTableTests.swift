import Testing

/// What happens to a dossier while it is worked on, mostly in two ordinary weeks: Monday 2 to Friday 6 and Monday 9 to
/// Friday 13 March 2026. The office is open 07:00–11:30 and 13:30–17:00.
@Suite("Deadlines in the course of a dossier") struct DeadlineCourseTableTests {
  @Test(
    "Hours to the second and the millisecond",
    arguments: DeadlineLine.table(
      """
      2 hours | 2026-03-03 11:29:59     | | 2026-03-03 15:29:59
      2 hours | 2026-03-03 13:29:59     | | 2026-03-03 15:30
      2 hours | 2026-03-03 06:59:59     | | 2026-03-03 09:00
      2 hours | 2026-03-03 07:00:01     | | 2026-03-03 09:00:01
      2 hours | 2026-03-03 15:00:30.250 | | 2026-03-04 07:00:30.250
      1 hours | 2026-03-03 16:00:00.001 | | 2026-03-04 07:00:00.001
      1 hours | 2026-03-03 10:30        | | 2026-03-03 11:30
      1 hours | 2026-03-03 10:30:00.001 | | 2026-03-03 13:30:00.001
      """))
  func seconds(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "Extensions",
    arguments: DeadlineLine.table(
      """
      same       | 2026-02-13 10:00 | +1  | 2026-02-23 17:00
      same       | 2026-03-04 10:00 | +3  | 2026-03-09 17:00
      3 days     | 2026-02-10 09:00 | +2  | 2026-02-24 17:00
      2 hours    | 2026-03-06 10:00 | +1  | 2026-03-09 14:00
      2 hours    | 2026-04-24 16:30 | +1  | 2026-04-29 08:30
      5 calendar | 2026-03-02 09:00 | +2  | 2026-03-11 17:00
      3 days     | 2026-03-02 09:00 | +30 | 2026-04-16 17:00
      """))
  func extensions(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "One pause of a result due the same day",
    arguments: DeadlineLine.table(
      """
      same | 2026-03-02 10:00 | pause 2026-03-02 11:00/2026-03-02 11:30    | 2026-03-03 07:30
      same | 2026-03-02 10:00 | pause 2026-03-02 11:00/2026-03-02 14:00    | 2026-03-03 08:00
      # The lunch break.
      same | 2026-03-02 10:00 | pause 2026-03-02 11:30/2026-03-02 13:30    | 2026-03-02 17:00
      same | 2026-03-02 10:00 | pause 2026-03-02 16:00/2026-03-03 10:00    | 2026-03-03 11:00
      # It begins when the time is over.
      same | 2026-03-02 10:00 | pause 2026-03-02 17:00/2026-03-03 10:00    | 2026-03-02 17:00
      same | 2026-03-02 10:00 | pause 2026-03-02 16:59:59/2026-03-03 07:00 | 2026-03-03 07:00:01
      # Before the receipt nothing counts.
      same | 2026-03-02 10:00 | pause 2026-03-02 08:00/2026-03-02 10:00    | 2026-03-02 17:00
      same | 2026-03-02 10:00 | pause 2026-03-02 08:00/2026-03-02 10:30    | 2026-03-03 07:30
      # It ends before it begins.
      same | 2026-03-02 10:00 | pause 2026-03-02 14:00/2026-03-02 13:00    | 2026-03-02 17:00
      # Received on a Sunday, the time runs from Monday.
      same | 2026-03-08 10:00 | pause 2026-03-08 12:00/2026-03-09 08:00    | 2026-03-10 08:00
      """))
  func onePause(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "Several pauses: what lies in two counts once",
    arguments: DeadlineLine.table(
      """
      same | 2026-03-02 10:00 | pause 2026-03-02 11:00/2026-03-02 11:30; pause 2026-03-02 11:00/2026-03-02 11:30 | 2026-03-03 07:30
      same | 2026-03-02 10:00 | pause 2026-03-02 10:30/2026-03-02 11:30; pause 2026-03-02 11:00/2026-03-02 14:00 | 2026-03-03 08:30
      same | 2026-03-02 10:00 | pause 2026-03-02 10:30/2026-03-02 14:00; pause 2026-03-02 11:00/2026-03-02 11:30 | 2026-03-03 08:30
      same | 2026-03-02 10:00 | pause 2026-03-02 10:30/2026-03-02 11:00; pause 2026-03-02 11:00/2026-03-02 11:30 | 2026-03-03 08:00
      same | 2026-03-02 10:00 | pause 2026-03-02 15:00/2026-03-02 16:00; pause 2026-03-02 11:00/2026-03-02 11:30 | 2026-03-03 08:30
      # The second begins within the time that the first gave, or when that is over.
      same | 2026-03-02 10:00 | pause 2026-03-02 16:00/2026-03-02 17:00; pause 2026-03-03 07:30/2026-03-03 09:00 | 2026-03-03 09:30
      same | 2026-03-02 10:00 | pause 2026-03-02 16:00/2026-03-02 17:00; pause 2026-03-03 08:00/2026-03-03 09:00 | 2026-03-03 08:00
      """))
  func severalPauses(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "Pauses of days, hours and days of the calendar",
    arguments: DeadlineLine.table(
      """
      3 days      | 2026-03-02 10:00 | pause 2026-03-03 07:00/2026-03-03 17:00          | 2026-03-06 17:00
      3 days      | 2026-03-02 10:00 | pause 2026-03-03 00:00/2026-03-05 00:00          | 2026-03-09 17:00
      3 days      | 2026-03-02 10:00 | pause 2026-03-06 08:00/2026-03-09 08:00          | 2026-03-05 17:00
      # Eleven working days, told as a whole.
      3 days      | 2026-03-02 10:00 | pause 2026-03-03 07:00/2026-03-17 17:00          | 2026-03-20 17:00
      # Tết in the pause, at its edges, and after it.
      3 days      | 2026-02-11 09:00 | pause 2026-02-14 00:00/2026-02-22 00:00          | 2026-02-23 17:00
      3 days      | 2026-02-11 09:00 | pause 2026-02-13 13:30/2026-02-23 07:00          | 2026-02-24 10:30
      3 days      | 2026-02-10 09:00 | pause 2026-02-11 08:00/2026-02-11 10:00          | 2026-02-23 09:00
      # 16 hours made up for on 29 April and 4 May.
      3 days      | 2026-04-22 09:00 | pause 2026-04-24 07:00/2026-04-28 17:00          | 2026-05-04 17:00
      8 hours     | 2026-03-02 10:00 | pause 2026-03-02 14:00/2026-03-02 16:00          | 2026-03-03 14:00
      8 hours     | 2026-03-02 10:00 | pause 2026-03-02 14:00/2026-03-02 14:00:30       | 2026-03-03 10:00:30
      2 hours     | 2026-03-06 16:00 | pause 2026-03-06 16:30/2026-03-09 07:30          | 2026-03-09 09:00
      10 calendar | 2026-03-02 09:00 | pause 2026-03-10 07:00/2026-03-11 17:00          | 2026-03-16 17:00
      5 calendar  | 2026-03-02 09:00 | pause 2026-03-04 13:30/2026-03-04 17:00          | 2026-03-10 10:30
      same        | 2026-03-04 10:00 | +2; pause 2026-03-05 07:00/2026-03-05 11:30      | 2026-03-09 11:30
      # A Saturday that is worked counts in the pause and after it.
      1 days      | 2026-01-08 09:00 | pause 2026-01-09 13:30/2026-01-10 11:30          | 2026-01-10 17:00
      1 days      | 2026-01-09 09:00 | pause 2026-01-10 07:00/2026-01-10 17:00          | 2026-01-12 17:00
      """))
  func pausesOfRules(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "A pause that has not ended counts up to the present, when that is given",
    arguments: DeadlineLine.table(
      """
      same | 2026-03-02 10:00 | pause 2026-03-02 11:00/                         | 2026-03-02 17:00
      same | 2026-03-02 10:00 | pause 2026-03-02 11:00/; now 2026-03-03 09:00   | 2026-03-03 15:00
      same | 2026-03-02 10:00 | pause 2026-03-02 11:00/; now 2026-03-02 10:30   | 2026-03-02 17:00
      same | 2026-03-02 10:00 | pause 2026-03-02 17:30/; now 2026-03-03 09:00   | 2026-03-02 17:00
      same | 2026-03-02 10:00 | pause 2026-03-02 11:00/; pause 2026-03-02 14:00/2026-03-02 15:00; now 2026-03-02 16:00 | 2026-03-03 10:00
      same | 2026-03-02 10:00 | pause 2026-03-02 11:00/; pause 2026-03-02 14:00/2026-03-02 15:00 | 2026-03-03 08:00
      """))
  func openPauses(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "Unplanned closures of a day",
    arguments: DeadlineLine.table(
      """
      same       | 2026-03-03 10:00 | closed 2026-03-03                    | 2026-03-04 17:00
      same       | 2026-03-03 15:30 | closed 2026-03-04                    | 2026-03-05 17:00
      3 days     | 2026-03-02 10:00 | closed 2026-03-04                    | 2026-03-06 17:00
      3 days     | 2026-03-02 10:00 | closed 2026-03-04; closed 2026-03-05 | 2026-03-09 17:00
      3 days     | 2026-03-02 10:00 | closed 2026-03-04; closed 2026-03-04 | 2026-03-06 17:00
      3 days     | 2026-03-02 10:00 | closed 2026-03-04 00:00-24:00        | 2026-03-06 17:00
      3 days     | 2026-03-02 10:00 | closed 2026-03-04 07:00-11:30; closed 2026-03-04 13:30-17:00 | 2026-03-06 17:00
      5 calendar | 2026-03-02 09:00 | closed 2026-03-09                    | 2026-03-10 17:00
      8 hours    | 2026-03-02 10:00 | closed 2026-03-03                    | 2026-03-04 10:00
      # A day that is off already: a Saturday, Tết. A Saturday that is worked.
      3 days     | 2026-03-02 10:00 | closed 2026-03-07                    | 2026-03-05 17:00
      3 days     | 2026-02-11 09:00 | closed 2026-02-18                    | 2026-02-23 17:00
      3 days     | 2026-02-11 09:00 | closed 2026-02-23                    | 2026-02-24 17:00
      1 days     | 2026-01-09 09:00 | closed 2026-01-10                    | 2026-01-12 17:00
      # A closed day has no working time that a pause could take.
      3 days     | 2026-03-02 10:00 | closed 2026-03-03; pause 2026-03-03 07:00/2026-03-03 17:00 | 2026-03-06 17:00
      """))
  func closedDays(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "Closures of a part of a day: hours leave it out, a day is a day",
    arguments: DeadlineLine.table(
      """
      3 days  | 2026-03-02 10:00 | closed 2026-03-04 13:30-17:00     | 2026-03-05 17:00
      3 days  | 2026-03-02 10:00 | closed 2026-03-05 07:00-11:30     | 2026-03-05 17:00
      3 days  | 2026-03-02 10:00 | closed 2026-03-05 13:30-17:00     | 2026-03-05 11:30
      8 hours | 2026-03-02 10:00 | closed 2026-03-02 14:00-16:00     | 2026-03-03 14:00
      8 hours | 2026-03-02 10:00 | closed 2026-03-03 07:00-09:00     | 2026-03-03 14:00
      2 hours | 2026-03-02 10:30 | closed 2026-03-02 11:00-14:00     | 2026-03-02 15:30
      2 hours | 2026-03-02 11:10 | closed 2026-03-02 11:00-14:00     | 2026-03-02 16:00
      2 hours | 2026-03-02 06:00 | closed 2026-03-02 -10:00          | 2026-03-02 14:00
      same    | 2026-03-02 06:00 | closed 2026-03-02 -10:00          | 2026-03-02 17:00
      same    | 2026-03-02 14:00 | closed 2026-03-02 13:30-          | 2026-03-03 17:00
      same    | 2026-03-02 11:00 | closed 2026-03-02 13:30-          | 2026-03-02 11:30
      2 hours | 2026-03-02 15:00 | +1; closed 2026-03-03 13:30-17:00 | 2026-03-03 11:30
      3 days  | 2026-03-02 10:00 | closed 2026-03-04 07:00-11:30; pause 2026-03-04 07:00/2026-03-04 17:00 | 2026-03-06 10:30
      same    | 2026-03-02 10:00 | closed 2026-03-02 16:00-17:00; pause 2026-03-02 14:00/2026-03-02 17:00 | 2026-03-03 09:00
      # A closure of the lunch break closes nothing.
      2 hours | 2026-03-02 10:30 | closed 2026-03-02 11:30-13:30     | 2026-03-02 14:30
      """))
  func closedParts(_ line: DeadlineLine) throws { try line.check() }

  @Test(
    "What was promised is never taken back",
    arguments: DeadlineLine.table(
      """
      3 days | 2026-03-02 10:00 | closed 2026-03-05 13:30-17:00; promised 2026-03-05 17:00 | 2026-03-06 07:00
      3 days | 2026-03-02 10:00 | closed 2026-03-05; promised 2026-03-05 17:00             | 2026-03-06 17:00
      same   | 2026-03-02 10:00 | promised 2026-03-02 16:00                                | 2026-03-02 17:00
      same   | 2026-03-02 10:00 | promised 2026-03-03 11:00                                | 2026-03-03 11:00
      same   | 2026-03-02 10:00 | promised 2026-03-03 12:00                                | 2026-03-03 13:30
      same   | 2026-03-02 10:00 | promised 2026-03-03 17:00                                | 2026-03-03 17:00
      same   | 2026-03-02 10:00 | promised 2026-03-07 10:00                                | 2026-03-09 07:00
      """))
  func promised(_ line: DeadlineLine) throws { try line.check() }
}
