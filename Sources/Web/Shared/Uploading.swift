import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Storage

extension Site {
  /// The seconds in which a file must have arrived: 20 MB over a slow line of 64 kB a second.
  static let uploadSeconds = 330

  /// Takes the body of a request as one file, piece by piece as it comes. A connection that is lost leaves nothing.
  func receiveUpload(_ request: Request, by actor: Actor) async throws -> Upload {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > FilingLimits.fileBytes {
      throw StorageError.fileTooLarge(limit: FilingLimits.fileBytes)
    }
    let incoming = try centre.beginFile()
    do {
      let body = request.body
      try await withTimeLimit(seconds: Self.uploadSeconds) {
        for try await buffer in body { try incoming.append(buffer.readableBytesView) }
      }
    } catch {
      incoming.cancel()
      throw error
    }
    let name = request.headers[.fileName]?.removingPercentEncoding ?? ""
    return try await centre.receiveFile(incoming, name: name, by: actor)
  }

  /// What a page's script is told of a file that was not taken.
  func uploadRefused(_ refusal: any Refusal, _ context: SiteContext) throws -> Response {
    if refusal.kind == .unavailable {
      context.logger.error("refused", metadata: ["reason": "\(refusal.textKey)"])
    }
    let told = centre.catalogue.texts.text(refusal.textKey, context.language, refusal.values)
    return try .json(["problem": told], status: refusal.kind.status)
  }
}
