/// What was changed in a file after a signature, and whether that was allowed.
///
/// Every object that was there when the signature was made must be there unchanged, but for those that a later
/// signature, a filled field or kept proofs must touch; and what may be touched must have no other use in the file.
final class ChangeAudit {
  let file: PDFFile
  /// The file as it was signed.
  let before: PDFFile
  /// The sections before this one are the later updates.
  let view: Int
  let end: Int
  let permission: PDFSignature.Permission
  /// The later signatures, by the number of their field.
  let later: [Int: PDFSignature]
  /// What was changed and may be, in words.
  private(set) var changes: [String] = []

  var newFields: Set<Int> = []
  private var changed: Set<Int> = []
  private var users: [Int: Set<Int>] = [:]

  /// The user of an object that only the trailer refers to.
  static let trailer = -1

  /// An audit of what came after a signature.
  init(_ file: PDFFile, after signature: PDFSignature, later: [PDFSignature]) throws(PDFFault) {
    self.file = file
    view = signature.view
    end = signature.end
    before = signature.signed
    permission = try PDFSignature.permission(signature.signed, 0)
    self.later = Dictionary(later.map { ($0.field.number, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Looks at all that came later.
  func run() throws(SignatureFault) {
    do {
      try checkPlaces()
      guard view > 0 else { return }
      try findUsers()
      try checkTrailer()
      let roles = try ObjectRoles(before)
      try checkNewFields()
      for number in changed.sorted() { try check(number, roles) }
    } catch let fault as SignatureFault {
      throw fault
    } catch let fault as PDFFault {
      throw SignatureFault(.malformedFile, fault.words)
    } catch {
      throw SignatureFault(.malformedFile, "what was changed can't be read")
    }
  }

  func note(_ change: String) {
    if !changes.contains(change) { changes.append(change) }
  }

  // MARK: - Where the later updates stand

  private func checkPlaces() throws(SignatureFault) {
    if view == 0 {
      guard file.bytes[end...].allSatisfy(PDFLexer.isSpace) else {
        throw SignatureFault(.hiddenBytes, "bytes stand after the end of the signed file that belong to no update")
      }
      return
    }
    for section in file.sections[..<view] {
      for (number, entry) in section.entries {
        if case .offset(let offset, _) = entry, offset < end, entry != before.entry(number, 0) {
          throw SignatureFault(
            .notIncremental, "a later update takes object \(number) from other bytes of the signed file")
        }
        if entry != before.entry(number, 0) { changed.insert(number) }
      }
    }
  }

  private func checkTrailer() throws {
    let (old, new) = (before.trailer(0), file.trailer(0))
    guard old["Root"] == new["Root"], old["Encrypt"] == new["Encrypt"] else {
      throw SignatureFault(.catalogChanged, "a later update gives the file another beginning")
    }
    // What stands at or above the size is nothing to some readers and something to others.
    guard let size = old["Size"]?.integer, let newSize = new["Size"]?.integer, newSize >= size,
      Self.highest(before.sections[...]) < size, Self.highest(file.sections[..<view]) < newSize
    else { throw SignatureFault(.malformedFile, "the file's size in objects is not what it says") }
  }

  private static func highest(_ sections: ArraySlice<PDFSection>) -> Int {
    sections.flatMap { section in section.entries.filter { $0.value != .free }.keys }.max() ?? 0
  }

  /// Who refers to what was changed, in the signed file. An object may be changed from nothing to something only when
  /// nobody had named it.
  private func findUsers() throws(PDFFault) {
    func add(_ value: PDFValue, _ user: Int) {
      value.references { if self.changed.contains($0) { self.users[$0, default: []].insert(user) } }
    }
    for (key, value) in before.trailer(0) where key != "Prev" { add(value, Self.trailer) }
    var numbers: Set<Int> = []
    for section in before.sections { numbers.formUnion(section.entries.keys) }
    for number in numbers {
      switch before.entry(number, 0) {
      case nil, .free?: continue
      case .packed(let stream, _)?:
        // Whoever changes the stream changes what is in it.
        if changed.contains(stream) { users[stream, default: []].insert(number) }
        add(try before.object(number, 0).value, number)
      case .offset?:
        let object = try before.object(number, 0)
        // A cross-reference stream's dictionary is a trailer.
        let isTrailer = object.stream != nil && object.value.dictionary?["Type"]?.name == "XRef"
        add(object.value, isTrailer ? Self.trailer : number)
      }
    }
  }

  /// Whether only these refer to an object.
  func isUsed(_ number: Int, onlyBy allowed: Set<Int>) -> Bool { users[number, default: []].isSubset(of: allowed) }

  // MARK: - One object

  private func check(_ number: Int, _ roles: ObjectRoles) throws {
    if try isVacant(number) {
      guard users[number, default: []].isEmpty else {
        throw SignatureFault(.objectReplaced, "a later update fills object \(number), which the signed file left empty")
      }
      return
    }
    let (old, new) = (try before.object(number, 0), try file.object(number, 0))
    guard isSameGeneration(number) else { throw replaced(number, roles) }
    if old.value == new.value, isSameStream(old, new) { return }
    switch roles.role(of: number) {
    case .catalog: try checkCatalog(old.value, new.value)
    case .form: try checkForm(old.value, new.value)
    case .formFields: try checkFieldList(old.value, new.value)
    case .page: try checkPage(old.value, new.value)
    case .annotations: try checkAnnotations(old.value, new.value)
    case .field(let field): try checkField(field, old.value, new)
    case .appearance(let field):
      guard isUsed(number, onlyBy: roles.appearanceUsers(of: field.number)) else { throw replaced(number, roles) }
      try checkFilled(field, isEmptyBefore: field.isEmpty)
    case .information:
      guard isUsed(number, onlyBy: [Self.trailer]), before.trailer(0)["Root"]?.reference?.number != number else {
        throw replaced(number, roles)
      }
      note("the file's own description")
    case .metadata:
      guard isUsed(number, onlyBy: [roles.catalog]), roles.isNamed(number, onlyBy: "Metadata") else {
        throw replaced(number, roles)
      }
      note("the file's own description")
    case .proofs:
      guard isUsed(number, onlyBy: roles.proofs.union([roles.catalog])), roles.isNamed(number, onlyBy: "DSS") else {
        throw replaced(number, roles)
      }
      note("proofs of certificates")
    case .extensions:
      guard isUsed(number, onlyBy: [roles.catalog]), roles.isNamed(number, onlyBy: "Extensions"), new.stream == nil
      else {
        throw replaced(number, roles)
      }
    case .other: throw replaced(number, roles)
    }
  }

  /// Whether the signed file has nothing under a number. Some writers give away the number of a cross-reference stream
  /// again, which nobody names.
  func isVacant(_ number: Int) throws(PDFFault) -> Bool {
    switch before.entry(number, 0) {
    case nil, .free?: return true
    case .packed?: return false
    case .offset?:
      let object = try before.object(number, 0)
      return object.stream != nil && object.value.dictionary?["Type"]?.name == "XRef"
    }
  }

  private func isSameStream(_ old: PDFObject, _ new: PDFObject) -> Bool {
    switch (old.stream, new.stream) {
    case (nil, nil): true
    case (let one?, let other?): file.bytes[one] == file.bytes[other]
    default: false
    }
  }

  private func isSameGeneration(_ number: Int) -> Bool {
    func generation(_ entry: PDFSection.Entry?) -> Int {
      if case .offset(_, let generation)? = entry { generation } else { 0 }
    }
    return generation(before.entry(number, 0)) == generation(file.entry(number, 0))
  }

  private func replaced(_ number: Int, _ roles: ObjectRoles) -> SignatureFault {
    switch roles.kind(of: number) {
    case .content: SignatureFault(.contentChanged, "what stands on a page was changed after signing")
    case .font: SignatureFault(.fontChanged, "a font was changed after signing")
    case .annotation: SignatureFault(.annotationChanged, "an annotation was changed after signing")
    case .other: SignatureFault(.objectReplaced, "object \(number) was changed after signing")
    }
  }
}

extension FormField {
  /// Whether nothing was filled in.
  var isEmpty: Bool {
    switch value {
    case .null, .string([]), .name("Off"), .array([]): true
    default: false
    }
  }
}
