import Foundation

/// New moons and the sun's place, as exact as the lunar calendar needs: a new moon to within a minute or so, the sun
/// to about 0.01°.
///
/// After J. Meeus, "Astronomical Algorithms" (2nd edition): new moons ch. 49, the sun's apparent longitude ch. 25.
enum SunAndMoon {
  private static let synodicMonth = 29.530588861
  /// Viet Nam's offset from Universal Time, in days.
  private static let offset = 7.0 / 24
  /// The Julian day of 1970-01-01T00:00Z.
  private static let epoch = 2_440_587.5

  /// The number, counted from the new moon of 6 January 2000, of the mean new moon nearest to a day.
  static func newMoonIndex(near day: Int) -> Int { Int(((Double(day) - 10_962.6) / synodicMonth).rounded()) }

  /// The day in Viet Nam, counted from 1970-01-01, on which new moon number `index` falls.
  static func newMoonDay(_ index: Int) -> Int { Int((newMoon(index) - epoch + offset).rounded(.down)) }

  /// Which twelfth of its path the sun is in when a day begins in Viet Nam: 0 begins at the March equinox, 9 at the
  /// winter solstice.
  static func solarTerm(atStartOf day: Int) -> Int {
    Int(sunLongitude(julianDay: Double(day) + epoch - offset) / 30)
  }

  /// The moment of a new moon, a Julian day of Universal Time.
  private static func newMoon(_ index: Int) -> Double {
    let k = Double(index)
    let t = k / 1236.85
    let mean = 2_451_550.09766 + synodicMonth * k + 0.00015437 * t * t - 0.000000150 * t * t * t
    return mean + periodicTerms(k, t) + planetaryTerms(k, t) - terrestrialMinusUniversal(year: 2000 + k / 12.3685)
      / 86_400
  }

  private static func periodicTerms(_ k: Double, _ t: Double) -> Double {
    // The earth's eccentricity, the anomalies of sun and moon, the moon's argument of latitude, its node.
    let e = 1 - 0.002516 * t - 0.0000074 * t * t
    let s = 2.5534 + 29.10535670 * k - 0.0000014 * t * t
    let m = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t * t * t
    let f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t
    let node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t
    let large = -0.40720 * sine(m) + 0.17241 * e * sine(s) + 0.01608 * sine(2 * m) + 0.01039 * sine(2 * f)
    let middle =
      0.00739 * e * sine(m - s) - 0.00514 * e * sine(m + s) + 0.00208 * e * e * sine(2 * s) - 0.00111 * sine(m - 2 * f)
    let small =
      0.00056 * e * sine(2 * m + s) - 0.00057 * sine(m + 2 * f) - 0.00042 * sine(3 * m) + 0.00042 * e * sine(s + 2 * f)
    let smaller =
      0.00038 * e * sine(s - 2 * f) - 0.00024 * e * sine(2 * m - s) - 0.00017 * sine(node) - 0.00007 * sine(m + 2 * s)
    let least =
      0.00004 * sine(2 * m - 2 * f) + 0.00004 * sine(3 * s) + 0.00003 * sine(m + s - 2 * f)
      + 0.00003 * sine(2 * m + 2 * f) - 0.00003 * sine(m + s + 2 * f) + 0.00003 * sine(m - s + 2 * f)
    return large + middle + small + smaller + least
  }

  private static func planetaryTerms(_ k: Double, _ t: Double) -> Double {
    0.000325 * sine(299.77 + 0.107408 * k - 0.009173 * t * t) + 0.000165 * sine(251.88 + 0.016321 * k)
      + 0.000164 * sine(251.83 + 26.651886 * k) + 0.000126 * sine(349.42 + 36.412478 * k)
      + 0.000110 * sine(84.66 + 18.206239 * k) + 0.000062 * sine(141.74 + 53.303771 * k)
      + 0.000060 * sine(207.14 + 2.453732 * k) + 0.000056 * sine(154.84 + 7.306860 * k)
  }

  /// The seconds by which Terrestrial Time is ahead of Universal Time: a line through the 46 s of 1976 and the 69 s of
  /// 2020, which is within a few seconds of what was measured and of what is foreseen until 2050.
  private static func terrestrialMinusUniversal(year: Double) -> Double { 46 + (year - 1976) * 0.52 }

  /// The sun's apparent longitude in degrees, 0 to 360.
  private static func sunLongitude(julianDay: Double) -> Double {
    let year = 2000 + (julianDay - 2_451_545) / 365.25
    let t = (julianDay + terrestrialMinusUniversal(year: year) / 86_400 - 2_451_545) / 36_525
    let mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t
    let anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t
    let centre =
      (1.914602 - 0.004817 * t - 0.000014 * t * t) * sine(anomaly) + (0.019993 - 0.000101 * t) * sine(2 * anomaly)
      + 0.000289 * sine(3 * anomaly)
    // Aberration and nutation.
    let apparent = mean + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t)
    let turned = apparent.truncatingRemainder(dividingBy: 360)
    return turned < 0 ? turned + 360 : turned
  }

  private static func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
}
