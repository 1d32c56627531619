import Testing

@testable import Domain

/// A code and what it says.
struct VietQRExample: CustomTestStringConvertible, Sendable {
  let source: String
  let payload: String
  let bank: String
  let account: String
  var amount: Int?
  var memo: String?
  /// Whether this program writes the same payment in the same bytes.
  var isWrittenAlike = true

  var testDescription: String { source }
}

@Suite("VietQR payment codes") struct VietQRTests {
  static let published = [
    VietQRExample(
      source: "NAPAS QR format 1.5.2, static, to an account",
      payload: "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F",
      bank: "970403", account: "0011012345678"),
    VietQRExample(
      source: "NAPAS QR format 1.5.2, dynamic, with a bill number before the purpose",
      payload: "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN"
        + "62340107NPS68690819thanh toan don hang63042E2E",
      bank: "970403", account: "0011012345678", amount: 180_000, memo: "thanh toan don hang", isWrittenAlike: false),
    VietQRExample(
      source: "subiz/vietqr on GitHub",
      payload: "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN"
        + "62170813ung ho lu lut6304C15C",
      bank: "970415", account: "0011001932418", amount: 120_000, memo: "ung ho lu lut"),
    VietQRExample(
      source: "sunary/vietqr on GitHub: static, with a purpose",
      payload: "00020101021138510010A00000072701210006970407010797968680208QRIBFTTA53037045802VN"
        + "62240820gen by sunary/vietqr6304BE74",
      bank: "970407", account: "9796868", memo: "gen by sunary/vietqr"),
    VietQRExample(
      source: "an account with letters",
      payload: "00020101021238570010A000000727012700069704220113VQRQACLNP26800208QRIBFTTA530370454061000005802VN"
        + "62270823Thanh toan don hang ABC6304CE4C",
      bank: "970422", account: "VQRQACLNP2680", amount: 100_000, memo: "Thanh toan don hang ABC"),
    VietQRExample(
      source: "the receiver's name, a longer memo, dynamic without an amount",
      payload: "00020101021238530010A0000007270123000697043201091290057180208QRIBFTTA53037045802VN"
        + "5920NGUYEN PHAM THUY LAN62390835Thanh toan don hang cho Bean Bakery63043AA2",
      bank: "970432", account: "129005718", memo: "Thanh toan don hang cho Bean Bakery", isWrittenAlike: false),
    VietQRExample(
      source: "the checksum in lower case",
      payload: "00020101021138540010A00000072701240006970422011099999991480208QRIBFTTA53037045802VN63047b49",
      bank: "970422", account: "9999999148", isWrittenAlike: false),
  ]

  @Test("The checksum's check value") func checkValue() {
    #expect(CRC16.of("123456789".utf8) == 0x29B1)
    #expect(CRC16.of([]) == 0xFFFF)
  }

  @Test("Published codes are read", arguments: published) func read(_ example: VietQRExample) throws {
    let code = try VietQR(payload: example.payload)
    #expect(code.bank == example.bank)
    #expect(code.account == example.account)
    #expect(code.amount == example.amount)
    #expect(code.memo == example.memo)
  }

  @Test("Published codes are written byte for byte", arguments: published.filter(\.isWrittenAlike))
  func written(_ example: VietQRExample) throws {
    let code = try VietQR(bank: example.bank, account: example.account, amount: example.amount, memo: example.memo)
    #expect(code.payload == example.payload)
  }

  @Test(
    "The memo is folded to what banks carry",
    arguments: [
      ("Lệ phí hồ sơ", "Le phi ho so"), ("  ĐÓNG\tđủ  ", "DONG du"), ("H36 250701 0001", "H36 250701 0001"),
      ("Nguyễn Ước", "Nguyen Uoc"), ("ÿ", nil), ("ắằẳẵặ ưỡ ỵ", "aaaaa uo y"), ("1+1=2; ~{}", "1+1=2; ~{}"), ("", ""),
      ("phí – lệ phí", nil), ("مكتب", nil), ("€", nil), ("a\u{0}b", nil), ("a\u{202E}b", nil), ("🧾", nil),
      ("1234567890123456789012345", "1234567890123456789012345"), ("12345678901234567890123456", nil),
    ])
  func memo(_ text: String, _ folded: String?) throws {
    guard let folded else {
      let problem = #expect(throws: InvalidInput.self) {
        try VietQR(bank: "970436", account: "1", amount: 1, memo: text)
      }
      #expect(problem?.problems.map(\.field) == ["memo"])
      return
    }
    let memo = try VietQR(bank: "970436", account: "1", amount: 1, memo: text).memo
    #expect(memo ?? "" == folded)
  }

  @Test(
    "What a code can't carry is refused with the field's name",
    arguments: [
      ("97043", "1", 1, ["bank"]), ("9704366", "1", 1, ["bank"]), ("97043a", "1", 1, ["bank"]),
      ("９７０４３６", "1", 1, ["bank"]), ("970436", "", 1, ["account"]), ("970436", "12345678901234567890", 1, ["account"]),
      ("970436", "12 34", 1, ["account"]), ("970436", "đ1", 1, ["account"]), ("970436", "1-2", 1, ["account"]),
      ("970436", "1", 0, ["amount"]), ("970436", "1", -5, ["amount"]), ("970436", "1", 10_000_000_000_000, ["amount"]),
      ("970436", "1", Int.max, ["amount"]), ("", "", 0, ["bank", "account", "amount"]),
    ])
  func refused(_ bank: String, _ account: String, _ amount: Int, _ fields: [String]) {
    let refusal = #expect(throws: InvalidInput.self) {
      try VietQR(bank: bank, account: account, amount: amount, memo: nil)
    }
    #expect(refusal?.problems.map(\.field) == fields)
  }

  @Test("The bounds themselves are taken") func bounds() throws {
    let account = "ABCDEFGHIJ123456789"
    let code = try VietQR(bank: "000000", account: account, amount: VietQR.largestAmount, memo: "x")
    #expect(code.payload.contains("5413" + "9999999999999"))
    #expect(code.payload.contains("0119" + account))
    #expect(try VietQR(payload: code.payload) == code)
  }

  /// A text with its right checksum at the end.
  private func summed(_ text: String) -> String {
    let digits = String(CRC16.of((text + "6304").utf8), radix: 16, uppercase: true)
    return text + "6304" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  @Test("What is no code for a transfer to an account is told so") func otherKinds() {
    let account = "38540010A00000072701240006970436011010175956000208QRIBFTTA"
    let card = "38600010A00000072701300006970403011697040311012345670208QRIBFTTC"
    let examples: [(String, String?, String)] = [
      (summed("000201010211\(card)53037045802VN"), "payload", "other-kind"),
      (summed("000201010211\(account)53038405802US"), "payload", "other-kind"),
      (summed("000202010211\(account)53037045802VN"), "payload", "other-kind"),
      (summed("000201010213\(account)53037045802VN"), "payload", "other-kind"),
      (summed("00020101021153037045802VN"), "payload", "other-kind"),
      (summed("000201010212\(account)53037045401" + "05802VN"), "amount", "amount"),
      (summed("000201010212\(account)53037045400" + "5802VN"), "payload", "unreadable"),
      (summed("000201010212\(account)5303704541000000000005802VN"), "amount", "amount"),
      (summed("000201010212\(account)5303704540512.505802VN"), "amount", "amount"),
      (summed("000201010212\(account)530370454041e055802VN"), "amount", "amount"),
      (summed("000201010211\(account)53037045802VN62050899x"), "memo", "unreadable"),
      (summed("000201010211\(account)\(account)53037045802VN"), "payload", "unreadable"),
      ("000201010211\(account)53037045802VN63040000", "payload", "checksum"),
      ("000201010211\(account)53037045802VN", "payload", "checksum"),
      (summed("000201010211\(account)53037045802VN") + "9901x", "payload", "checksum"),
      ("", "payload", "unreadable"), ("0002", "payload", "unreadable"), ("000201\u{1F600}", "payload", "unreadable"),
      (String(repeating: "0", count: 100_000), "payload", "unreadable"),
    ]
    for (payload, field, key) in examples {
      let refusal = #expect(throws: InvalidInput.self) { try VietQR(payload: payload) }
      #expect(refusal?.problems.map(\.field) == [field], "\(payload.prefix(200))")
      #expect(refusal?.problems.map(\.textKey) == ["error.vietqr.\(key)"], "\(payload.prefix(200))")
    }
  }

  @Test("An amount with empty decimals is whole") func decimals() throws {
    let account = "38540010A00000072701240006970436011010175956000208QRIBFTTA"
    #expect(try VietQR(payload: summed("000201010212\(account)5303704540850000.005802VN")).amount == 50_000)
  }

  @Test("What was written is read again, ten thousand times") func roundTrip() throws {
    var numbers = SeededNumbers(state: 38)
    let signs = Array("abcXYZ0189 -./:đắƠỹ ")
    for _ in 0..<10_000 {
      let account = String(
        (0..<Int.random(in: 1...19, using: &numbers)).map { _ in signs[Int.random(in: 0..<10, using: &numbers)] })
      let memo = String(
        (0..<Int.random(in: 0...25, using: &numbers)).compactMap { _ in signs.randomElement(using: &numbers) })
      let code = try VietQR(
        bank: String(Int.random(in: 100_000...999_999, using: &numbers)), account: account,
        amount: Bool.random(using: &numbers) ? nil : Int.random(in: 1...VietQR.largestAmount, using: &numbers),
        memo: memo)
      #expect(try VietQR(payload: code.payload) == code)
      #expect(code.payload.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    }
  }

  @Test("No single changed character goes unnoticed") func damage() throws {
    let payload = Array(Self.published[2].payload.utf8)
    let original = try VietQR(payload: Self.published[2].payload)
    for index in payload.indices {
      for byte in UInt8(0x20)...0x7E where byte != payload[index] {
        var damaged = payload
        damaged[index] = byte
        // A checksum's letter in the other case is the same checksum.
        if let read = try? VietQR(payload: String(decoding: damaged, as: UTF8.self)) { #expect(read == original) }
      }
    }
  }

  @Test("Random bytes, and codes cut or mixed up, are refused and never worse") func noise() throws {
    var numbers = SeededNumbers(state: 63)
    let payload = Array(Self.published[1].payload.utf8)
    var read = 0
    for _ in 0..<20_000 {
      var bytes = payload
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0:
        bytes = (0..<Int.random(in: 0..<200, using: &numbers)).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      case 1: bytes.removeLast(Int.random(in: 1..<bytes.count, using: &numbers))
      case 2: bytes.shuffle(using: &numbers)
      default:
        bytes.insert(
          contentsOf: payload.prefix(Int.random(in: 1..<40, using: &numbers)),
          at: Int.random(in: 0..<40, using: &numbers))
      }
      if (try? VietQR(payload: String(decoding: bytes, as: UTF8.self))) != nil { read += 1 }
    }
    #expect(read == 0)
  }
}
