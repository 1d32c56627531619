import Domain
import Storage

/// The file of one version of a procedure.
public struct ProcedureSource: Hashable, Sendable {
  /// Its name: `procedures/2.000815.yaml`, or `published/2.000815-v2.yaml` for what was published from the browser.
  public let file: String
  /// What stands in it.
  public let yaml: String
}

/// One version of one procedure.
struct ProcedureKey: Hashable, Sendable {
  let code: ProcedureCode
  let version: Int
}

extension Procedure {
  var key: ProcedureKey { ProcedureKey(code: code, version: version) }
}

/// What was published from the browser, as files beside those of the catalogue's folder.
struct PublishedFiles: Sendable {
  /// The files in the order of their publication.
  private(set) var files: [(name: String, yaml: String)] = []
  /// The last days of versions that were withdrawn.
  private(set) var withdrawn: [ProcedureKey: CivilDate] = [:]

  /// The name under which faults of a file are told that is not published yet.
  static let candidate = "new.yaml"

  init(_ publications: [Publication]) {
    for publication in publications.sorted(by: { $0.sequence < $1.sequence }) {
      switch publication.act {
      case .published(let yaml):
        files.append(("published/\(publication.procedure.rawValue)-v\(publication.version).yaml", yaml))
      case .withdrawn(let until):
        withdrawn[ProcedureKey(code: publication.procedure, version: publication.version)] = until
      }
    }
  }

  /// These with one more file that is not published yet.
  func adding(candidate yaml: String) -> PublishedFiles {
    var more = self
    more.files.append((Self.candidate, yaml))
    return more
  }

  /// These with a version withdrawn.
  func withdrawing(_ key: ProcedureKey, until: CivilDate) -> PublishedFiles {
    var more = self
    more.withdrawn[key] = until
    return more
  }
}
