public import Domain
import Paper
import Storage

/// Why a register is not shown.
public enum RegisterRefusal: Refusal, Hashable {
  /// The person keeps no register in this unit.
  case notYours

  /// Forbidden.
  public var kind: RefusalKind { .forbidden }
  /// The sentence.
  public var textKey: String { "error.dossier.not-your-role" }
}

extension Centre {
  /// The books that the actor's unit has lines in; the one that was written in last first; then those of this
  /// year that are still empty.
  public func listRegisters(by actor: Actor) async throws -> [(book: String, year: Int)] {
    let unit = try registerUnit(actor)
    let year = now().date.year
    let symbols = Set(catalogue.procedures.compactMap(\.registerBook?.symbol)).sorted()
    let kept = try await database.read { try $0.registerBooks(unit: unit) }
    let empty = symbols.filter { symbol in !kept.contains { $0.book == symbol && $0.year == year } }
    return kept + empty.map { ($0, year) }
  }

  /// The lines of a book, in the order of their numbers.
  public func readRegister(
    book: String, year: Int, words: String = "", after number: Int = 0, limit: Int = 10_000, by actor: Actor
  ) async throws -> [RegisterEntry] {
    let unit = try registerUnit(actor)
    return try await database.read { tx in
      try tx.registerEntries(unit: unit, book: book, year: year, words: words, after: number, limit: limit)
    }
  }

  /// The register as a book (PDF).
  public func printRegister(book: String, year: Int, by actor: Actor) async throws -> [UInt8] {
    let entries = try await readRegister(book: book, year: year, limit: 200_000, by: actor)
    guard let code = actor.unit, let unit = catalogue.units.unit(code) else { throw RegisterRefusal.notYours }
    let today = now().date
    let kept = catalogue.procedures.filter { $0.registerBook?.symbol == book }
    // The certified copies' book has a form of its own.
    let title = kept.contains(where: \.listsOriginals) ? nil : kept.first?.registerBook?.title
    let printed = PrintedRegister(
      governingBody: unit.parent.flatMap { catalogue.units.unit($0)?.committee }, unit: unit.committee,
      title: title.map { ReaderText($0.vi.uppercased()) },
      place: unit.place, code: RegisterBook.code(symbol: book, year: year),
      openedOn: CivilDate(year: year, month: 1, day: 1) ?? today,
      closedOn: year < today.year ? CivilDate(year: year, month: 12, day: 31) : nil, printedOn: today,
      entries: entries.map { entry in
        PrintedRegister.Entry(
          number: entry.number, date: entry.date, applicant: entry.applicant, original: entry.paper,
          signer: entry.signer, signerTitle: entry.signerTitle.split(separator: "\n").last.map(String.init) ?? "",
          copies: entry.copies,
          fee: entry.fee, note: entry.dossier.rawValue.split(separator: "-").suffix(2).joined(separator: "-"))
      })
    return try printed.pdf(formTexts(.vi))
  }

  /// The unit whose registers an actor reads.
  ///
  /// - Throws: `RegisterRefusal.notYours`.
  public func registerUnit(_ actor: Actor) throws -> UnitCode {
    guard let unit = ownUnit(of: actor, for: .readRegisters) else { throw RegisterRefusal.notYours }
    return unit
  }
}
