/// The fields that a person fills in: the e-form of a procedure, or what an officer writes down in a step.
///
/// One definition makes the page, the checks in the browser and on the server, and the printed form.
public struct ProcedureForm: Codable, Hashable, Sendable {
  /// The title as printed: "Giấy đề nghị đăng ký thành lập hộ kinh doanh".
  public let title: LocalizedText
  /// To whom the printed form is addressed; the unit's committee when it is left out.
  public let addressee: LocalizedText?
  /// What the applicant declares under it.
  public let declaration: LocalizedText?
  /// Where the form is laid down.
  public let source: Citation?
  /// The fields in groups, in the order of the page.
  public let sections: [FormSection]

  /// All fields in their order.
  public var fields: [FormField] { sections.flatMap(\.fields) }

  /// The field with a key.
  public func field(_ key: String) -> FormField? { fields.first { $0.key == key } }

  /// The form with nothing but some of its fields; `nil` when none of them is there.
  public func only(_ keys: Set<String>) -> ProcedureForm? {
    let kept = sections.compactMap { section in
      let fields = section.fields.filter { keys.contains($0.key) }
      return fields.isEmpty ? nil : FormSection(title: section.title, when: section.when, fields: fields)
    }
    guard !kept.isEmpty else { return nil }
    return ProcedureForm(
      title: title, addressee: addressee, declaration: declaration, source: source, sections: kept)
  }
}

/// A group of fields under one heading.
public struct FormSection: Codable, Hashable, Sendable {
  /// The heading.
  public let title: LocalizedText
  /// When the group is asked at all; always when left out.
  public let when: FieldCondition?
  /// The fields.
  public let fields: [FormField]
}

/// One field of a form.
public struct FormField: Codable, Hashable, Sendable {
  /// What may stand in a field.
  public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    /// A line of text.
    case text
    /// A line of text that is an address; where it names a unit of before the merger, its present form is offered.
    case address
    /// Several lines of text.
    case longText = "long-text"
    /// A person's name.
    case name
    /// A whole number.
    case number
    /// An amount in đồng.
    case money
    /// A day, which may lie ahead.
    case date
    /// A day up to today.
    case pastDate = "past-date"
    /// One of `choices`.
    case choice
    /// Any of `choices`.
    case choices
    /// A statement that is agreed to, or not.
    case yesNo = "yes-no"
    /// The personal number of a citizen, twelve digits.
    case personalNumber = "personal-number"
    /// A telephone number.
    case phone
    /// Codes of one of the catalogue's lists, named by `list`.
    case codes
  }

  /// The key, unique in the procedure's forms.
  public let key: String
  /// What stands before the field.
  public let label: LocalizedText
  /// What helps to fill it in.
  public let help: LocalizedText?
  /// What may stand in it.
  public let kind: Kind
  /// Whether it may be left empty; it may not unless said.
  public let optional: Bool?
  /// When the field is asked at all; always when left out.
  public let when: FieldCondition?
  /// What can be chosen, for `choice` and `choices`.
  public let choices: [FieldChoice]?
  /// The list of the catalogue that `codes` come from.
  public let list: String?
  /// The smallest number, amount, or number of codes.
  public let least: Int?
  /// The largest number, amount or number of codes; for texts the most characters.
  public let most: Int?
  /// Whole years that must have passed since the day, for a date of birth: 18 for the age of consent.
  public let age: AgeLimit?
  /// Where the value comes from when the office holds it: `applicant.name`, `applicant.born`, `owner.address` … or a
  /// field of a result, `1.001193:child_name`.
  public let prefill: String?
  /// The name of the set of values, kept a unit, in which this one must be new: "household-business-name".
  public let uniqueIn: String?
  /// The name of a set of values from which this one is given back when the result is made: the name of a household
  /// business that stops.
  public let releases: String?
  /// Words that must not stand in the value, folded: a household business is no "cong ty".
  public let forbiddenWords: [String]?
  /// Where it is laid down that it is asked.
  public let source: Citation?

  enum CodingKeys: String, CodingKey {
    case key, label, help, kind, optional, when, choices, list, least, most, age, prefill, releases, source
    case uniqueIn = "unique_in"
    case forbiddenWords = "forbidden_words"
  }

  /// Whether the field must be filled in when it is asked.
  public var isRequired: Bool { !(optional ?? false) }
}

/// A choice of a field.
public struct FieldChoice: Codable, Hashable, Sendable {
  /// The value that is kept.
  public let key: String
  /// What a person reads.
  public let label: LocalizedText
}

/// An age that a person must have on the day of filing.
public struct AgeLimit: Codable, Hashable, Sendable {
  /// The youngest, in whole years.
  public let least: Int?
  /// The oldest, in whole years.
  public let most: Int?
  /// Where it is laid down.
  public let source: Citation
}

/// When something applies: a field has one of some values. Several conditions must all hold.
public struct FieldCondition: Codable, Hashable, Sendable {
  /// The field looked at.
  public let field: String
  /// The values of which it must have one.
  public let values: [String]

  enum CodingKeys: String, CodingKey {
    case field
    case values = "is"
  }

  /// Describes a condition.
  public init(field: String, values: [String]) {
    self.field = field
    self.values = values
  }

  /// Whether it holds for answers.
  public func holds(_ answers: Answers) -> Bool {
    answers[field].split(separator: "\n").contains { values.contains(String($0)) }
  }
}

/// What was filled in, by the fields' keys, as text: days as `yyyy-MM-dd`, numbers as digits, yes as `yes`, several
/// choices one a line.
public struct Answers: Codable, Hashable, Sendable {
  /// The values that are not empty.
  public private(set) var values: [String: String]

  /// Takes values; empty ones are left out.
  public init(_ values: [String: String] = [:]) { self.values = values.filter { !$0.value.isEmpty } }

  /// Reads a plain object of texts.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([String: String].self))
  }

  /// Writes a plain object of texts.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(values)
  }

  /// The value of a field; empty when it has none.
  public subscript(key: String) -> String {
    get { values[key] ?? "" }
    set { values[key] = newValue.isEmpty ? nil : newValue }
  }

  /// Whether nothing was filled in.
  public var isEmpty: Bool { values.isEmpty }

  /// These answers with others put over them.
  public func merging(_ others: Answers) -> Answers { Answers(values.merging(others.values) { _, new in new }) }
}

extension ProcedureForm {
  /// The fields that are asked, given what was answered so far.
  public func asked(_ answers: Answers) -> [FormField] {
    sections.filter { $0.when?.holds(answers) ?? true }.flatMap(\.fields).filter { $0.when?.holds(answers) ?? true }
  }
}
