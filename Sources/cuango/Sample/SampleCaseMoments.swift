import Centre
import Domain
import Storage

extension SampleDay {
  /// When each sample case was filed and acted on.
  func caseMoments() -> [Moment] {
    let boxes = SampleCase.all.map { _ in SampleCode() }
    return SampleCase.all.enumerated().flatMap { place, sample in
      let box = boxes[place]
      let followed = sample.followsLast && place > 0 ? boxes[place - 1] : nil
      let filed = Moment(at: moment(of: sample, after: 0)) {
        box.set(try await file(sample, place, follows: followed?.code))
      }
      return [filed]
        + sample.acts.enumerated().map { index, act in
          Moment(at: moment(of: sample, after: index + 1)) { try await perform(act, on: box, sample, place, index) }
        }
    }
  }

  /// When a case was filed, for 0, or acted on.
  private func moment(of sample: SampleCase, after acts: Int) -> Instant {
    let day = workingDay(sample.day + sample.pace * acts)
    let onSampleDay = sample.day + sample.pace * acts >= 0
    let shift = onSampleDay && !isOfficeTime ? Self.lateShift : 0
    let minutes = sample.minute + shift + (sample.pace == 0 ? acts * 11 : 0)
    return .at(day, TimeOfDay(minutes: minutes))
  }

  private func file(_ sample: SampleCase, _ place: Int, follows: DossierCode?) async throws -> DossierCode {
    let today = clock.now.date
    guard let procedure = centre.catalogue.procedure(sample.procedure, on: today) else {
      throw ConfigurationFault(description: "no procedure \(sample.procedure.rawValue) for a sample case")
    }
    let actor =
      sample.channel == .counter ? try actor(.receivingOfficer, sample.unit) : .citizen(draft: "SAMPLECASE\(place)")
    var form = DossierForm()
    form.procedure = sample.procedure.rawValue
    form.unit = sample.unit.rawValue
    form.competent = sample.competent?.rawValue
    form.channel = sample.channel.rawValue
    form.applicant = SamplePeople.citizens[sample.citizen].form
    form.answers = Self.dated(sample.answers, today)
    form.follows = follows?.rawValue
    form.papers = []
    for needed in procedure.papersToSend(for: Answers(form.answers ?? [:])) where !(needed.optional ?? false) {
      var paper = PaperForm()
      paper.key = needed.key
      if sample.channel == .counter {
        paper.onPaper = "yes"
      } else if let scan = SampleScans.all["Giấy khai sinh"] {
        paper.files = [try await send(scan, by: actor)]
      }
      form.papers?.append(paper)
    }
    let received = try await centre.receiveDossier(
      form, by: actor, key: IdempotencyKey("sample-case-\(place)", request: form))
    if sample.channel == .counter, received.fee > 0 {
      _ = try await centre.act(
        .pay, on: received.code, DossierAct(), by: actor, key: IdempotencyKey("sample-case-pay-\(place)", request: form)
      )
    }
    return received.code
  }

  private func perform(
    _ act: SampleCase.Act, on box: SampleCode, _ sample: SampleCase, _ place: Int, _ index: Int
  ) async throws {
    guard let code = box.code else { return }
    let key = "sample-case-\(place)-\(index)"
    switch act {
    case .step(let answers, let outcome):
      let file = try await centre.readDossier(code, by: actor(.receivingOfficer, sample.unit))
      guard let turn = file.dossier.turn, let step = file.procedure.step(turn.step),
        let action = DossierAction.allCases.first(where: { $0.stepAction == step.action })
      else { return }
      let officer = try actor(turn.role, turn.unit)
      var done = DossierAct()
      done.outcome = outcome
      done.answers = answers.isEmpty ? nil : Self.dated(answers, clock.now.date)
      if action == .returnResult, file.dossier.unpaid > 0 {
        _ = try await centre.act(
          .pay, on: code, DossierAct(), by: officer, key: IdempotencyKey("\(key)-pay", request: done))
      }
      _ = try await centre.act(action, on: code, done, by: officer, key: IdempotencyKey(key, request: done))
    case .other(let action, let reason, let role):
      var done = DossierAct()
      if action == .requestSupplement {
        done.items = [SupplementRequest.Item(about: nil, text: reason)]
      } else {
        done.note = reason
      }
      let officer = try actor(role, sample.competent ?? sample.unit)
      _ = try await centre.act(action, on: code, done, by: officer, key: IdempotencyKey(key, request: done))
    }
  }

  /// Answers with the days of the sample: `@` is the day itself, `@-12` twelve days before; `@words-12` the same in
  /// words.
  static func dated(_ answers: [String: String], _ today: CivilDate) -> [String: String] {
    answers.mapValues { value in
      guard value.hasPrefix("@") else { return value }
      let inWords = value.hasPrefix("@words")
      let day = today.adding(days: Int(value.dropFirst(inWords ? 6 : 1)) ?? 0)
      return inWords ? "Ngày \(day.day) tháng \(day.month) năm \(day.year)" : day.iso
    }
  }
}
