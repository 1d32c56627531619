public import Domain

/// What stands at the head of an official paper (Decree 30/2020/NĐ-CP, Annex I): who issues it on the left, the
/// nation on the right.
public struct OfficialHead: Hashable, Sendable {
  /// The body above the issuing one, such as "Ủy ban nhân dân xã Đức Trọng"; printed in capitals.
  public let governingBody: String?
  /// The issuing body, such as "Trung tâm Phục vụ hành chính công"; printed in bold capitals.
  public let issuingBody: String
  /// The number and symbol, such as "12/TTPVHCC", when the paper has one.
  public let symbol: String?
  /// The place before the date, such as "Đức Trọng".
  public let place: String
  /// The date of the paper.
  public let date: CivilDate

  /// Describes a head.
  public init(governingBody: String?, issuingBody: String, symbol: String? = nil, place: String, date: CivilDate) {
    self.governingBody = governingBody
    self.issuingBody = issuingBody
    self.symbol = symbol
    self.place = place
    self.date = date
  }
}
