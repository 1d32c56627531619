public import Domain

/// The receipt and appointment for the result (Mẫu số 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả, Circular
/// 03/2025/TT-VPCP).
///
/// The exact layout of 2025 was not seen; the fields are those of the form and of its predecessor of Circular
/// 01/2018/TT-VPCP.
public struct Receipt: Hashable, Sendable {
  /// Who gave a paper in, or whose matter it is.
  public struct Party: Hashable, Sendable {
    /// The name, in the spelling the person gave.
    public let name: String
    /// The address.
    public let address: String?
    /// The telephone number.
    public let phone: String?
    /// The e-mail address.
    public let email: String?
    /// The personal number in full; the paper shows the last four digits unless the receipt says otherwise.
    public let identityNumber: String?

    /// Describes a person or an organisation.
    public init(
      name: String, address: String? = nil, phone: String? = nil, email: String? = nil, identityNumber: String? = nil
    ) {
      self.name = name
      self.address = address
      self.phone = phone
      self.email = email
      self.identityNumber = identityNumber
    }
  }

  /// How a paper was given in.
  public enum PaperKind: String, Hashable, Sendable, CaseIterable {
    /// Bản chính.
    case original
    /// Bản sao chứng thực.
    case certified
    /// Bản chụp.
    case photocopy
    /// Bản điện tử.
    case electronic
  }

  /// One paper of the dossier.
  public struct Paper: Hashable, Sendable {
    /// What it is, such as "Bằng tốt nghiệp đại học".
    public let name: String
    /// Its number.
    public let number: String?
    /// Who issued it.
    public let issuer: String?
    /// When it was issued.
    public let issuedOn: CivilDate?
    /// Its pages.
    public let pages: Int?
    /// How many copies are asked for or were given in.
    public let copies: Int?
    /// How it was given in.
    public let kind: PaperKind

    /// Describes a paper.
    public init(
      name: String, number: String? = nil, issuer: String? = nil, issuedOn: CivilDate? = nil, pages: Int? = nil,
      copies: Int? = nil, kind: PaperKind
    ) {
      self.name = name
      self.number = number
      self.issuer = issuer
      self.issuedOn = issuedOn
      self.pages = pages
      self.copies = copies
      self.kind = kind
    }
  }

  /// What is paid for the matter.
  public struct Fee: Hashable, Sendable {
    /// The sum in đồng.
    public let amount: Int
    /// How it was worked out, such as "2 trang × 2.000 đ × 3 bản".
    public let workedOut: ReaderText?
    /// Whether it has been paid.
    public let isPaid: Bool

    /// Describes a fee.
    public init(amount: Int, workedOut: ReaderText? = nil, isPaid: Bool) {
      self.amount = amount
      self.workedOut = workedOut
      self.isPaid = isPaid
    }
  }

  /// How the fee is paid by transfer.
  public struct Payment: Hashable, Sendable {
    /// The text of the payment code.
    public let code: String
    /// The bank's name.
    public let bank: String
    /// The account's number.
    public let account: String
    /// Whose account it is.
    public let holder: String
    /// The sum in đồng.
    public let amount: Int
    /// The words of the transfer.
    public let memo: String
    /// Whether the account is made up, so that nobody sends money there.
    public let isSample: Bool

    /// Describes a transfer.
    public init(
      code: String, bank: String, account: String, holder: String, amount: Int, memo: String, isSample: Bool = false
    ) {
      self.code = code
      self.bank = bank
      self.account = account
      self.holder = holder
      self.amount = amount
      self.memo = memo
      self.isSample = isSample
    }
  }

  /// The citizen's way to the dossier.
  public struct LookUp: Hashable, Sendable {
    /// The address that the QR carries.
    public let url: String
    /// The address of the look-up page to type, such as "dichvu.example/tra-cuu".
    public let page: String?
    /// The secret, only on the citizen's own copy.
    public let secret: String?

    /// Describes how to look the dossier up.
    public init(url: String, page: String? = nil, secret: String? = nil) {
      self.url = url
      self.page = page
      self.secret = secret
    }
  }

  /// The place in the dossier register (Sổ theo dõi hồ sơ).
  public struct BookPlace: Hashable, Sendable {
    /// The book, "Quyển số".
    public let book: String
    /// The number in it, "Số thứ tự".
    public let number: String

    /// Names a place in a book.
    public init(book: String, number: String) {
      self.book = book
      self.number = number
    }
  }

  /// Who issues it, where and when.
  public var head: OfficialHead
  /// The dossier code.
  public var code: String
  /// How the citizen follows the dossier.
  public var lookUp: LookUp
  /// Who gave the dossier in.
  public var filer: Party
  /// Whose dossier it is, when that is somebody else.
  public var owner: Party?
  /// How it came in, such as "Trực tiếp".
  public var channel: ReaderText
  /// What is asked for: the name of the procedure, with its code.
  public var request: ReaderText
  /// The papers.
  public var papers: [Paper]
  /// The number of sets, "Số lượng hồ sơ".
  public var sets: Int
  /// The time that the law gives, such as "Trong ngày làm việc".
  public var legalTime: ReaderText
  /// When the complete dossier was received.
  public var receivedAt: Instant
  /// When the result is due.
  public var dueAt: Instant
  /// Where and how the result is handed over.
  public var resultPlace: ReaderText
  /// The fee, when the procedure has one.
  public var fee: Fee?
  /// How it is paid by transfer, while it is not paid.
  public var payment: Payment?
  /// The address in the QR that shows without a network that the journal holds what the receipt says.
  public var checkURL: String?
  /// The name of the receiving officer; `nil` when no officer has taken it yet (online).
  public var officer: String?
  /// The place in the dossier register.
  public var book: BookPlace?
  /// Whether personal numbers stand in full.
  public var showsFullIdentityNumber: Bool

  /// Describes a receipt.
  public init(
    head: OfficialHead, code: String, lookUp: LookUp, filer: Party, owner: Party? = nil, channel: ReaderText,
    request: ReaderText, papers: [Paper], sets: Int = 1, legalTime: ReaderText, receivedAt: Instant, dueAt: Instant,
    resultPlace: ReaderText, fee: Fee? = nil, payment: Payment? = nil, checkURL: String? = nil, officer: String?,
    book: BookPlace? = nil, showsFullIdentityNumber: Bool = false
  ) {
    self.head = head
    self.code = code
    self.lookUp = lookUp
    self.filer = filer
    self.owner = owner
    self.channel = channel
    self.request = request
    self.papers = papers
    self.sets = sets
    self.legalTime = legalTime
    self.receivedAt = receivedAt
    self.dueAt = dueAt
    self.resultPlace = resultPlace
    self.fee = fee
    self.payment = payment
    self.checkURL = checkURL
    self.officer = officer
    self.book = book
    self.showsFullIdentityNumber = showsFullIdentityNumber
  }
}
