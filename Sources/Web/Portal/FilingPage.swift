import Centre
import Domain
import Storage

/// A page of the filing: the fields of one step, the way through all of them, and how to come back later.
struct FilingPage: Sendable {
  struct StepLine: Sendable {
    let name: String
    let path: String
    let number: Int
    let current: Bool
    let passed: Bool
  }

  struct UnitChoice: Sendable {
    let code: String
    let name: String
    let chosen: Bool
    /// By which former name it was found.
    let formerly: String?
  }

  struct OriginalView: Sendable {
    let index: Int
    let number: Int
    let name: String
    let fields: [FieldView]
    let files: [FileView]
    let filesError: String?
    let removable: Bool
    /// How many pages, how many copies; `nil` until the pages are typed.
    let amount: String?
    let fee: String?

    init(
      _ original: OriginalForm, index: Int, removable: Bool, files: [String: Upload], _ fields: FilingFields, fee: Int?,
      _ wording: Wording
    ) {
      self.index = index
      number = index + 1
      name = original.name ?? ""
      self.fields = fields.original(original, index: index)
      self.files = (original.files ?? []).enumerated().compactMap { place, id in
        files[id].map { upload in
          FileView(
            id: id, index: place, original: index, name: upload.file.name, size: FileSize.text(upload.file.size),
            pages: wording.counted("pages", upload.file.pages))
        }
      }
      filesError = fields.errorText("originals.\(index).files")
      self.removable = removable
      let pages = wording.counted("pages", typed: original.pages)
      amount = pages.isEmpty ? nil : "\(pages) × \(wording.counted("copies", typed: original.copies))"
      self.fee = fee.map(wording.money)
    }
  }

  struct FileView: Sendable {
    let id: String
    let index: Int
    let original: Int
    let name: String
    let size: String
    let pages: String
  }

  /// A paper of the procedure: what was sent for it, or why nothing need be.
  struct PaperView: Sendable {
    let key: String
    let index: Int
    let number: Int
    let id: String
    let name: String
    let source: String
    let optional: Bool
    let made: Bool
    let held: Bool
    let files: [FileView]
    let error: String?
    let onPaper: Bool
  }

  /// An answer as people read it.
  struct AnswerLine: Sendable {
    let label: String
    let value: String
  }

  let steps: [StepLine]
  let procedure: String
  let procedureName: String
  let sections: [AnswerSectionView]
  let papers: [PaperView]
  let answerLines: [AnswerLine]
  let hasForm: Bool
  let hasPapers: Bool
  let listsOriginals: Bool
  let exemptions: [ChoiceView]
  let hasExemptions: Bool
  let promised: String?
  let draftCode: String
  let draftSecret: String
  let errors: [ErrorLine]
  let hasErrors: Bool
  let action: String
  let staffedUnits: [UnitChoice]
  let otherUnits: [UnitChoice]
  /// What was looked for among the units.
  let unitWords: String
  let unitsSearched: Bool
  let noUnitFound: Bool
  let hasStaffedUnits: Bool
  let hasOtherUnits: Bool
  let applicant: [FieldView]
  let owner: [FieldView]
  let forOther: Bool
  let collector: [FieldView]
  let collectOther: Bool
  let originals: [OriginalView]
  let note: FieldView
  let fee: String
  let due: String
  let unit: String
  let applicantName: String
  let applicantNumber: String
  let applicantPhone: String
  let ownerName: String?
  let collectorName: String
  let ready: Bool
  /// Whether the draft is a citizen's who finds it again by signing in.
  let isOwned: Bool
  /// Whether the person could sign in instead of typing.
  let offersSignIn: Bool

  init(
    step: FilingRoutes.Step, draft: DossierDraft, secret: String, problems: [FieldProblem],
    units: (staffed: [Unit], others: [Unit]), files: [Upload], preview: FilingPreview?, procedure found: Procedure?,
    unitWords words: String, catalogue: Catalogue, offersSignIn: Bool, _ wording: Wording
  ) {
    let form = draft.form
    let addresses = AddressRenewing(units: catalogue.units, path: "/dia-chi")
    let fields = FilingFields(form: form, problems: problems, wording: wording, addresses: addresses)
    let all = FilingRoutes.Step.all(for: found)
    let place = all.firstIndex(of: step) ?? 0
    steps = all.enumerated().map { index, step in
      StepLine(
        name: wording.text("portal.filing.\(step.rawValue).short"), path: step.path, number: index + 1,
        current: index == place, passed: index < place)
    }
    procedure = form.procedure ?? ""
    draftCode = draft.code
    draftSecret = ReadableSecret.printed(secret)
    let answers = found?.form.map {
      AnswerFields(
        form: $0, values: form.prefilled($0), problems: problems, lists: catalogue.lists, addresses: addresses,
        wording: wording)
    }
    sections = answers?.sections ?? []
    errors = (answers?.summary ?? []) + FilingPapers.summary(problems, found, wording) + fields.summary
    hasErrors = !problems.isEmpty
    action = step.path
    let sought = words.isEmpty ? nil : catalogue.units.search(words)
    let former = Dictionary(
      (sought ?? []).map { ($0.unit.code, FoundUnitView($0, wording).formerly) },
      uniquingKeysWith: { first, _ in first })
    func choices(_ units: [Unit]) -> [UnitChoice] {
      units.filter { sought == nil || former[$0.code] != nil }.map { unit in
        UnitChoice(
          code: unit.code.rawValue, name: unit.name[wording.language], chosen: unit.code.rawValue == form.unit,
          formerly: former[unit.code] ?? nil)
      }
    }
    staffedUnits = choices(units.staffed)
    otherUnits = choices(units.others)
    unitWords = words
    unitsSearched = sought != nil
    noUnitFound = sought != nil && staffedUnits.isEmpty && otherUnits.isEmpty
    hasStaffedUnits = !staffedUnits.isEmpty
    hasOtherUnits = !otherUnits.isEmpty
    applicant = fields.person(form.applicant, prefix: "applicant")
    owner = fields.person(form.owner, prefix: "owner")
    forOther = form.owner != nil
    collector = fields.person(form.collector, prefix: "collector")
    collectOther = form.collector != nil
    let byID = Dictionary(files.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var listed = form.originals ?? []
    if listed.isEmpty {
      var first = OriginalForm()
      first.copies = "1"
      listed = [first]
    }
    originals = listed.enumerated().map { index, original in
      OriginalView(
        original, index: index, removable: listed.count > 1, files: byID, fields,
        fee: preview?.fees.indices.contains(index) == true ? preview?.fees[index] : nil, wording)
    }
    procedureName = found?.shortName[wording.language] ?? ""
    let papers = FilingPapers(form: form, procedure: found, problems: problems, files: byID, wording: wording)
    self.papers = papers.views
    exemptions = papers.exemptions
    hasExemptions = !papers.exemptions.isEmpty
    answerLines = found?.answerLines(Answers(form.answers ?? [:]), catalogue, wording) ?? []
    hasForm = found?.form != nil && !(found?.listsOriginals ?? true)
    hasPapers = !(found?.papers.isEmpty ?? true) && !(found?.listsOriginals ?? true)
    listsOriginals = found?.listsOriginals ?? true
    promised = preview?.promisedAt.map(wording.moment)
    note = fields.field("note", key: "note", value: form.note, optional: true)
    fee = preview.map { wording.money($0.fee) } ?? ""
    due = preview.map { wording.moment($0.dueAt) } ?? ""
    unit = preview?.unit.name[wording.language] ?? ""
    applicantName = form.applicant?.name ?? ""
    applicantNumber = form.applicant?.personalNumber ?? form.applicant?.passport ?? ""
    applicantPhone = form.applicant?.phone ?? ""
    ownerName = form.owner?.name
    collectorName = form.collector?.name ?? form.applicant?.name ?? ""
    ready = preview != nil
    isOwned = draft.citizen != nil
    self.offersSignIn = offersSignIn && draft.citizen == nil
  }
}

/// The form to take a draft up again.
struct ResumePage: Sendable {
  let problem: String?
}

/// What happens next, for somebody who has just filed.
struct FiledPage: Sendable {
  let code: String
  let secret: String
  let printedSecret: String
  let received: String
  let due: String
  let fee: String
  let payment: PaymentView?
  /// Whether there is an e-form to print.
  let hasForm: Bool

  /// - Parameter progress: the dossier as whoever holds its secret sees it; what was typed is forgotten once it is filed.
  init(_ dossier: ReceivedDossier, secret: String, _ progress: DossierProgress, _ wording: Wording) {
    hasForm = progress.forms.contains { $0.form == .application }
    code = dossier.code.rawValue
    self.secret = secret
    printedSecret = ReadableSecret.printed(secret)
    received = wording.moment(dossier.receivedAt)
    due = wording.moment(dossier.dueAt)
    fee = wording.money(dossier.fee)
    payment = PaymentView(progress.payment, wording)
  }
}

/// A file's size as people read it.
enum FileSize {
  static func text(_ bytes: Int) -> String {
    bytes >= 1_048_576
      ? "\(bytes * 10 / 1_048_576 / 10),\(bytes * 10 / 1_048_576 % 10) MB" : "\(max(1, bytes / 1024)) kB"
  }
}
