import Centre
import Domain
import Storage

/// A name and a value.
struct DossierFact: Sendable {
  let fact: String
  let told: String
}

/// What the page tells of a dossier beside its papers: its people, its time, what another system says of it.
struct DossierFacts: Sendable {
  let file: DossierFile
  let catalogue: Catalogue
  let wording: Wording
  let now: Instant

  private func fact(_ key: String, _ value: String?) -> DossierFact? {
    value.map { DossierFact(fact: wording.text(key), told: $0) }
  }

  private func unit(_ code: UnitCode) -> String { catalogue.units.unit(code)?.name[wording.language] ?? code.rawValue }

  /// Who filed, whose it is, what it costs.
  var people: [DossierFact] {
    let dossier = file.dossier
    let reception = dossier.reception
    let elsewhere = reception.receivingUnit == reception.competentUnit ? nil : unit(reception.receivingUnit)
    return [
      fact("desk.fact.filer", reception.filer.name), fact("desk.fact.identity", reception.filer.identity.number),
      fact("citizen.fact.identified", identified),
      fact("desk.fact.born", reception.filer.born?.display), fact("desk.fact.phone", reception.filer.phone),
      fact("desk.fact.address", reception.filer.address), fact("desk.fact.owner", reception.owner?.name),
      fact("desk.fact.collector", reception.collector?.name), fact("dossier.fact.received-in", elsewhere),
      fact("desk.fact.unit", unit(reception.competentUnit)),
      fact("dossier.fact.helped-by", reception.helpingUnit.map(unit)),
      fact(
        "desk.fact.fee", wording.money(reception.fee) + (dossier.unpaid == 0 && reception.fee > 0 ? " ✓" : "")),
      fact("dossier.fact.exemption", exemption), fact("dossier.fact.follows", reception.follows?.rawValue),
      fact("desk.fact.note", reception.note),
    ].compactMap { $0 }
  }

  /// How a person who filed online was identified.
  private var identified: String? {
    guard let identification = file.dossier.reception.identification else { return nil }
    let name = file.identifiedBy?[wording.language] ?? identification.provider
    if let level = identification.level {
      return wording.text(
        "citizen.fact.by", ["provider": name, "level": String(level.rawValue)])
    }
    guard let at = file.identityCheck?.settledAt, let by = file.identityCheck?.settledBy else {
      return wording.text("citizen.fact.waits", ["provider": name])
    }
    return wording.text("citizen.fact.checked", ["name": by.name, "at": wording.moment(at)])
  }

  private var exemption: String? {
    file.dossier.reception.exemption.map { key in
      file.procedure.fee.exemptions?.first { $0.key == key }?.name[wording.language] ?? key
    }
  }

  /// Its time: received, due by law, promised, what moved it.
  var time: [DossierFact] {
    let dossier = file.dossier
    let received =
      "\(wording.moment(dossier.reception.receivedAt)) · "
      + wording.text("shared.channel.\(dossier.reception.channel.rawValue)")
    return [
      fact("portal.progress.received", received), fact("dossier.fact.due-by-law", wording.moment(dossier.dueAt)),
      fact("dossier.fact.promised", dossier.promisedAt.map(wording.moment)),
      fact("dossier.fact.waits-until", file.waitsUntil.map(wording.moment)),
    ].compactMap { $0 }
      + inUnits
      + dossier.pauses.compactMap { fact("dossier.fact.pause", pause($0)) }
      + dossier.extensions.compactMap { fact("dossier.fact.extension", wording.counted("days", $0.workingDays)) }
      + [
        fact("dossier.fact.supplement-until", supplementUntil), fact("dossier.fact.apology", apology),
        fact("dossier.fact.reminded", dossier.remindedAt.map(wording.moment)),
        fact("dossier.fact.external", external),
      ].compactMap { $0 }
  }

  /// The time of each unit, when two have to do with it.
  private var inUnits: [DossierFact] {
    let reception = file.dossier.reception
    guard reception.receivingUnit != reception.competentUnit else { return [] }
    return file.timeInUnits.map { side in
      DossierFact(
        fact: wording.text("dossier.fact.in-unit", ["unit": unit(side.unit)]),
        told: wording.text(
          "dossier.time.worked", ["hours": String(side.minutes / 60), "minutes": String(side.minutes % 60)]))
    }
  }

  private func pause(_ pause: Pause) -> String {
    let end = pause.until.map(wording.moment) ?? wording.text("dossier.pause.lasts")
    return "\(wording.text("dossier.pause.\(pause.cause.rawValue)")): \(wording.moment(pause.from)) – \(end)"
  }

  private var supplementUntil: String? {
    guard file.dossier.state == .supplement else { return nil }
    return file.dossier.supplementRequest.map { wording.moment($0.until) }
  }

  private var apology: String? {
    guard let apology = file.dossier.apology else { return nil }
    let values = ["date": wording.moment(apology.newDueAt), "reason": apology.reason]
    return wording.text(file.dossier.apologySentAt == nil ? "dossier.apology.prepared" : "dossier.apology.sent", values)
  }

  private var external: String? {
    let code = file.dossier.external?.code ?? file.dossier.reception.externalCode
    return code.map { code in
      file.dossier.external.map { "\(code) · \($0.system): \($0.status)" } ?? code
    }
  }

  /// Whose turn it is: the step, the role, the unit when it is another one, the colleague when one was named.
  var turn: String? {
    guard let turn = file.dossier.turn else { return nil }
    let step = file.procedure.step(turn.step)?.name[wording.language] ?? turn.step.rawValue
    let role = wording.text("shared.role.\(turn.role.rawValue)")
    let who = [role, turn.assignee?.name, unit(turn.unit)].compactMap { $0 }.joined(separator: ", ")
    return "\(step) (\(who))"
  }
}
