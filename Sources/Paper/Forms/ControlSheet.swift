public import Domain

/// The control sheet of a dossier (Mẫu số 06, Phiếu kiểm soát quá trình giải quyết hồ sơ, Circular 03/2025/TT-VPCP).
public struct ControlSheet: Hashable, Sendable {
  /// How a step ended against its time.
  public enum Timeliness: String, Hashable, Sendable, CaseIterable {
    /// Trước hạn.
    case early
    /// Đúng hạn.
    case onTime = "on-time"
    /// Quá hạn.
    case late
  }

  /// One hand-over of the dossier.
  public struct HandOver: Hashable, Sendable {
    /// Who gives, with the body: "Trần Thị B – Bộ phận tiếp nhận".
    public let giver: String
    /// Who receives; `nil` while it is still with the giver.
    public let receiver: String?
    /// When.
    public let at: Instant?
    /// How the step ended against its time; `nil` while it runs or when it has none.
    public let timeliness: Timeliness?
    /// A note, such as the reason for sending back.
    public let note: String?

    /// Describes a hand-over.
    public init(giver: String, receiver: String?, at: Instant?, timeliness: Timeliness? = nil, note: String? = nil) {
      self.giver = giver
      self.receiver = receiver
      self.at = at
      self.timeliness = timeliness
      self.note = note
    }
  }

  /// Who issues it, where and when.
  public var head: OfficialHead
  /// The dossier code.
  public var code: String
  /// The address that the QR carries.
  public var url: String?
  /// What is asked for.
  public var request: String
  /// The owner of the dossier.
  public var owner: String
  /// The body that decides.
  public var competentBody: String
  /// The bodies that take part.
  public var coordinatingBodies: [String]
  /// When the dossier was received.
  public var receivedAt: Instant
  /// When the result is due.
  public var dueAt: Instant
  /// The hand-overs in order.
  public var handOvers: [HandOver]

  /// Describes a control sheet.
  public init(
    head: OfficialHead, code: String, url: String? = nil, request: String, owner: String, competentBody: String,
    coordinatingBodies: [String] = [], receivedAt: Instant, dueAt: Instant, handOvers: [HandOver]
  ) {
    self.head = head
    self.code = code
    self.url = url
    self.request = request
    self.owner = owner
    self.competentBody = competentBody
    self.coordinatingBodies = coordinatingBodies
    self.receivedAt = receivedAt
    self.dueAt = dueAt
    self.handOvers = handOvers
  }
}
