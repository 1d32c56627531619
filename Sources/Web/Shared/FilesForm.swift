import Centre
import Domain
import HTTPTypes
import Hummingbird
import Storage

/// A posted form with files: the fields in memory, each file on the disk, not yet kept.
struct FilesForm: Sendable {
  /// A file as it came; what it is has not been looked at.
  struct SentFile: Sendable {
    let field: String
    let name: String
    let incoming: IncomingFile?
    let refusal: StorageError?
  }

  let body: FormBody
  let files: [SentFile]

  /// The most bytes of one such form.
  static let limit = FilingLimits.dossierBytes + FormBody.limit

  /// Reads the form, its token first: nothing is written for a page that is not ours. A file that is too large is
  /// read to its end and named, so that the answer reaches a browser that is still sending.
  init(_ request: Request, _ context: SiteContext, site: Site) async throws {
    guard let reader = request.headers[.contentType].flatMap({ MultipartReader(contentType: $0) }) else {
      throw FormRefusal.unreadable
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > Self.limit {
      throw FormRefusal.tooLarge(kilobytes: Self.limit / 1024)
    }
    let source = request.body
    let taking = Taking(reader: reader, token: context.formToken, centre: site.centre)
    let taken = try await withTimeLimit(seconds: Site.uploadSeconds) {
      var taking = taking
      do {
        for try await buffer in source { try taking.take(buffer.readableBytesView) }
        guard taking.isWhole else { throw FormRefusal.unreadable }
        return taking
      } catch {
        taking.giveUp()
        throw error
      }
    }
    body = try FormBody(FormFields(taken.fields), context)
    files = taken.files
  }

  /// What has been read so far.
  private struct Taking: Sendable {
    private var reader: MultipartReader
    private let token: String
    private let centre: Centre
    private var present: (name: String, fileName: String?)?
    private var text: [UInt8] = []
    private var incoming: IncomingFile?
    private var refusal: StorageError?
    private var size = 0
    private(set) var fields: [(name: String, value: String)] = []
    private(set) var files: [SentFile] = []

    init(reader: MultipartReader, token: String, centre: Centre) {
      self.reader = reader
      self.token = token
      self.centre = centre
    }

    var isWhole: Bool { reader.isFinished }

    mutating func take(_ bytes: some Collection<UInt8>) throws {
      size += bytes.count
      guard size <= FilesForm.limit else { throw FormRefusal.tooLarge(kilobytes: FilesForm.limit / 1024) }
      for piece in try reader.take(bytes) {
        switch piece {
        case .begin(let name, let fileName): present = (name, fileName)
        case .bytes(let bytes): try take(piece: bytes)
        case .end: try end()
        }
      }
    }

    private mutating func take(piece bytes: [UInt8]) throws {
      guard present?.fileName != nil else {
        text += bytes
        guard text.count <= FormBody.limit else { throw FormRefusal.tooLarge(kilobytes: FormBody.limit / 1024) }
        return
      }
      guard refusal == nil else { return }
      guard fields.contains(where: { $0.name == "form_token" && Fingerprint.same($0.value, token) }) else {
        throw FormRefusal.staleToken
      }
      do {
        if incoming == nil { incoming = try centre.beginFile() }
        try incoming?.append(bytes)
      } catch let error as StorageError {
        incoming?.cancel()
        incoming = nil
        refusal = error
      }
    }

    private mutating func end() throws {
      defer {
        present = nil
        text = []
        incoming = nil
        refusal = nil
      }
      guard let (name, fileName) = present else { return }
      if let fileName {
        // A field in which no file was chosen comes without a name and without content.
        if fileName.isEmpty, incoming == nil, refusal == nil { return }
        let empty = try incoming == nil && refusal == nil ? centre.beginFile() : incoming
        files.append(SentFile(field: name, name: fileName, incoming: empty, refusal: refusal))
      } else {
        guard let value = String(validating: text, as: UTF8.self) else { throw FormRefusal.unreadable }
        fields.append((name, value))
      }
    }

    func giveUp() {
      incoming?.cancel()
      for file in files { file.incoming?.cancel() }
    }
  }
}
