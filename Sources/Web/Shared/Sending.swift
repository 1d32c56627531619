import Foundation
import Hummingbird
import NIOCore

extension Site {
  /// A kept file as a response, read in pieces.
  func file(_ path: String, mediaType: String, name: String, download: Bool = false) async throws -> Response {
    let size = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    return Response(
      status: .ok,
      headers: [
        .contentType: mediaType, .contentLength: String(size),
        .contentDisposition: "\(download ? "attachment" : "inline"); filename=\"\(name)\"",
      ],
      body: ResponseBody(contentLength: size) { writer in
        guard let handle = FileHandle(forReadingAtPath: path) else { throw HTTPError(.notFound) }
        defer { try? handle.close() }
        while let data = try handle.read(upToCount: 256 * 1024), !data.isEmpty {
          try await writer.write(ByteBuffer(bytes: data))
        }
        try await writer.finish(nil)
      })
  }
}
