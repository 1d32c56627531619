/// What a procedure ends with: certified copies, or a document made from the dossier.
public struct ProcedureResult: Codable, Hashable, Sendable {
  /// What kind of result it is.
  public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    /// A certified copy of each original.
    case certifiedCopies = "certified-copies"
    /// A document made by `document`.
    case document
    /// A guidance note made from another procedure of the catalogue, which the answer `target` names.
    case guidance
  }

  /// The key, unique in the procedure.
  public let key: String
  /// What it is called.
  public let name: LocalizedText
  /// What kind it is.
  public let kind: Kind
  /// When it is made; always when left out. It may ask for a field of the form or of a step.
  public let when: FieldCondition?
  /// How it is written, for documents.
  public let document: DocumentTemplate?
  /// The fields that are kept as the person's data, so that later dossiers offer them.
  public let keeps: [String]?
}

/// How a result is written, in the layout of Decree 30/2020/NĐ-CP, Annex I.
///
/// Texts hold placeholders: `{field}` for an answer, `{owner.name}`, `{owner.born}`, `{owner.number}`,
/// `{owner.address}`, `{applicant.name}`, `{unit}`, `{code}`, `{received}`. A document is Vietnamese.
public struct DocumentTemplate: Codable, Hashable, Sendable {
  /// What stands after the number: `GXN-UBND`.
  public let symbol: String
  /// The title, in capitals as printed.
  public let title: String
  /// The line under the title.
  public let abstract: String?
  /// The legal bases, "Căn cứ …".
  public let bases: [String]?
  /// What it says.
  public let body: [DocumentBlock]
  /// Who gets it, besides the archive.
  public let recipients: [String]?
  /// Where the form is laid down.
  public let source: Citation?
}

/// A piece of a document. Exactly one of its parts is given.
public struct DocumentBlock: Codable, Hashable, Sendable {
  /// A heading.
  public let heading: String?
  /// A paragraph.
  public let paragraph: String?
  /// Lines of label and value.
  public let fields: [DocumentLine]?
  /// A field of codes, printed as a table of code and name.
  public let codes: String?
  /// When it stands in the document; always when left out.
  public let when: FieldCondition?

  /// The texts with placeholders.
  public var texts: [String] {
    [heading, paragraph].compactMap { $0 } + (fields ?? []).flatMap { [$0.label, $0.value] }
  }
}

/// A line of a document: what it is, and the value with its placeholders.
public struct DocumentLine: Codable, Hashable, Sendable {
  /// What it is.
  public let label: String
  /// The value.
  public let value: String
}
