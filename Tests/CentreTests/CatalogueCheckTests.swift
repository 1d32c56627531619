import Centre
import Domain
import Foundation
import TestSupport
import Testing

/// A catalogue with a fault does not load, and each fault names its file and line.
@Suite struct CatalogueCheckTests {
  /// A copy of the catalogue in which one text of a file is replaced; answers the folder and the line of the change.
  private func broken(_ file: String, _ old: String, _ new: String) throws -> (folder: String, line: Int) {
    let folder = try TestCatalogue.folder()
    let path = folder + "/" + file
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let range = try #require(text.range(of: old), "\(old) is not in \(file)")
    try text.replacingCharacters(in: range, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    return (folder, text[..<range.lowerBound].count { $0 == "\n" } + 1)
  }

  @Test func theShippedCatalogueHasNoFault() throws {
    let catalogue = try TestStore.catalogue()
    #expect(catalogue.units.children(of: "68").filter { $0.kind != .department }.count == 124)
    #expect(catalogue.units.unit("24958")?.committee == "Ủy ban nhân dân xã Đức Trọng")
    #expect(catalogue.units.unit("24781")?.place == "Xuân Hương – Đà Lạt")
    #expect(!catalogue.unverified.isEmpty)
    #expect(
      catalogue.findProcedures("ban sao CHUNG thuc tu ban chinh", on: CivilDate(dayNumber: 20_600)).map(\.code)
        .contains("2.000815"))
  }

  @Test(arguments: [
    ("role: specialist", "role: wizard", "role"), ("action: check", "action: dance", "action"),
    ("next: approval", "next: nowhere", "there is no step nowhere"),
    ("next: approval", "next: reception", "comes back to reception"),
    ("next: approval", "next: signing", "approval is never reached"),
    ("minutes: 120", "minutes: 300", "the law gives 480"), ("minutes: 120", "minutes: 0", "at least a minute"),
    ("same_day_before: \"15:00\"", "same_day_before: \"25:00\"", "HH:mm"),
    ("same_day_before: \"15:00\"", "some_day: 1", "no known way"),
    ("fee:\n  tariffs:", "colour: red\nfee:\n  tariffs:", "unknown key colour"),
    ("from: \"2025-07-01\"", "from: \"2025-07-32\"", "date"), ("version: 1", "version: one", "version"),
    ("vi: \"Chứng thực\"", "vi: [1]", "vi"), ("key: numbering", "key: sealing", "stands twice"),
    ("can_send_back_to: [appraisal]", "can_send_back_to: [moon]", "there is no step moon"),
    ("code: \"2.000815\"", "code: &a \"2.000815\"", "aliases"),
    ("keywords: [", "keywords: [*a, ", "aliases"),
    ("code: \"2.000815\"", "code: \"2.000815", "not YAML"),
    ("version: 1\nfrom: \"2025-07-01\"", "version: 1\nfrom: \"2016-01-01\"", "no tariff is in force on 2016-01-01"),
    ("    - from: \"2017-01-01\"", "    - from: \"2017-01-01\"\n      until: \"2025-12-31\"", "on 2026-01-01"),
    ("    - from: \"2017-01-01\"", "    - from: \"2017-01-01\"\n      until: \"2016-12-31\"", "before it begins"),
    ("per_first_page: 2000", "per_first_page: -2000", "from 0 to"),
    ("from: \"2025-07-01\"", "from: \"2025-07-01\"\nuntil: \"2025-06-30\"", "it ends before it begins"),
    ("en: \"Certification\"", "en: \" \"", "field.en is empty"),
  ])
  func aFaultOfAProcedureNamesItsLine(_ old: String, _ new: String, _ reason: String) throws {
    let (folder, line) = try broken("procedures/2.000815.yaml", old, new)
    do {
      _ = try Catalogue.load(directory: folder)
      Issue.record("it was loaded")
    } catch {
      let fault = try #require(error.faults.first { $0.reason.contains(reason) }, "\(error.description)")
      #expect(fault.file == "procedures/2.000815.yaml")
      // A fault of a path is told where the path is, a day without a fee where the tariffs are; every other one within
      // the changed entry.
      let elsewhere = ["law", "comes back", "stands twice", "never reached", "no tariff"]
      #expect(
        fault.line > 0
          && (abs(fault.line - line) <= 12 || elsewhere.contains(where: reason.contains)))
    }
  }

  @Test(arguments: [
    ("units/lam-dong.yaml", "\"24958\"", "\"24781\"", "stands twice"),
    ("units/lam-dong.yaml", "parent: \"68\"", "parent: \"99\"", "there is no unit 99"),
    ("texts/en/error.yaml", "personal-number:", "personal-numbers:", "is missing"),
    ("texts/ar/error.yaml", "{limit}", "{limits}", "other placeholders"),
  ])
  func aFaultOfUnitsOrTextsIsTold(_ file: String, _ old: String, _ new: String, _ reason: String) throws {
    let (folder, _) = try broken(file, old, new)
    do {
      _ = try Catalogue.load(directory: folder)
      Issue.record("it was loaded")
    } catch {
      let fault = try #require(
        error.faults.first { $0.file == file && $0.reason.contains(reason) }, "\(error.description)")
      #expect(fault.line > 0)
    }
  }

  @Test(arguments: [
    ("overrides: []", "overrides: [{unit: \"99\", channels: [], tariff: TARIFF}]", "there is no unit 99"),
    (
      "overrides: []",
      "overrides: [{unit: \"68\", channels: [], tariff: TARIFF}, {unit: \"68\", channels: [online], tariff: TARIFF}]",
      "already decides for 68"
    ),
    ("  overrides: []", "    - TARIFF\n  overrides: []", "two tariffs are in force on 2026-01-01"),
  ])
  func aFeeIsDecidedOnce(_ old: String, _ new: String, _ reason: String) throws {
    let tariff = "{from: \"2026-01-01\", per_case: 5000, source: \"-\"}"
    let (folder, line) = try broken(
      "procedures/2.000815.yaml", old, new.replacingOccurrences(of: "TARIFF", with: tariff))
    let error = try #require(throws: CatalogueFaults.self) { try Catalogue.load(directory: folder) }
    let fault = try #require(error.faults.first { $0.reason.contains(reason) }, "\(error.description)")
    #expect(fault.line == line)
  }

  @Test func aProvinceSetsItsOwnFeeForAChannel() throws {
    let (folder, _) = try broken(
      "procedures/2.000815.yaml", "overrides: []",
      "overrides: [{unit: \"68\", channels: [online], tariff: {from: \"2026-01-01\", "
        + "source: \"-\"}}]")
    let catalogue = try Catalogue.load(directory: folder)
    let procedure = try #require(catalogue.newestProcedure("2.000815"))
    let original = Original(
      position: 1, name: "Bằng tốt nghiệp", number: nil, issuer: nil, issuedOn: nil, pages: 3, copies: 2, scans: [])
    func fee(_ channel: Channel, _ date: String) throws -> Int {
      catalogue.fee(
        of: procedure, for: [original], channel: channel, on: try #require(CivilDate(iso: date)), unit: "24958")
    }
    #expect(try fee(.online, "2026-03-02") == 0)
    #expect(try fee(.counter, "2026-03-02") == 10_000)
    #expect(try fee(.online, "2025-12-31") == 10_000)
  }

  /// A closure stands in the year's file and moves the deadlines of its unit alone.
  @Test func aUnitClosesForAPartOfADay() throws {
    let reason = "reason: {vi: \"lũ\", en: \"flood\", ar: \"فيضان\"}"
    func closing(_ times: String) throws -> String {
      try broken(
        "calendars/2026.yaml", "year: 2026\n",
        "year: 2026\nclosures:\n  - {unit: \"24958\", date: \"2026-10-05\", \(times)\(reason)}\n"
      ).folder
    }
    func due(_ catalogue: Catalogue, _ unit: UnitCode) throws -> String {
      let received = try #require(Instant(iso8601: "2026-10-05 10:00"))
      return catalogue.calendar(for: unit).deadline(.workingHours(3), received: received).dueAt.iso8601
    }
    let part = try Catalogue.load(directory: closing("from: \"13:30\", to: \"15:00\", "))
    #expect(try due(part, "24958") == "2026-10-05T16:30:00+07:00")
    #expect(try due(part, "24781") == "2026-10-05T15:00:00+07:00")
    #expect(try due(Catalogue.load(directory: closing("")), "24958") == "2026-10-06T10:00:00+07:00")
    let folder = try closing("from: \"15:00\", to: \"13:30\", ")
    let refused = try #require(throws: CatalogueFaults.self) { try Catalogue.load(directory: folder) }
    #expect(refused.faults.map(\.reason) == ["closures.0.to: the closure ends before it begins"])
  }

  /// An alias behind a quoted key, in a flow, behind a tab, after what looks like a quote or a comment.
  @Test(arguments: [
    "\"a: x\": &a [lol, lol]\n\"b: x\": [ *a, *a ]", "a:\t&a x", "? &a [x]\n: 1", "x: [ a ' , *a ]",
    "[ \"a\n# b\", *x ]", "\u{FEFF}*a",
  ])
  func anAliasCannotHide(_ content: String) throws {
    let (folder, _) = try broken("procedures/2.000815.yaml", "code:", "code:")
    try content.write(toFile: folder + "/texts/vi/extra.yaml", atomically: true, encoding: .utf8)
    let error = try #require(throws: CatalogueFaults.self) { try Catalogue.load(directory: folder) }
    #expect(error.faults.contains { $0.file == "texts/vi/extra.yaml" && $0.reason.contains("aliases") })
  }

  @Test func aSignInsideATextIsText() throws {
    let (folder, _) = try broken("procedures/2.000815.yaml", "keywords: [", "keywords: [\"sao & *chép\", ")
    #expect(try Catalogue.load(directory: folder).newestProcedure("2.000815")?.keywords.first == "sao & *chép")
  }

  @Test func aFileHoldsOneDocument() throws {
    let (folder, _) = try broken("procedures/2.000815.yaml", "steps:", "---\nsteps:")
    let error = try #require(throws: CatalogueFaults.self) { try Catalogue.load(directory: folder) }
    #expect(error.faults.contains { $0.file == "procedures/2.000815.yaml" && $0.reason.contains("one document") })
  }

  /// Thirty lines of anchors that stand for a thousand million words, as the key of a mapping.
  @Test(.timeLimit(.minutes(5))) func aBombOfAnchorsIsRefusedAtOnce() throws {
    var bomb = "\"n0: x\": &n0 [lol, lol]\n"
    for index in 1...30 { bomb += "\"n\(index): x\": &n\(index) [ *n\(index - 1), *n\(index - 1) ]\n" }
    let (folder, _) = try broken("procedures/2.000815.yaml", "code:", "code:")
    try (bomb + "? [ *n30, *n30 ]\n: 1\n").write(
      toFile: folder + "/texts/vi/extra.yaml", atomically: true, encoding: .utf8)
    let error = try #require(throws: CatalogueFaults.self) { try Catalogue.load(directory: folder) }
    #expect(error.faults.map(\.file).contains("texts/vi/extra.yaml"))
  }

  @Test func aHostileFileIsBounded() throws {
    let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
    for content in [deep, String(repeating: "# filler\n", count: 200_000), "", "\u{0}", "- 1\n\t- 2"] {
      let (folder, _) = try broken("procedures/2.000815.yaml", "code:", "code:")
      try content.write(
        toFile: folder + "/procedures/2.000815.yaml", atomically: true, encoding: .utf8)
      #expect(throws: CatalogueFaults.self) { try Catalogue.load(directory: folder) }
    }
    #expect(throws: CatalogueFaults.self) { try Catalogue.load(directory: "/no/such/folder") }
  }
}
