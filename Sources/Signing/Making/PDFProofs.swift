/// Keeps certificates and revocation lists in a document, beside those that are there: its security store.
struct PDFProofs {
  let certificates: [Certificate]
  let lists: [RevocationList]

  /// The document with an update that holds them.
  func add(to file: PDFFile) throws(PDFFault) -> [UInt8] {
    guard let root = file.trailer(0)["Root"]?.reference else { throw PDFFault("the file has no catalog") }
    var update = PDFUpdate(file)
    var catalog = try file.catalog(0)
    var store = try file.resolve(catalog["DSS"], 0).dictionary ?? ["Type": .name("DSS")]
    func extended(_ key: String, _ new: [[UInt8]]) throws(PDFFault) -> PDFValue {
      var list = try file.resolve(store[key], 0).array ?? []
      for bytes in new {
        let number = update.newNumber()
        update.put(number, [:], stream: bytes)
        list.append(.reference(PDFReference(number: number, generation: 0)))
      }
      return .array(list)
    }
    var seen: Set<Certificate> = []
    store["Certs"] = try extended("Certs", certificates.filter { seen.insert($0).inserted }.map(\.der))
    store["CRLs"] = try extended("CRLs", lists.map(\.der))
    if let place = catalog["DSS"]?.reference {
      update.put(place.number, .dictionary(store))
    } else {
      catalog["DSS"] = .dictionary(store)
      update.put(root.number, .dictionary(catalog))
    }
    return update.bytes()
  }
}
