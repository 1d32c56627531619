import Testing

@testable import Web

/// A form with files, read piece by piece: honest ones come out the same however they are cut, hostile ones are refused.
@Suite struct MultipartReaderTests {
  private static let form =
    "--x1\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\nabc\r\n"
    + "--x1\r\nContent-Disposition: form-data; name=\"file-0\"; filename=\"bản %22quét%22.pdf\"\r\n"
    + "Content-Type: application/pdf\r\n\r\n%PDF\r\n--x\r\n--x1x is not the end\r\n--x1--\r\n"

  private func read(_ text: String, by size: Int, boundary: String = "x1") throws -> (pieces: [String], whole: Bool) {
    var reader = try #require(MultipartReader(contentType: "multipart/form-data; boundary=\(boundary)"))
    var told: [String] = []
    var content: [UInt8] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      for piece in try reader.take(bytes[start..<min(start + size, bytes.count)]) {
        switch piece {
        case .begin(let name, let fileName): told.append("\(name)|\(fileName ?? "-")")
        case .bytes(let bytes): content += bytes
        case .end:
          told.append(String(decoding: content, as: UTF8.self))
          content = []
        }
      }
    }
    return (told, reader.isFinished)
  }

  @Test(arguments: [1, 2, 3, 7, 16, 64, 10_000])
  func aFormIsTheSameHoweverItIsCut(_ size: Int) throws {
    let form = Self.form.replacing("\r\n--x1x is", with: "\r\n-x1x is")
    let (pieces, whole) = try read(form, by: size)
    #expect(
      pieces == ["form_token|-", "abc", "file-0|bản \"quét\".pdf", "%PDF\r\n--x\r\n-x1x is not the end"])
    #expect(whole)
  }

  @Test func whatComesBeforeTheFirstDelimiterIsPassedOver() throws {
    let (pieces, whole) = try read(
      "noise\r\n--x\r\n" + "\r\n--x1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--x1--", by: 5)
    #expect(pieces == ["a|-", ""])
    #expect(whole)
  }

  @Test(arguments: [
    "", "--x1", "--x1\r\n", "--x1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end", "\r\n\r\n--x2--",
  ])
  func aFormCutShortIsNotWhole(_ text: String) throws {
    #expect(try !read(text, by: 4).whole)
  }

  @Test(arguments: [
    "--x1garbage\r\n\r\n",
    "--x1\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--x1--",
    "--x1\r\nContent-Type: text/plain\r\n\r\nno disposition\r\n--x1--",
    "--x1\r\nX-Endless: " + String(repeating: "a", count: 2 * MultipartReader.headerLimit),
  ])
  func whatIsNoFormIsRefused(_ text: String) {
    #expect(throws: FormRefusal.unreadable) { try read(text, by: 100) }
  }

  @Test func moreFieldsThanAPageHasAreRefused() {
    let many = String(
      repeating: "--x1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n", count: MultipartReader.partLimit + 1
    )
    #expect(throws: FormRefusal.unreadable) { try read(many, by: 4096) }
  }

  @Test(arguments: [
    "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=" + String(repeating: "b", count: 71), "text/plain; boundary=x",
  ])
  func onlyItsOwnContentTypeIsTaken(_ contentType: String) {
    #expect(MultipartReader(contentType: contentType) == nil)
  }
}
