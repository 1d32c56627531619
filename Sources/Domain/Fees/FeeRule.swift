/// What a procedure costs, as data with dates: the tariff in force, and what a province decided instead.
public struct FeeRule: Codable, Hashable, Sendable {
  /// The tariffs, of which one is in force on any day.
  public let tariffs: [FeeTariff]
  /// What provinces decided instead, the most exact first.
  public let overrides: [FeeOverride]

  /// Describes a rule.
  public init(tariffs: [FeeTariff], overrides: [FeeOverride] = []) {
    self.tariffs = tariffs
    self.overrides = overrides
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
}

/// A fee by pages: so much for the first pages, so much for each further, at most so much a copy. In đồng.
public struct FeeTariff: Codable, Hashable, Sendable {
  /// The first day.
  public let from: CivilDate
  /// The last day, or none.
  public let until: CivilDate?
  /// The fee of each of the first pages.
  public let perFirstPage: Int
  /// How many pages count as first.
  public let firstPages: Int
  /// The fee of each further page.
  public let perFurtherPage: Int
  /// The most that one copy costs.
  public let maximumACopy: Int
  /// Where it is laid down.
  public let source: Citation

  /// Describes a tariff.
  public init(
    from: CivilDate, until: CivilDate?, perFirstPage: Int, firstPages: Int, perFurtherPage: Int, maximumACopy: Int,
    source: Citation
  ) {
    self.from = from
    self.until = until
    self.perFirstPage = perFirstPage
    self.firstPages = firstPages
    self.perFurtherPage = perFurtherPage
    self.maximumACopy = maximumACopy
    self.source = source
  }

  /// Whether it is in force on a day.
  public func isInForce(on date: CivilDate) -> Bool {
    guard date >= from else { return false }
    guard let until else { return true }
    return date <= until
  }

  /// The fee in đồng for `copies` copies of an original of `pages` pages, counted on the original.
  ///
  /// By Circular 226/2016/TT-BTC: `copies × min(200,000, 2,000·min(pages, 2) + 1,000·max(pages − 2, 0))`.
  public func fee(pages: Int, copies: Int) -> Int {
    copies * min(maximumACopy, perFirstPage * min(pages, firstPages) + perFurtherPage * max(pages - firstPages, 0))
  }

  enum CodingKeys: String, CodingKey {
    case from, until, source
    case perFirstPage = "per_first_page"
    case firstPages = "first_pages"
    case perFurtherPage = "per_further_page"
    case maximumACopy = "maximum_a_copy"
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
