internal import Domain

/// A signature in a PDF: its entry, the bytes that it is over, and the update that it closes.
struct PDFSignature {
  let field: FormField
  let dictionary: [String: PDFValue]
  /// The two ranges that it is over.
  let ranges: [Range<Int>]
  /// The message: what stands between the ranges.
  let message: [UInt8]
  /// Where the sections begin that were there when it was made.
  let view: Int
  /// The file as it was signed: read from those bytes alone.
  let signed: PDFFile

  /// The end of the bytes that it is over.
  var end: Int { ranges[1].upperBound }

  /// Whether it is a timestamp on the document.
  var isTimestamp: Bool { dictionary["SubFilter"]?.name == "ETSI.RFC3161" }

  /// Looks at a signature's entry.
  init(_ field: FormField, in file: PDFFile) throws(SignatureFault) {
    do {
      guard let reference = field.dictionary["V"]?.reference else {
        throw SignatureFault(.missingEntry, "the signature's entry is no object of its own")
      }
      let object = try file.object(reference, 0)
      guard let dictionary = object.value.dictionary else {
        throw SignatureFault(.missingEntry, "the signature's entry is empty")
      }
      self.field = field
      self.dictionary = dictionary
      ranges = try Self.ranges(dictionary["ByteRange"], file.bytes.count)
      message = try Self.message(object, ranges, file.bytes)
      (signed, view) = try Self.state(of: reference, ranges[1].upperBound, in: file)
    } catch let fault as SignatureFault {
      throw fault
    } catch let fault as PDFFault {
      throw SignatureFault(.malformedFile, fault.words)
    } catch {
      throw SignatureFault(.malformedFile, "the signature's entry can't be read")
    }
  }

  private static func ranges(_ value: PDFValue?, _ size: Int) throws(SignatureFault) -> [Range<Int>] {
    guard let value, value != .null else {
      throw SignatureFault(.missingEntry, "the signature does not say what it is over")
    }
    guard let numbers = value.array?.map({ $0.integer ?? -1 }), numbers.count == 4, numbers.allSatisfy({ $0 >= 0 })
    else {
      throw SignatureFault(.badRange, "what the signature is over is not two ranges")
    }
    guard numbers[0] == 0, numbers[1] > 0, numbers[1] <= size, numbers[2] > numbers[1], numbers[2] <= size,
      numbers[3] > 0, numbers[3] <= size - numbers[2]
    else { throw SignatureFault(.badRange, "the signature's ranges overlap, leave the file or do not begin with it") }
    return [0..<numbers[1], numbers[2]..<(numbers[2] + numbers[3])]
  }

  private static func message(_ object: PDFObject, _ ranges: [Range<Int>], _ bytes: [UInt8]) throws(SignatureFault)
    -> [UInt8]
  {
    guard let contents = object.value.dictionary?["Contents"]?.string, !contents.isEmpty else {
      throw SignatureFault(.missingEntry, "the signature's entry holds no signature")
    }
    guard let place = object.contents, place == ranges[0].upperBound..<ranges[1].lowerBound else {
      throw SignatureFault(.contentsMoved, "the gap between the signature's ranges is not exactly the signature")
    }
    // Nothing but digits may stand there: white space would be bytes that nobody vouches for.
    guard bytes[(place.lowerBound + 1)..<(place.upperBound - 1)].allSatisfy({ PDFLexer.digit($0) != nil }) else {
      throw SignatureFault(.contentsMoved, "there is more than the signature between its ranges")
    }
    // Letters of both kinds mean that somebody wrote some anew.
    let letters = bytes[place].filter { $0 > 57 && $0 != 60 && $0 != 62 }
    guard letters.allSatisfy({ $0 >= 97 }) || letters.allSatisfy({ $0 < 97 }) else {
      throw SignatureFault(.contentsMoved, "the signature is written in two ways")
    }
    guard contents.contains(where: { $0 != 0 }) else {
      throw SignatureFault(.missingEntry, "the signature's entry holds no signature")
    }
    return contents
  }

  /// The signed state of the file, and where its sections begin among all.
  private static func state(
    of reference: PDFReference, _ end: Int, in file: PDFFile
  ) throws(SignatureFault) -> (PDFFile, Int) {
    let fault = SignatureFault(.notRevision, "the signature's ranges do not end with a state of the file")
    guard let signed = try? PDFFile(file.bytes, end: end), let start = signed.sections.first?.offset,
      let view = file.sections.firstIndex(where: { $0.offset == start }),
      file.sections[..<view].allSatisfy({ $0.offset >= end }),
      file.sections[view...].map(\.offset) == signed.sections.map(\.offset),
      zip(file.sections[view...], signed.sections).allSatisfy({ $0.entries == $1.entries && $0.trailer == $1.trailer })
    else { throw fault }
    guard let then = signed.entry(reference.number, 0), then == file.entry(reference.number, 0),
      case .offset(let offset, _) = then, offset < end
    else { throw SignatureFault(.signatureReplaced, "the signature's entry was not there when it was made") }
    return (signed, view)
  }

  /// The lowest level that certification and locks within the signed state leave for later changes; `nil` when nobody
  /// said any.
  static func permission(_ file: PDFFile, _ view: Int) throws(PDFFault) -> Permission {
    var result = Permission()
    for field in try file.fields(view) where field.kind == "Sig" {
      let lock = try file.resolve(field.dictionary["Lock"], view).dictionary
      guard let signature = field.value.dictionary else { continue }
      if let lock { try result.add(lock, file, view) }
      guard let references = try file.resolve(signature["Reference"], view).array else { continue }
      for entry in references {
        guard let entry = try file.resolve(entry, view).dictionary else { continue }
        let parameters = try file.resolve(entry["TransformParams"], view).dictionary ?? [:]
        switch entry["TransformMethod"]?.name {
        case "DocMDP": result.lower(try file.resolve(parameters["P"], view).integer ?? 2)
        case "FieldMDP": try result.add(parameters, file, view)
        default: break
        }
      }
    }
    return result
  }

  /// What may still be changed after a signature.
  struct Permission {
    /// 1 nothing, 2 forms and signatures, 3 annotations too; `nil` when nobody said.
    private(set) var level: Int?
    private var locks: [(action: String, names: [String])] = []

    mutating func lower(_ other: Int) { level = min(level ?? 3, max(1, min(3, other))) }

    /// Adds a lock of fields; one with a level of its own lowers the level.
    mutating func add(_ lock: [String: PDFValue], _ file: PDFFile, _ view: Int) throws(PDFFault) {
      if let own = try file.resolve(lock["P"], view).integer { lower(own) }
      guard let action = try file.resolve(lock["Action"], view).name else { return }
      var names: [String] = []
      for name in try file.resolve(lock["Fields"], view).array ?? [] {
        if let name = try file.resolve(name, view).string { names.append(PDFText.string(name)) }
      }
      locks.append((action, names))
    }

    /// Whether a field may not be changed.
    func locks(_ name: String) -> Bool {
      locks.contains { lock in
        let isNamed = lock.names.contains { name == $0 || name.hasPrefix($0 + ".") }
        switch lock.action {
        case "Include": return isNamed
        case "Exclude": return !isNamed
        default: return true
        }
      }
    }
  }
}
