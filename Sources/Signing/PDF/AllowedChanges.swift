/// The changes that later signatures, filled fields and kept proofs make, and no more of each.
extension ChangeAudit {
  /// Compares two dictionaries but for some keys; each of those that differs is told.
  private func differing(
    _ old: PDFValue, _ new: PDFValue, _ fault: @autoclosure () -> SignatureFault
  ) throws(SignatureFault) -> (old: [String: PDFValue], new: [String: PDFValue], keys: [String]) {
    guard let old = old.dictionary, let new = new.dictionary else { throw fault() }
    let keys = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
    return (old, new, keys.sorted())
  }

  func checkCatalog(_ old: PDFValue, _ new: PDFValue) throws {
    let fault = SignatureFault(.catalogChanged, "the file's beginning was changed after signing")
    let (old, new, keys) = try differing(old, new, fault)
    for key in keys {
      switch key {
      case "AcroForm":
        guard old[key] != nil else { throw fault }
        try checkForm(before.resolve(old[key], 0), file.resolve(new[key], 0))
      case "DSS":
        guard new[key] != nil else { throw fault }
        note("proofs of certificates")
      case "Metadata": note("the file's own description")
      case "Extensions", "Version": continue
      default: throw SignatureFault(.catalogChanged, "the file's \(key) was changed after signing")
      }
    }
  }

  func checkForm(_ old: PDFValue, _ new: PDFValue) throws {
    let fault = SignatureFault(.formChanged, "the form was changed after signing")
    let (old, new, keys) = try differing(old, new, fault)
    for key in keys {
      switch key {
      case "Fields": try checkFieldList(before.resolve(old[key], 0), file.resolve(new[key], 0))
      case "SigFlags":
        guard let flags = new[key]?.integer, flags & 1 == 1 else { throw fault }
      default: throw SignatureFault(.formChanged, "the form's \(key) was changed after signing")
      }
    }
  }

  func checkFieldList(_ old: PDFValue, _ new: PDFValue) throws {
    guard let old = old.array, let new = new.array, new.starts(with: old) else {
      throw SignatureFault(.formChanged, "fields of the form were taken away or put in another order after signing")
    }
    for added in new.dropFirst(old.count) {
      guard let number = added.reference?.number, newFields.contains(number) else {
        throw SignatureFault(.fieldAdded, "a field was added to the form after signing")
      }
    }
  }

  /// Fields that came later: signatures that are looked at themselves, or places for one that show nothing.
  func checkNewFields() throws {
    let known = try before.fields(0)
    let (numbers, names) = (Set(known.map(\.number)), Set(known.map(\.name)))
    for field in try file.fields(0) where !numbers.contains(field.number) {
      let fault = SignatureFault(.fieldAdded, "a field was added to the form after signing")
      guard field.kind == "Sig", !names.contains(field.name), try isVacant(field.number),
        Set(field.dictionary.keys).isSubset(of: Self.signatureKeys)
      else { throw fault }
      if let signature = later[field.number] {
        try permit(signature)
        try checkSize(field.dictionary)
      } else {
        guard field.isEmpty, field.hasNoArea || (field.dictionary["AP"] == nil && field.dictionary["MK"] == nil) else {
          throw fault
        }
        if permission.level == 1 { throw notPermitted("a place for a signature was added") }
        note("a place for a signature")
      }
      newFields.insert(field.number)
    }
  }

  private static let signatureKeys: Set<String> = [
    "Type", "Subtype", "FT", "T", "TU", "TM", "V", "Rect", "P", "F", "AP", "Ff", "Lock", "SV", "MK", "M", "NM", "H",
    "BS",
    "Border", "DA",
  ]

  /// A later signature may show its picture, and not so large that it lies over what was signed before.
  private func checkSize(_ field: [String: PDFValue]) throws {
    let sides = try file.resolve(field["Rect"], 0).array?.map { $0.number ?? .infinity } ?? [0, 0, 0, 0]
    guard sides.count == 4, abs((sides[2] - sides[0]) * (sides[3] - sides[1])) <= Self.largestPicture else {
      throw SignatureFault(.annotationAdded, "a later signature shows a picture so large that it hides what was signed")
    }
  }

  /// A quarter of a page of A4, in square points.
  private static let largestPicture = 595.0 * 842.0 / 4

  private func permit(_ signature: PDFSignature) throws(SignatureFault) {
    if signature.isTimestamp {
      note("a timestamp")
      return
    }
    if permission.level == 1 { throw notPermitted("a signature was added") }
    note("a signature")
  }

  private func notPermitted(_ what: String) -> SignatureFault {
    SignatureFault(.notPermitted, "\(what) after signing, which the certification does not allow")
  }

  func checkPage(_ old: PDFValue, _ new: PDFValue) throws {
    let (old, new, keys) = try differing(old, new, SignatureFault(.pageChanged, "a page was changed after signing"))
    for key in keys {
      switch key {
      case "Annots": try checkAnnotations(before.resolve(old[key], 0), file.resolve(new[key], 0))
      case "Contents": throw SignatureFault(.contentChanged, "what stands on a page was changed after signing")
      default: throw SignatureFault(.pageChanged, "a page's \(key) was changed after signing")
      }
    }
  }

  func checkAnnotations(_ old: PDFValue, _ new: PDFValue) throws {
    let earlier = old == .null ? [] : old.array
    guard let earlier, let after = new.array else {
      throw SignatureFault(.annotationChanged, "a page's annotations were taken away after signing")
    }
    var rest = earlier[...]
    for annotation in after {
      if annotation == rest.first {
        rest.removeFirst()
      } else if let number = annotation.reference?.number, newFields.contains(number) {
        continue
      } else {
        throw SignatureFault(.annotationAdded, "an annotation was put on a page after signing")
      }
    }
    guard rest.isEmpty else {
      throw SignatureFault(.annotationChanged, "a page's annotations were taken away after signing")
    }
  }

  func checkField(_ field: FormField, _ old: PDFValue, _ new: PDFObject) throws {
    let fault = SignatureFault(.formChanged, "the field \(field.name) was changed after signing")
    guard new.stream == nil else { throw fault }
    let (_, new, keys) = try differing(old, new.value, fault)
    guard field.kind == "Sig" else {
      guard Set(keys).isSubset(of: ["V", "AP", "AS", "M", "I", "RV"]) else { throw fault }
      return try checkFilled(field, isEmptyBefore: field.isEmpty)
    }
    guard field.isEmpty else {
      throw SignatureFault(.signatureReplaced, "the signature in \(field.name) was replaced after signing")
    }
    guard Set(keys).isSubset(of: ["V", "AP", "M", "F"]), new["V"] != nil, let signature = later[field.number] else {
      throw fault
    }
    try permit(signature)
    try checkSize(field.dictionary)
  }

  /// A field was filled: as a certification allows, or into what was empty, when a later signature vouches for it.
  func checkFilled(_ field: FormField, isEmptyBefore: Bool) throws(SignatureFault) {
    if permission.locks(field.name) {
      throw SignatureFault(.fieldLocked, "the field \(field.name) was changed, which was locked by signing")
    }
    if permission.level == 1 { throw notPermitted("the field \(field.name) was filled") }
    if permission.level == nil {
      let place = file.sections[..<view].firstIndex { $0.entries[field.number] != nil } ?? 0
      let isVouchedFor = later.values.contains { !$0.isTimestamp && $0.view <= place }
      guard isEmptyBefore, isVouchedFor else {
        throw SignatureFault(.formValue, "the field \(field.name) was changed after signing, and nobody allowed it")
      }
    }
    note("the field \(field.name)")
  }
}

extension FormField {
  /// Whether it takes up no place on its page.
  var hasNoArea: Bool {
    guard let corners = dictionary["Rect"]?.array?.map({ $0.number ?? .nan }), corners.count == 4 else { return false }
    return corners[0] == corners[2] || corners[1] == corners[3]
  }
}
