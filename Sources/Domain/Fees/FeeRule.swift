/// What a procedure costs, as data with dates: the tariff in force, and what a province decided instead.
public struct FeeRule: Codable, Hashable, Sendable {
  /// The tariffs, of which one is in force on any day.
  public let tariffs: [FeeTariff]
  /// What provinces decided instead, the most exact first.
  public let overrides: [FeeOverride]
  /// Who pays nothing.
  public let exemptions: [FeeExemption]?
  /// What kind of money it is by law; `nil` when that was not looked up, and then a receipt offers both.
  public let kind: FeeKind?

  /// Describes a rule.
  public init(
    tariffs: [FeeTariff], overrides: [FeeOverride] = [], exemptions: [FeeExemption]? = nil, kind: FeeKind? = nil
  ) {
    self.tariffs = tariffs
    self.overrides = overrides
    self.exemptions = exemptions
    self.kind = kind
  }

  /// The tariff for a filing: a province's own where there is one, else the law's.
  public func tariff(on date: CivilDate, channel: Channel, unit: UnitCode, parent: UnitCode?) -> FeeTariff? {
    let chosen = overrides.first { override in
      override.tariff.isInForce(on: date)
        && (override.unit == unit || override.unit == parent)
        && (override.channels.isEmpty || override.channels.contains(channel))
    }
    return chosen?.tariff ?? tariffs.first { $0.isInForce(on: date) }
  }

  /// What of a tariff an exemption frees: all of it, some of its parts, or nothing when there is no such exemption.
  public func freed(by exemption: String?) -> FreedFee {
    guard let found = exemptions?.first(where: { $0.key == exemption }) else { return .nothing }
    return found.frees.map { .parts(Set($0)) } ?? .everything
  }
}

/// The two kinds of money that the state takes for a service (Luật Phí và lệ phí 97/2015/QH13, Điều 3).
public enum FeeKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// Phí: for the cost of a service, such as certification.
  case fee
  /// Lệ phí: fixed, for an act of administration, such as civil status.
  case charge
}

/// A fee in đồng: by pages of originals, by the case, by a number that was filled in, and by parts that are owed
/// together. What is left out costs nothing.
public struct FeeTariff: Codable, Hashable, Sendable {
  /// A fee by pages: so much for the first pages, so much for each further, at most so much a copy.
  public struct Pages: Codable, Hashable, Sendable {
    /// The fee of each of the first pages.
    public let perFirstPage: Int
    /// How many pages count as first.
    public let firstPages: Int
    /// The fee of each further page.
    public let perFurtherPage: Int
    /// The most that one copy costs.
    public let maximumACopy: Int

    /// Describes a fee by pages.
    public init(perFirstPage: Int, firstPages: Int, perFurtherPage: Int, maximumACopy: Int) {
      self.perFirstPage = perFirstPage
      self.firstPages = firstPages
      self.perFurtherPage = perFurtherPage
      self.maximumACopy = maximumACopy
    }

    /// The fee for `copies` copies of an original of `pages` pages, counted on the original.
    ///
    /// By Circular 226/2016/TT-BTC: `copies × min(200,000, 2,000·min(pages, 2) + 1,000·max(pages − 2, 0))`.
    public func fee(pages: Int, copies: Int) -> Int {
      copies * min(maximumACopy, perFirstPage * min(pages, firstPages) + perFurtherPage * max(pages - firstPages, 0))
    }

    enum CodingKeys: String, CodingKey {
      case perFirstPage = "per_first_page"
      case firstPages = "first_pages"
      case perFurtherPage = "per_further_page"
      case maximumACopy = "maximum_a_copy"
    }
  }

  /// A fee for each of a number that was filled in, such as copies of an extract.
  public struct Each: Codable, Hashable, Sendable {
    /// The field with the number.
    public let field: String
    /// The fee for each.
    public let amount: Int

    /// Describes a fee for each of a number.
    public init(field: String, amount: Int) {
      self.field = field
      self.amount = amount
    }
  }

  /// The first day.
  public let from: CivilDate
  /// The last day, or none.
  public let until: CivilDate?
  /// The fee by pages.
  public let pages: Pages?
  /// The fee of the case.
  public let perCase: Int?
  /// The fee for each of a number.
  public let each: Each?
  /// When it costs anything at all; always when left out. A late birth registration does, one in time does not.
  public let when: FieldCondition?
  /// What is owed beside it, each part for a reason of its own: the fee is the sum of all that hold.
  public let parts: [FeePart]?
  /// Where it is laid down.
  public let source: Citation

  /// Describes a tariff.
  public init(
    from: CivilDate, until: CivilDate? = nil, pages: Pages? = nil, perCase: Int? = nil, each: Each? = nil,
    when: FieldCondition? = nil, parts: [FeePart]? = nil, source: Citation
  ) {
    self.from = from
    self.until = until
    self.pages = pages
    self.perCase = perCase
    self.each = each
    self.when = when
    self.parts = parts
    self.source = source
  }

  /// Whether it is in force on a day.
  public func isInForce(on date: CivilDate) -> Bool {
    guard date >= from else { return false }
    guard let until else { return true }
    return date <= until
  }

  /// The fee in đồng of a dossier.
  public func fee(for originals: [Original], _ answers: Answers, freed: FreedFee = .nothing) -> Int {
    let charged = charges(for: answers, freed: freed).reduce(0) { $0 + $1.amount * $1.count }
    guard let pages, freed.charges(part: nil), when?.holds(answers) ?? true else { return charged }
    return charged + originals.reduce(0) { $0 + pages.fee(pages: $1.pages, copies: $1.copies) }
  }

  /// What is owed beside a fee by pages: each amount, and how many times.
  public func charges(for answers: Answers, freed: FreedFee = .nothing) -> [FeeCharge] {
    func charges(_ part: String?, _ when: FieldCondition?, _ perCase: Int?, _ each: Each?) -> [FeeCharge] {
      guard freed.charges(part: part), when?.holds(answers) ?? true else { return [] }
      let number = each.map { min(max(0, Int(answers[$0.field]) ?? 0), 10_000) } ?? 0
      return [FeeCharge(amount: perCase ?? 0, count: 1), FeeCharge(amount: each?.amount ?? 0, count: number)]
    }
    let own = charges(nil, when, perCase, each)
    let others = (parts ?? []).flatMap { charges($0.key, $0.when, $0.perCase, $0.each) }
    return (own + others).filter { $0.amount > 0 && $0.count > 0 }
  }

  enum CodingKeys: String, CodingKey {
    case from, until, pages, each, when, parts, source
    case perCase = "per_case"
  }
}

/// Why somebody pays nothing, or not all, and the paper that proves it.
public struct FeeExemption: Codable, Hashable, Sendable {
  /// The value that is kept.
  public let key: String
  /// Whom it is for.
  public let name: LocalizedText
  /// The paper that proves it.
  public let proof: LocalizedText
  /// The keys of the parts that it frees; everything when left out.
  public let frees: [String]?
  /// Where it is laid down.
  public let source: Citation

  /// Describes an exemption.
  public init(key: String, name: LocalizedText, proof: LocalizedText, frees: [String]? = nil, source: Citation) {
    self.key = key
    self.name = name
    self.proof = proof
    self.frees = frees
    self.source = source
  }

  /// Whether it frees a part; a tariff's own fee, when `part` is `nil`.
  public func frees(_ part: String?) -> Bool {
    guard let frees else { return true }
    return part.map(frees.contains) ?? false
  }
}

/// What a province, or one unit, decided instead of the law's tariff.
public struct FeeOverride: Codable, Hashable, Sendable {
  /// The province or unit.
  public let unit: UnitCode
  /// The channels it holds for; empty for all.
  public let channels: [Channel]
  /// The tariff.
  public let tariff: FeeTariff

  /// Describes an override.
  public init(unit: UnitCode, channels: [Channel], tariff: FeeTariff) {
    self.unit = unit
    self.channels = channels
    self.tariff = tariff
  }
}
