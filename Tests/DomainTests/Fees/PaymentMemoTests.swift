import Testing

@testable import Domain

@Suite struct PaymentMemoTests {
  static let agencies = ["H36", "H36.24958", "H36.24781", "000.00.18.H36", "H36.16.25"]

  private func codes(_ text: String, _ agencies: [String] = agencies) -> [String] {
    PaymentMemo.codes(in: text, agencies: agencies).map(\.rawValue)
  }

  @Test(arguments: [
    ("H36.24958-261124-0001", "H36249582611240001"), ("H36.24958-261124-12345", "H362495826112412345"),
    ("000.00.18.H36-210101-0001", "0000018H362101010001"),
  ])
  func aCodeBecomesTheWordsOfATransferAndComesBack(_ code: String, _ memo: String) {
    #expect(DossierCode(rawValue: code).paymentMemo == memo)
    #expect(codes(memo).contains(code))
  }

  @Test func aCodeThatNoBankKeepsWholeHasNoWords() {
    #expect(DossierCode(rawValue: "H36.0000000000000-261124-0001").paymentMemo == nil)
    #expect(DossierCode(rawValue: "H36.000000000000-261124-0001").paymentMemo?.utf8.count == 25)
  }

  @Test(arguments: [
    "H36249582611240001", "h36249582611240001", "MBVCB.3278907.H36249582611240001.CT tu 0071000 NGUYEN VAN A",
    "IBFT H36249582611240001 GD 123456-261124-09:15:00", "H36.24958-261124-0001", "Nộp phí H36.24958–261124–0001.",
    "H36 24958 261124 0001", "h36.24958 261124 0001 nguyen van mau 0900000111", "(H36249582611240001)",
    "thanh toan:H36249582611240001;cam on", "H36.24958-\n261124-0001", "QR H36 24958-261124 0001",
  ])
  func whateverABankOrAPayerPutsAroundItIsReadAsOne(_ text: String) {
    #expect(codes(text) == ["H36.24958-261124-0001"])
  }

  @Test(arguments: [
    "", "Nop phi", "H3624958261124000", "H36249582613240001", "H3624958261124012345", "H362495826112400011234567",
    "H99249582611240001", "26112400010001", "H36.24958-261131-0001", "H36 24958 261124 0001234567",
  ])
  func whatIsNoCodeIsReadAsNone(_ text: String) { #expect(codes(text).isEmpty) }

  @Test func agencyCodesThatBeginAlikeGiveEveryReading() {
    // Without its dots the same words stand for two codes; which of them exists decides.
    #expect(
      Set(codes("H36111012250001", ["H36.1", "H36.11"])) == ["H36.11-101225-0001", "H36.1-110122-50001"])
    #expect(codes("H3622603021122", ["H36.2", "H36"]) == ["H36.2-260302-1122"])
  }

  @Test func aLongTextCostsNoMoreThanAShortOne() {
    let text = String(repeating: "H36 24958 ", count: 100_000) + "H36249582611240001"
    #expect(codes(text).isEmpty)
    #expect(codes("H36249582611240001 " + text) == ["H36.24958-261124-0001"])
  }
}
