import Domain
import Storage

/// Turns the files that a sender named into attachments; a file that somebody else sent does not exist for them.
struct AttachedFiles {
  let tx: Transaction
  /// Who sent the files.
  let owner: String
  private var total = 0

  init(tx: Transaction, owner: String) {
    self.tx = tx
    self.owner = owner
  }

  mutating func attach(_ originals: [(original: Original, files: [String])]) throws -> [Original] {
    try originals.map { original, files in
      if files.isEmpty { return original }
      return Original(
        position: original.position, name: original.name, number: original.number, issuer: original.issuer,
        issuedOn: original.issuedOn, pages: original.pages, copies: original.copies,
        scans: try scans(files, field: "originals.\(original.position - 1)"))
    }
  }

  /// The papers, with what is held of the person where it was chosen instead of a paper.
  mutating func attach(
    _ papers: [CheckedPaper], of procedure: Procedure, person: String, at: Instant
  ) throws -> [FiledPaper] {
    try papers.map { paper in
      var reused: ReusedResult?
      if let reuse = paper.reuse {
        let allowed = procedure.papers.first { $0.key == paper.key }?.held ?? []
        let held = try tx.heldResults(of: person).first {
          $0.dossier == reuse.dossier && $0.result == reuse.result && allowed.contains($0.procedure.rawValue)
        }
        guard let held else { throw InvalidInput([FieldProblem("papers.\(paper.key)", "error.papers.not-held")]) }
        reused = ReusedResult(dossier: held.dossier, result: held.result, name: held.name, consentAt: at)
      }
      return FiledPaper(
        key: paper.key, scans: try scans(paper.files, field: "papers.\(paper.key)"), onPaper: paper.onPaper,
        reused: reused)
    }
  }

  private mutating func scans(_ files: [String], field: String) throws -> [Attachment] {
    var scans: [Attachment] = []
    for (index, id) in files.enumerated() {
      let name = "\(field).files.\(index)"
      guard id.utf8.count <= 100, let upload = try tx.upload(id, owner: owner) else {
        throw InvalidInput([FieldProblem(name, "error.files.unknown")])
      }
      total += upload.file.size
      guard total <= FilingLimits.dossierBytes else {
        throw InvalidInput([
          FieldProblem(name, "error.files.dossier-too-large", ["limit": "200"], kind: .tooLarge)
        ])
      }
      scans.append(upload.file)
    }
    return scans
  }
}
