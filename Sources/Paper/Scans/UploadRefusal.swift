public import Domain

/// Why a file is not taken.
public enum UploadRefusal: Refusal, Hashable {
  /// It has no bytes.
  case empty
  /// It is larger than this many bytes.
  case tooLarge(limit: Int)
  /// Its content is no PDF, JPEG or PNG, whatever its name says.
  case unknownKind
  /// It begins as a picture but is cut off or damaged.
  case brokenImage
  /// It has more pixels than are taken.
  case imageTooLarge(megapixels: Int, limit: Int)
  /// A JPEG in the colours of a printing house (CMYK), or coded in a way that viewers can't show.
  case unsupportedImage
  /// A PDF with a password or restrictions.
  case encryptedPDF
  /// It begins as a PDF but can't be read.
  case brokenPDF
  /// A PDF with more pages than are taken.
  case tooManyPages(pages: Int, limit: Int)
  /// A PDF that can't be checked within the time and memory allowed.
  case tooComplexPDF
  /// The check itself is not possible now.
  case notChecked

  /// What kind of "no" it is.
  public var kind: RefusalKind {
    switch self {
    case .empty, .brokenImage, .encryptedPDF, .brokenPDF, .tooComplexPDF: .invalid
    case .tooLarge, .imageTooLarge, .tooManyPages: .tooLarge
    case .unknownKind, .unsupportedImage: .unsupported
    case .notChecked: .unavailable
    }
  }

  /// The key of the sentence, under `error.upload`.
  public var textKey: String {
    let name =
      switch self {
      case .empty: "empty"
      case .tooLarge: "too-large"
      case .unknownKind: "unknown-kind"
      case .brokenImage: "broken-image"
      case .imageTooLarge: "image-too-large"
      case .unsupportedImage: "unsupported-image"
      case .encryptedPDF: "encrypted-pdf"
      case .brokenPDF: "broken-pdf"
      case .tooManyPages: "too-many-pages"
      case .tooComplexPDF: "too-complex-pdf"
      case .notChecked: "not-checked"
      }
    return "error.upload." + name
  }

  /// The part of the upload that it is about.
  public var field: String? { "file" }

  /// The limits that stand in the sentence.
  public var values: [String: String] {
    switch self {
    case .tooLarge(let limit): ["limit": String(limit / (1024 * 1024))]
    case .imageTooLarge(let megapixels, let limit): ["megapixels": String(megapixels), "limit": String(limit)]
    case .tooManyPages(let pages, let limit): ["pages": String(pages), "limit": String(limit)]
    default: [:]
    }
  }
}
