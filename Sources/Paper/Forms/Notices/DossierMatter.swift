public import Domain

/// What every standard form about a dossier tells of it.
public struct DossierMatter: Hashable, Sendable {
  /// Who issues the form, where and when; without a number, for which each form leaves room.
  public var head: OfficialHead
  /// The dossier code.
  public var code: String
  /// The address that the QR leads to.
  public var url: String?
  /// Whose dossier it is.
  public var owner: Receipt.Party
  /// What is asked for.
  public var request: ReaderText
  /// The body that decides, such as "Ủy ban nhân dân xã Đức Trọng".
  public var competentBody: String
  /// When the dossier was received.
  public var receivedAt: Instant
  /// Who acted for the office; `nil` when a program or the applicant did.
  public var officer: Officer?

  /// Who acted for the office, as it was at that moment.
  public struct Officer: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The title's lines, such as "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"; none for an officer without one.
    public let title: [String]

    /// Names an officer.
    public init(name: String, title: [String] = []) {
      self.name = name
      self.title = title
    }
  }

  /// Describes a dossier.
  public init(
    head: OfficialHead, code: String, url: String? = nil, owner: Receipt.Party, request: ReaderText,
    competentBody: String, receivedAt: Instant, officer: Officer?
  ) {
    self.head = head
    self.code = code
    self.url = url
    self.owner = owner
    self.request = request
    self.competentBody = competentBody
    self.receivedAt = receivedAt
    self.officer = officer
  }
}

extension Notice {
  /// Begins a form about a dossier: `key` is the part of the texts `paper.` that holds its title and name.
  init(_ matter: DossierMatter, _ key: String, _ texts: FormTexts, signature: Signature) {
    let head = OfficialHead(
      governingBody: matter.head.governingBody, issuingBody: matter.head.issuingBody,
      symbol: texts.vietnamese("\(key).symbol"), place: matter.head.place, date: matter.head.date)
    self.init(
      name: texts.vietnamese("\(key).name"), date: head.date, head: .office(head), title: texts.text("\(key).title"),
      code: matter.code, url: matter.url, signature: signature)
  }
}

extension DossierMatter {
  /// The lines that tell whose dossier it is and what it asks for.
  func lines(_ texts: FormTexts) -> [Notice.Piece] {
    var lines = [Notice.Line(texts.text("notice.owner"), ReaderText(owner.name), isBold: true)]
    func add(_ key: String, _ value: String?) {
      if let value, !value.isEmpty { lines.append(Notice.Line(texts.text(key), ReaderText(value))) }
    }
    add("address", owner.address)
    add("phone", owner.phone)
    add("email", owner.email)
    lines.append(Notice.Line(texts.text("notice.request"), request, isBold: true))
    return lines.map(Notice.Piece.line)
  }

  /// Whoever acted, as a place to sign; under the own title where there is one, else under `title`.
  func signature(_ title: ReaderText, _ texts: FormTexts) -> Notice.Signature {
    Notice.Signature(title, instruction: texts.text("sign-and-name"), name: officer?.name)
  }

  /// The head of the body, who signs its letters: by name when a person of that title acted.
  func leaderSignature(_ texts: FormTexts) -> Notice.Signature {
    let instruction = texts.text("notice.sign-and-seal")
    guard let officer, let last = officer.title.last else {
      return Notice.Signature(texts.text("notice.leader"), instruction: instruction)
    }
    return Notice.Signature(
      ReaderText(last.uppercased()), above: officer.title.dropLast(), instruction: instruction, name: officer.name)
  }

  /// Who gets a letter: the person, and the file.
  func recipients(_ texts: FormTexts) -> Notice.Left {
    .recipients([texts.text("notice.recipient-person"), texts.text("notice.recipient-file")])
  }
}

extension FormTexts {
  /// A text with a moment in it: the official way in Vietnamese, short for other readers.
  func text(_ key: String, moments: [String: Instant], _ values: [String: String] = [:]) -> ReaderText {
    let official = moments.mapValues(OfficialWriting.moment)
    let short = moments.mapValues(OfficialWriting.short)
    return text(
      key, values.merging(official) { _, new in new }, translated: values.merging(short) { _, new in new })
  }

  /// A moment as a value.
  func moment(_ instant: Instant) -> ReaderText {
    ReaderText(OfficialWriting.moment(instant), OfficialWriting.short(instant), language)
  }
}
