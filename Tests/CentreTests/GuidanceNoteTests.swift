import Domain
import Foundation
import Paper
import Storage
import TestSupport
import Testing

@testable import Centre

/// What a guidance note tells of the procedure that it leads to, and how the dossier that goes up with it is followed.
@Suite struct GuidanceNoteTests {
  private func form(_ target: String) -> DossierForm {
    var form = TestHouse.form(originals: 0)
    form.procedure = "0.000001"
    form.originals = nil
    form.answers = ["need": "Xin phiếu lý lịch tư pháp", "target": target, "advice": "Hỏi trước cần phiếu số mấy"]
    return form
  }

  private func receive(_ form: DossierForm, _ house: TestHouse) async throws -> DossierCode {
    try await house.centre.receiveDossier(
      form, by: house.officer(.receivingOfficer), key: IdempotencyKey(UUID().uuidString, request: form)
    ).code
  }

  private func told(_ target: ProcedureCode) async throws -> [String] {
    let house = try await TestHouse.open(.sqlite)
    let code = try await receive(form(target.rawValue), house)
    let dossier = try await house.dossier(code)
    let catalogue = house.centre.catalogue
    let procedure = try #require(catalogue.newestProcedure(target))
    let note = GuidanceNote(dossier: dossier, target: procedure, catalogue: catalogue, today: house.clock.now.date)
    return note.pieces.flatMap { piece -> [String] in
      switch piece {
      case .heading(let text), .paragraph(let text): [text]
      case .fields(let fields): fields.map { "\($0.label): \($0.value)" }
      case .table(_, let rows): rows.map { $0.joined(separator: " | ") }
      }
    }
  }

  @Test func aNoteTellsWhereWhatHowLongHowMuchAndHowOnline() async throws {
    let lines = try await told("2.000488")
    #expect(lines.contains("Người được hướng dẫn: Nguyễn Văn Mẫu"))
    #expect(lines.contains("Cơ quan có thẩm quyền: Công an tỉnh"))
    #expect(lines.contains { $0.hasPrefix("Nộp hồ sơ tại: Trung tâm Phục vụ hành chính công xã Đức Trọng (") })
    #expect(lines.contains { $0.hasPrefix("Nộp trực tuyến: ") && $0.contains("2.000488") })
    #expect(lines.contains { $0.hasPrefix("Thời hạn giải quyết: 10 ngày") })
    #expect(lines.contains { $0.hasPrefix("Phí, lệ phí: 200.000 đ; không thu của: Người thuộc hộ nghèo") })
    #expect(lines.contains { $0.hasPrefix("2. Căn cước hoặc hộ chiếu – bản sao | Luật Lý lịch tư pháp") })
    #expect(lines.contains { $0.hasPrefix("3. Văn bản ủy quyền") && $0.contains("(nếu có)") })
    #expect(lines.contains("Lỗi thường gặp") && lines.last == "Hỏi trước cần phiếu số mấy")
  }

  @Test func anAuthorityWithAnAddressIsToldWithIt() async throws {
    let lines = try await told("2.001583")
    #expect(lines.contains { $0.hasPrefix("Địa chỉ: ") && $0.contains("36 Trần Phú") })
    #expect(lines.contains { $0.hasPrefix("Điện thoại: 0263") })
  }

  @Test(arguments: Engine.allCases)
  func whatGoesUpOpensToTheSamePersonAloneAndNothingIsAskedTwice(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let here = house.officer(.receivingOfficer)
    let note = try await receive(form("2.000488"), house)
    var dossier = try await house.centre.formFollowing(note, by: here)
    #expect(dossier.applicant?.name == "Nguyễn Văn Mẫu" && dossier.applicant?.born == "05/02/1990")
    #expect(dossier.applicant?.phone == "0900000111" && dossier.follows == note.rawValue)
    dossier.procedure = "2.000488"
    dossier.unit = "24958"
    dossier.channel = Channel.counter.rawValue
    dossier.answers = [
      "record_kind": "no2", "record_purpose": "Đi làm việc", "record_copies": "1", "residences": "Xã Đức Trọng",
      "parents": "Cha, mẹ",
    ]
    let mine = try await receive(dossier, house)
    // Another person's dossier beside the same note is named, and opens to nobody.
    dossier.applicant?.name = "Trần Thị Mẫu"
    dossier.applicant?.personalNumber = "068195000102"
    dossier.applicant?.born = nil
    dossier.applicant?.sex = nil
    let others = try await receive(dossier, house)

    let keys = house.centre.key
    let progress = try await house.centre.lookUp(
      code: note.rawValue, secret: keys.lookUpSecret(of: note), place: "here")
    #expect(Set(progress.related.map(\.code)) == [mine, others])
    #expect(progress.related.first { $0.code == mine }?.secret == keys.lookUpSecret(of: mine))
    #expect(progress.related.first { $0.code == others }?.secret == nil)
    #expect(progress.related.first { $0.code == mine }?.step == "takeover")

    // The authority's people do it; the note's page tells how far it is.
    let police = house.officer(.specialist, unit: "68.08")
    try await house.act(.check, mine, by: police)
    let file = try await house.centre.readDossier(note, by: here)
    #expect(file.related.first { $0.code == mine }?.step == "appraisal")
    #expect(file.related.allSatisfy { $0.secret == nil })
    await #expect(throws: DossierRefusal.unknown) { try await house.centre.readDossier(note, by: police) }
    let above = try await house.centre.lookUp(code: mine.rawValue, secret: keys.lookUpSecret(of: mine), place: "here")
    #expect(above.unit == "68.08" && above.receivingUnit == "24958")
  }

  @Test func aBodyOfTheProvinceWritesTheProvinceBeforeTheDate() throws {
    let units = try TestStore.catalogue().units
    #expect(units.place(of: try #require(units.unit("68.08"))) == "Lâm Đồng")
    #expect(units.place(of: try #require(units.unit("24958"))) == "Đức Trọng")
  }

  @Test func aPersonalNumberTellsTheSexThatNobodyTyped() throws {
    func person(_ digits: String, sex: Sex?) throws -> Person {
      let number = try PersonalNumber.check(digits, field: "number").get()
      return Person(
        name: "Người Mẫu", identity: .personalNumber(number), born: nil, sex: sex, phone: nil, address: nil)
    }
    #expect(try person("068090000101", sex: nil).knownSex == .male)
    #expect(try person("068195000102", sex: nil).knownSex == .female)
    let foreigner = Person(
      name: "A B", identity: .passport("X1"), born: nil, sex: nil, phone: nil, address: nil)
    #expect(foreigner.knownSex == nil)
  }
}
