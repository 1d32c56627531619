import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Mustache
import NIOCore

/// Which surface a page belongs to; it decides the frame around it.
enum Surface: String, Sendable {
  /// Citizens.
  case portal
  /// Officers.
  case desk
}

/// Makes pages from a value and a template. No query and no rule is in a template; every sentence comes from the
/// catalogue.
struct Renderer: Sendable {
  private let library: MustacheLibrary
  private let texts: Texts
  private let trees: [Language: [String: any Sendable]]
  private let assets: Assets

  init(texts: Texts, assets: Assets) throws {
    self.texts = texts
    self.assets = assets
    trees = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, texts.tree($0)) })
    var library = MustacheLibrary()
    for url in Resources.files(["mustache"]) {
      let text = try String(contentsOf: url, encoding: .utf8)
      try library.register(text, named: url.deletingPathExtension().lastPathComponent)
    }
    self.library = library
  }

  /// A page as a response.
  func response(
    _ template: String, _ page: any Sendable, title: String, surface: Surface, _ context: SiteContext,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    let html = html(template, page, title: title, surface: surface, context)
    return Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: context.language.rawValue],
      body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
  }

  /// The present address in another language.
  private static func link(to language: Language, _ query: String) -> String {
    let kept = query.split(separator: "&").filter { !$0.hasPrefix("lang=") }
    return "?" + (kept.map(String.init) + ["lang=\(language.rawValue)"]).joined(separator: "&")
  }

  private func html(
    _ template: String, _ page: any Sendable, title: String, surface: Surface, _ context: SiteContext
  ) -> String {
    let language = context.language
    var root: [String: Any] = [
      "t": trees[language] ?? [:], "page": page, "title": title, "lang": language.rawValue,
      "dir": language.isRightToLeft ? "rtl" : "ltr", "form_token": context.formToken,
      "bootstrap": assets.path("bootstrap.min.css"),
      "stylesheet": assets.path("site.css"), "script": assets.path("site.js"),
      "desk_stylesheet": assets.path("desk.css"), "desk_script": assets.path("desk.js"),
      "surface": surface.rawValue,
      "kiosk": context.kiosk != nil && surface == .portal, "portal": surface == .portal, "desk": surface == .desk,
      "signs_in": context.signsIn && surface == .portal, "signed_in": context.citizen != nil,
      "languages": Language.allCases.map {
        [
          "code": $0.rawValue, "name": texts.text("shared.language-name", $0), "current": $0 == language,
          "link": Self.link(to: $0, context.query),
        ] as [String: Any]
      },
    ]
    if let actor = context.actor { root["actor"] = ActorLine(actor, signsIn: context.signsIn, texts, language) }
    return library.render(TemplateValue(root), withTemplate: template) ?? ""
  }
}

/// Who is signed in, as the desk's head shows it.
struct ActorLine: Sendable {
  let name: String
  let roles: String
  let readsDossiers: Bool
  let receives: Bool
  let keepsRegister: Bool
  let leads: Bool
  let readsCatalogue: Bool
  let seesTransfers: Bool
  let seesReadings: Bool
  let delegates: Bool
  let keepsAccounts: Bool
  /// Reads what was done to accounts, and keeps none.
  let readsAccountEvents: Bool
  let checksIdentity: Bool

  init(_ actor: Actor, signsIn: Bool, _ texts: Texts, _ language: Language) {
    name = actor.name
    roles = actor.roles.map { texts.text("shared.role.\($0.rawValue)", language) }.sorted().joined(separator: ", ")
    readsDossiers = actor.may(.readDossier)
    receives = actor.may(.fileDossier)
    keepsRegister = actor.may(.readRegisters)
    leads = actor.may(.keepAbsences)
    seesTransfers = actor.may(.settleTransfers)
    seesReadings = actor.may(.readReadings)
    checksIdentity = signsIn && actor.may(.checkIdentity)
    readsCatalogue = actor.may(.readCatalogue)
    delegates = actor.may(.delegateSignature)
    keepsAccounts = actor.may(.keepAccounts)
    readsAccountEvents = actor.may(.readAccountEvents) && !actor.may(.keepAccounts)
  }
}
