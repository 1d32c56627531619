/// A filing as typed, before anything is checked: what a draft keeps, what a page posts and what the API is sent.
///
/// Every field is text or missing, so that what was typed can always be kept and shown again.
public struct DossierForm: Codable, Hashable, Sendable {
  /// The procedure's national code.
  public var procedure: String?
  /// The unit's code.
  public var unit: String?
  /// `counter`, `online` or `kiosk`.
  public var channel: String?
  /// Who files.
  public var applicant: PersonForm?
  /// Whose dossier it is, when it is not the applicant's.
  public var owner: PersonForm?
  /// Who collects the result, when it is not the applicant.
  public var collector: PersonForm?
  /// The unit that decides, when it is not the one that receives.
  public var competent: String?
  /// The originals.
  public var originals: [OriginalForm]?
  /// What was filled in, by the fields' keys.
  public var answers: [String: String]?
  /// The papers.
  public var papers: [PaperForm]?
  /// Why nothing is to be paid, by the key of the exemption.
  public var exemption: String?
  /// The code of the guidance note or dossier that this one follows from.
  public var follows: String?
  /// The code that another system has given it which owns its status.
  public var externalCode: String?
  /// A remark.
  public var note: String?

  /// An empty form.
  public init() {}

  enum CodingKeys: String, CodingKey {
    case procedure, unit, channel, applicant, owner, collector, competent, originals, answers, papers, exemption
    case follows, note
    case externalCode = "external_code"
  }
}

/// A paper as it is handed in.
public struct PaperForm: Codable, Hashable, Sendable {
  /// The paper's key in the procedure.
  public var key: String?
  /// The identifiers of files sent before.
  public var files: [String]?
  /// `yes` when it was handed over on paper.
  public var onPaper: String?
  /// The result of an earlier dossier that stands in its place, with the person's consent: `CODE:key`.
  public var reuse: String?

  /// The key of the paper that proves why nothing is to be paid.
  public static let exemptionProof = "exemption"

  /// An empty paper.
  public init() {}

  enum CodingKeys: String, CodingKey {
    case key, files, reuse
    case onPaper = "on_paper"
  }
}

/// A person as typed.
public struct PersonForm: Codable, Hashable, Sendable {
  /// The name.
  public var name: String?
  /// The personal number of a citizen of Viet Nam.
  public var personalNumber: String?
  /// The passport number of a foreigner.
  public var passport: String?
  /// The date of birth, `yyyy-MM-dd` or `dd/MM/yyyy`.
  public var born: String?
  /// `male` or `female`.
  public var sex: String?
  /// The telephone number.
  public var phone: String?
  /// The address.
  public var address: String?

  /// An empty person.
  public init() {}

  enum CodingKeys: String, CodingKey {
    case name, passport, born, sex, phone, address
    case personalNumber = "personal_number"
  }
}

/// An original as typed.
public struct OriginalForm: Codable, Hashable, Sendable {
  /// What it is.
  public var name: String?
  /// The number on it.
  public var number: String?
  /// Who issued it.
  public var issuer: String?
  /// When, `yyyy-MM-dd` or `dd/MM/yyyy`.
  public var issuedOn: String?
  /// Its pages; a number in JSON is taken too.
  public var pages: String?
  /// The copies wanted; a number in JSON is taken too.
  public var copies: String?
  /// The identifiers of files sent before.
  public var files: [String]?

  /// An empty original.
  public init() {}

  enum CodingKeys: String, CodingKey {
    case name, number, issuer, pages, copies, files
    case issuedOn = "issued_on"
  }

  /// Reads an original; pages and copies may be text or whole numbers.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func wholeNumber(_ key: CodingKeys) throws -> String? {
      if let number = try? container.decodeIfPresent(Int.self, forKey: key) { return String(number) }
      return try container.decodeIfPresent(String.self, forKey: key)
    }
    name = try container.decodeIfPresent(String.self, forKey: .name)
    number = try container.decodeIfPresent(String.self, forKey: .number)
    issuer = try container.decodeIfPresent(String.self, forKey: .issuer)
    issuedOn = try container.decodeIfPresent(String.self, forKey: .issuedOn)
    pages = try wholeNumber(.pages)
    copies = try wholeNumber(.copies)
    files = try container.decodeIfPresent([String].self, forKey: .files)
  }
}
