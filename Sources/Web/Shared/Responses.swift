import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
  /// A JSON document; its keys are sorted, so that the same answer is the same bytes.
  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    return Response(
      status: status, headers: [.contentType: "application/json; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
  }

  /// A document that the browser shows or keeps under a plain name; never a person's.
  static func document(
    _ bytes: [UInt8], mediaType: String, name: String, download: Bool = false
  ) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: mediaType,
        .contentDisposition: "\(download ? "attachment" : "inline"); filename=\"\(name)\"",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// On to another page after a post, so that going back does not post again.
  static func seeOther(_ path: String) -> Response { .redirect(to: path, type: .normal) }
}
