import Centre
import Domain
import Hummingbird

/// The certification registers, like a ledger; printed as a book, exported as a table.
struct RegisterRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/desk/register") { request, context in try await show(request, context) }
    router.get("/desk/register.pdf") { request, context in try await printed(request, context) }
    router.get("/desk/register.csv") { request, context in try await export(request, context) }
  }

  private func book(_ request: Request, _ actor: Actor) async throws -> (book: String, year: Int) {
    let books = try await site.centre.listRegisters(by: actor)
    // The page's choice names a book and its year together.
    let kept = (request.asked("kept") ?? "").split(separator: "|").map(String.init)
    let symbol = kept.first ?? request.asked("book") ?? books.first?.book ?? ""
    let year = (kept.dropFirst().first ?? request.asked("year")).flatMap { Int($0) } ?? books.first?.year ?? 0
    guard let found = books.first(where: { $0.book == symbol && $0.year == year }) ?? books.first else {
      throw RegisterRefusal.notYours
    }
    return found
  }

  private func show(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let book = try await book(request, actor)
    let words = request.asked("q").map { String($0.prefix(200)) } ?? ""
    let after = max(0, request.asked("after").flatMap { Int($0) } ?? 0)
    let entries = try await site.centre.readRegister(
      book: book.book, year: book.year, words: words, after: after, limit: 101, by: actor)
    let books = try await site.centre.listRegisters(by: actor)
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let page = RegisterPage(
      book: book, books: books, words: words, entries: entries, site.centre.catalogue, wording)
    return site.renderer.response(
      "register", page, title: page.title, surface: .desk, context)
  }

  private func printed(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let book = try await book(request, actor)
    let pdf = try await site.centre.printRegister(book: book.book, year: book.year, by: actor)
    return .document(pdf, mediaType: "application/pdf", name: "so-chung-thuc-\(book.year).pdf")
  }

  private func export(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let book = try await book(request, actor)
    let entries = try await site.centre.readRegister(book: book.book, year: book.year, limit: 100_000, by: actor)
    var rows = [["number", "date", "applicant", "paper", "signer", "title", "copies", "fee", "dossier"]]
    rows += entries.map { entry in
      [
        String(entry.number), entry.date.iso, entry.applicant, entry.paper, entry.signer,
        entry.signerTitle.replacing("\n", with: " "), String(entry.copies), String(entry.fee), entry.dossier.rawValue,
      ]
    }
    return .document(
      Array(CSV.text(rows).utf8), mediaType: "text/csv; charset=utf-8", name: "so-chung-thuc-\(book.year).csv",
      download: true)
  }
}

/// A book of the register on screen.
struct RegisterPage: Sendable {
  struct Line: Sendable {
    let number: Int
    let date: String
    let applicant: String
    let paper: String
    let signer: String
    let copies: Int
    let fee: String
    let dossier: String
  }

  struct Book: Sendable {
    let value: String
    /// Its code, and what stands in it.
    let name: String
    let current: Bool
  }

  let code: String
  /// What stands on its cover.
  let title: String
  /// The procedures whose results stand in it.
  let about: String
  let symbol: String
  let year: Int
  let books: [Book]
  let words: String
  let lines: [Line]
  let empty: Bool
  let next: String?
  let pdf: String
  let csv: String

  init(
    book: (book: String, year: Int), books: [(book: String, year: Int)], words: String, entries: [RegisterEntry],
    _ catalogue: Catalogue, _ wording: Wording
  ) {
    code = RegisterBook.code(symbol: book.book, year: book.year)
    symbol = book.book
    year = book.year
    func about(_ symbol: String) -> String {
      let kept = catalogue.procedures.filter { $0.registerBook?.symbol == symbol }
      return Set(kept.map { $0.shortName[wording.language] }).sorted().joined(separator: "; ")
    }
    self.about = about(book.book)
    let rule = catalogue.procedures.last { $0.registerBook?.symbol == book.book }?.registerBook
    title = rule?.title[wording.language] ?? wording.text("desk.register.title")
    self.books = books.map { other in
      let names = about(other.book)
      return Book(
        value: "\(other.book)|\(other.year)",
        name: RegisterBook.code(symbol: other.book, year: other.year) + (names.isEmpty ? "" : " · \(names)"),
        current: other == book)
    }
    self.words = words
    lines = entries.prefix(100).map { entry in
      Line(
        number: entry.number, date: entry.date.display, applicant: entry.applicant, paper: entry.paper,
        signer: entry.signer, copies: entry.copies, fee: wording.money(entry.fee), dossier: entry.dossier.rawValue)
    }
    empty = entries.isEmpty
    let address = "book=\(book.book)&year=\(book.year)"
    next = entries.count > 100 ? "/desk/register?\(address)&after=\(entries[99].number)" : nil
    pdf = "/desk/register.pdf?\(address)"
    csv = "/desk/register.csv?\(address)"
  }
}
