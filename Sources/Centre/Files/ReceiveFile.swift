public import Domain
import Foundation
import Paper
public import Storage

/// Why a file is not taken, beside what it is.
public enum FileRefusal: Refusal, Hashable {
  /// The sender has sent more than a day's filing can need.
  case quota(megabytes: Int)
  /// There is no such file for this person.
  case unknown

  /// What kind of "no" it is.
  public var kind: RefusalKind {
    switch self {
    case .quota: .tooLarge
    case .unknown: .missing
    }
  }

  /// The sentence.
  public var textKey: String {
    switch self {
    case .quota: "error.files.quota"
    case .unknown: "error.files.unknown"
    }
  }

  /// The field.
  public var field: String? { "file" }

  /// The values of the sentence.
  public var values: [String: String] {
    if case .quota(let megabytes) = self { ["limit": String(megabytes)] } else { [:] }
  }
}

extension Centre {
  /// Begins to take a file; whoever sends too much is cut off while sending.
  public func beginFile() throws -> IncomingFile { try files.begin(limit: FilingLimits.fileBytes) }

  /// Takes a file that was sent: looks what it is by its content, keeps it durably, and answers the identifier to
  /// name it by.
  ///
  /// - Throws: `UploadRefusal` when it is no readable PDF, JPEG or PNG; `FileRefusal`; `StorageError`.
  public func receiveFile(_ incoming: IncomingFile, name: String, by actor: Actor) async throws -> Upload {
    defer { incoming.cancel() }
    let now = now()
    let owner = actor.id
    let sent = try await database.read { try $0.uploadedBytes(owner: owner, since: now.adding(minutes: -24 * 60)) }
    let quota = actor.kind == .citizen ? 2 * FilingLimits.dossierBytes : 100 * FilingLimits.dossierBytes
    guard sent + incoming.size <= quota else { throw FileRefusal.quota(megabytes: quota / 1_048_576) }
    let finding = try await UploadInspection().inspect(path: incoming.path)
    let stored = try await files.keep(incoming)
    let file = Attachment(
      sha256: stored.sha256, name: FileName.shown(name, extension: finding.kind.fileExtension),
      mediaType: finding.kind.mediaType, size: stored.size, pages: finding.pages)
    let upload = Upload(id: Fingerprint.randomText(), owner: owner, file: file, at: now)
    try await database.write { try $0.insert(upload) }
    return upload
  }

  /// A scan of a dossier, for an officer of its unit: where it lies and what it is.
  public func readScan(
    of code: DossierCode, place: Int, by actor: Actor
  ) async throws -> (path: String, file: Attachment) {
    let dossier = try await database.read { try self.dossier(code, for: actor, $0) }
    guard dossier.attachments.indices.contains(place) else { throw FileRefusal.unknown }
    let file = dossier.attachments[place]
    try await note(.paper, String(place + 1), of: [code], by: actor)
    return (try await files.path(of: file.sha256), file)
  }

  /// Files that were sent under this actor's name, as they stand in a form.
  public func uploads(_ ids: [String], by actor: Actor) async throws -> [Upload] {
    let owner = actor.id
    let wanted = ids.prefix(FilingLimits.originals * FilingLimits.filesAnOriginal)
    return try await database.read { tx in try wanted.compactMap { try tx.upload($0, owner: owner) } }
  }
}

/// A file's name as it is shown again: never a path, never with marks that can't be seen.
enum FileName {
  static func shown(_ name: String, extension ending: String) -> String {
    let last =
      name.prefix(500).precomposedStringWithCanonicalMapping
      .split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let stem = last.split(separator: ".").dropLast().joined(separator: ".")
    let visible = (stem.isEmpty ? last : stem).unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    let text = String(String.UnicodeScalarView(visible)).trimmingCharacters(in: .whitespaces)
    return (text.isEmpty ? "tep" : String(text.prefix(100))) + "." + ending
  }
}
