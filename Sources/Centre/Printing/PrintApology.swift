import Domain
import Paper

extension Centre {
  /// The apology for what will be late (văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết hồ sơ). When the
  /// program sent it, whoever prepared it last is named.
  func apology(_ history: History, _ apology: Apology) throws -> Notice {
    var matter = try matter(history)
    if matter.officer == nil {
      let prepared = history.events.last { event in
        if case .apologyPrepared = event.change { event.sequence < history.event.sequence } else { false }
      }
      matter.officer = prepared.flatMap { officer($0.actor, signs: false) }
    }
    return .apology(
      matter, .apology, from: history.before?.dueAt ?? history.dossier.dueAt, to: apology.newDueAt,
      reason: apology.reason, formTexts(history.language))
  }

  /// The same form for more time that was given by a rule.
  func extended(_ history: History, _ extended: Extension) throws -> Notice {
    let times = history.events.count { event in
      if case .extended = event.change { event.sequence <= history.event.sequence } else { false }
    }
    return .apology(
      try matter(history),
      .extended(workingDays: extended.workingDays, time: times, agreed: extended.agreedInWriting),
      from: extended.previousDueAt, to: extended.dueAt, reason: extended.reason, formTexts(history.language))
  }
}
