/// What each object of a signed file is for, as far as a later update may have to touch it.
struct ObjectRoles {
  /// An object's part in the file.
  enum Role {
    case catalog
    case form
    case formFields
    case page
    case annotations
    case field(FormField)
    case appearance(FormField)
    case information
    case metadata
    case proofs
    case extensions
    case other
  }

  /// What a person would call an object that may not be touched.
  enum Kind {
    case content
    case font
    case annotation
    case other
  }

  let catalog: Int
  private(set) var proofs: Set<Int> = []
  private var roles: [Int: Role] = [:]
  private var contents: Set<Int> = []
  private var appearances: [Int: Set<Int>] = [:]
  private let file: PDFFile
  private var dictionary: [String: PDFValue] = [:]

  /// The roles in the state of a file that a signature closes.
  init(_ file: PDFFile) throws(PDFFault) {
    self.file = file
    guard let root = file.trailer(0)["Root"]?.reference else { throw PDFFault("the file has no catalog") }
    catalog = root.number
    let dictionary = try file.catalog(0)
    if let number = file.trailer(0)["Info"]?.reference?.number { roles[number] = .information }
    if let number = dictionary["Metadata"]?.reference?.number { roles[number] = .metadata }
    if let number = dictionary["Extensions"]?.reference?.number { roles[number] = .extensions }
    try collectProofs(dictionary["DSS"])
    for number in proofs { roles[number] = .proofs }
    try collectForm(dictionary["AcroForm"])
    var seen: Set<Int> = []
    try collectPages(dictionary["Pages"] ?? .null, 0, &seen)
    // What has two parts has the one that is watched most closely: the catalog can be nothing else.
    roles[catalog] = .catalog
    self.dictionary = dictionary
  }

  /// Whether the catalog names an object by one key only.
  func isNamed(_ number: Int, onlyBy key: String) -> Bool {
    dictionary.allSatisfy { entry in
      var isElsewhere = false
      if entry.key != key { entry.value.references { if $0 == number { isElsewhere = true } } }
      return !isElsewhere
    }
  }

  func role(of number: Int) -> Role { roles[number] ?? .other }

  /// Who may refer to the pictures of a field.
  func appearanceUsers(of field: Int) -> Set<Int> { (appearances[field] ?? []).union([field]) }

  func kind(of number: Int) -> Kind {
    if contents.contains(number) { return .content }
    guard let object = try? file.object(number, 0), let dictionary = object.value.dictionary else { return .other }
    let type = dictionary["Type"]?.name
    if type == "Font" || type == "FontDescriptor" || dictionary["Length1"] != nil || type == "CMap" { return .font }
    if type == "Annot" || (dictionary["Rect"] != nil && dictionary["Subtype"] != nil) { return .annotation }
    return .other
  }

  /// The store's own shape and no further: what hangs on its leaves may be anything.
  private mutating func collectProofs(_ value: PDFValue?) throws(PDFFault) {
    let store = try proofs(value)
    for key in Self.proofKeys { try collectLeaves(store[key]) }
    for entry in try proofs(store["VRI"]).values {
      let entry = try proofs(entry)
      for key in Self.proofKeys { try collectLeaves(entry[key]) }
    }
  }

  private static let proofKeys = ["Certs", "CRLs", "OCSPs", "Cert", "CRL", "OCSP", "TS"]

  private mutating func proofs(_ value: PDFValue?) throws(PDFFault) -> [String: PDFValue] {
    if let number = value?.reference?.number { proofs.insert(number) }
    return try file.resolve(value, 0).dictionary ?? [:]
  }

  private mutating func collectLeaves(_ value: PDFValue?) throws(PDFFault) {
    if let number = value?.reference?.number { proofs.insert(number) }
    for leaf in try file.resolve(value, 0).array ?? [] {
      if let number = leaf.reference?.number { proofs.insert(number) }
    }
  }

  private mutating func collectForm(_ value: PDFValue?) throws(PDFFault) {
    if let number = value?.reference?.number { roles[number] = .form }
    let form = try file.resolve(value, 0).dictionary ?? [:]
    if let number = form["Fields"]?.reference?.number { roles[number] = .formFields }
    for field in try file.fields(0) {
      roles[field.number] = .field(field)
      guard field.kind != "Sig" || field.isEmpty else { continue }
      var pictures: Set<Int> = []
      if let number = field.dictionary["AP"]?.reference?.number { pictures.insert(number) }
      for state in try file.resolve(field.dictionary["AP"], 0).dictionary.map({ Array($0.values) }) ?? [] {
        if let number = state.reference?.number { pictures.insert(number) }
      }
      appearances[field.number] = pictures
      for number in pictures where roles[number] == nil { roles[number] = .appearance(field) }
    }
  }

  private mutating func collectPages(_ value: PDFValue, _ depth: Int, _ seen: inout Set<Int>) throws(PDFFault) {
    guard depth < 64, seen.count < 200_000 else { throw PDFFault("the file has too many pages") }
    guard let number = value.reference?.number, seen.insert(number).inserted else { return }
    guard let dictionary = try file.resolve(value, 0).dictionary else { return }
    if let kids = try file.resolve(dictionary["Kids"], 0).array {
      for kid in kids { try collectPages(kid, depth + 1, &seen) }
      return
    }
    roles[number] = .page
    if let number = dictionary["Annots"]?.reference?.number, roles[number] == nil { roles[number] = .annotations }
    dictionary["Contents"]?.references { contents.insert($0) }
    if let several = try file.resolve(dictionary["Contents"], 0).array {
      for one in several { one.references { contents.insert($0) } }
    }
  }
}
