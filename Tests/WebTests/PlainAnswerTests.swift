import Centre
import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// Pages ask and tell what concerns the person in front of them, and nothing else.
@Suite struct PlainAnswerTests {
  private static let old = "Thôn 1, xã Liên Hiệp, huyện Đức Trọng, tỉnh Lâm Đồng"
  private static let new = "Thôn 1, xã Hiệp Thạnh, tỉnh Lâm Đồng"

  private func value(_ visitor: Visitor, _ name: String) -> String? {
    guard let start = visitor.page.range(of: "name=\"\(name)\" type=\"text\" value=\"")?.upperBound else { return nil }
    return String(visitor.page[start...].prefix { $0 != "\"" })
  }

  @Test func anAddressOfTheFormIsRenewedByChoiceAtTheCounterAndOnThePhone() async throws {
    try await DeskVisits.visiting { visitor, house in
      try await visitor.signIn(.receivingOfficer)
      let path = "/desk/receive/1.001612"
      try await visitor.open(path)
      let typed = [
        ("key", "counter-1234567890"), ("answers.seat_address", Self.old), ("answers.business_name", Self.old),
      ]
      try await visitor.post(path, typed + [("action", "exemption")])
      #expect(value(visitor, "answers.seat_address") == Self.old)
      #expect(visitor.page.contains("value=\"renew:answers.seat_address:0\""))
      // Only what is an address is read as one.
      #expect(!visitor.page.contains("value=\"renew:answers.business_name:0\""))
      try await visitor.post(path, typed + [("action", "renew:answers.seat_address:0")])
      #expect(value(visitor, "answers.seat_address") == Self.new)
      #expect(!visitor.page.contains("value=\"renew:answers.seat_address"))
      try await visitor.post(path, typed + [("action", "renew:answers.seat_address:9")])
      #expect(value(visitor, "answers.seat_address") == Self.old)

      visitor.forget()
      try await visitor.open("/thu-tuc/1.001612")
      try await visitor.post("/nop", [("procedure", "1.001612")])
      try await visitor.post(
        "/nop/ke-khai", [("answers.seat_address", Self.old), ("action", "renew:answers.seat_address:0")])
      #expect(value(visitor, "answers.seat_address") == Self.new)
    }
  }

  @Test func theCounterKnowsWhenThereIsNothingToPay() async throws {
    try await DeskVisits.visiting { visitor, house in
      try await visitor.signIn(.receivingOfficer)
      try await visitor.open("/desk/receive/1.001699")
      #expect(visitor.page.contains("data-paid"))
      try await visitor.post("/desk/preview", [("procedure", "1.001699")])
      #expect(visitor.page.contains("\"free\":true"))
      try await visitor.open("/desk/receive/2.000815")
      try await visitor.post(
        "/desk/preview",
        [
          ("procedure", "2.000815"), ("originals.0.name", "Giấy khai sinh"), ("originals.0.pages", "1"),
          ("originals.0.copies", "2"),
        ])
      #expect(visitor.page.contains("\"free\":false") && visitor.page.contains("4.000"))
    }
  }

  @Test func aBookIsChosenByWhatStandsInIt() async throws {
    try await DeskVisits.visiting { visitor, house in
      try await visitor.signIn(.recordsClerk)
      try await visitor.open("/desk/register")
      let choice = try #require(
        visitor.page.matches(of: /<option value="([^"]+)"[^>]*>([^<]+)</).first { $0.2.contains("Birth") })
      let kept = try #require(String(choice.1).addingPercentEncoding(withAllowedCharacters: .alphanumerics))
      try await visitor.open("/desk/register?kept=\(kept)")
      #expect(visitor.page.contains("<option value=\"\(choice.1)\" selected>"))
      // An unknown book is answered with the first.
      try await visitor.open("/desk/register?kept=%7C%7C")
      #expect(visitor.status == .ok)
    }
  }

  @Test func onlyCopiesAreToldOfCopies() async throws {
    try await DeskVisits.visiting { visitor, house in
      let told = house.centre.catalogue.texts.text("portal.filing.don-vi.lead", .en)
      for (procedure, isCopy) in [("2.000815", true), ("1.001193", false)] {
        visitor.forget()
        try await visitor.open("/thu-tuc/\(procedure)")
        try await visitor.post("/nop", [("procedure", procedure)])
        #expect(visitor.path == "/nop/don-vi" && visitor.page.contains(told) == isCopy)
      }
    }
  }

  @Test func proceduresStandInTheOrderOfTheAlphabet() async throws {
    try await DeskVisits.visiting { visitor, house in
      try await visitor.open("/thu-tuc?lang=vi")
      let fields = visitor.page.matches(of: /<h2>([^<]+)<\/h2>/).map { SearchText.fold(String($0.1)) }
      #expect(fields.count > 5 && fields == fields.sorted())
    }
  }
}
