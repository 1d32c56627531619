import Centre
import Domain

/// The sample provider's pages. They look like nothing official: a frame says that all of it is made up.
struct SampleProviderPage: Sendable {
  let texts: Texts
  let language: Language

  init(_ texts: Texts, _ language: Language) {
    self.texts = texts
    self.language = language
  }

  private func text(_ key: String) -> String { texts.text("citizen.sample.\(key)", language) }

  /// The list of sample citizens. Everything in it is ours; of the request only a random ticket is repeated.
  func choice(ticket: String) -> String {
    let level = texts.text("citizen.level", language)
    let people = SampleCitizens.all.map { citizen in
      """
      <li><a href="/authorize/\(ticket)/\(citizen.subject)"><strong lang="vi">\(citizen.name)</strong>
      <span><bdi>\(citizen.number)</bdi> · \(level) \(citizen.level)</span></a></li>
      """
    }
    return frame(
      """
      <h1>\(text("title"))</h1><p>\(text("lead"))</p><ul>\(people.joined())</ul>
      <p><a href="/authorize/\(ticket)/none">\(text("decline"))</a></p>
      """)
  }

  /// The request was not what it must be.
  var refused: String { frame("<h1>\(text("title"))</h1><p>\(text("refused"))</p>") }

  private func frame(_ body: String) -> String {
    """
    <!doctype html><html lang="\(language.rawValue)" dir="\(language.isRightToLeft ? "rtl" : "ltr")"><head>
    <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(text("title"))</title><style>
    body { font: 18px/1.5 "Noto Sans", system-ui, sans-serif; margin: 0; color: #1d1d1d; background: #fff; }
    main { max-width: 36rem; margin: 0 auto; padding: 1rem; }
    .sample { background: #ffe8a3; border-block: 3px dashed #7a5a00; padding: .5rem 1rem; text-align: center; margin: 0; }
    ul { list-style: none; padding: 0; } li { margin-block: .6rem; }
    li a { display: block; border: 2px solid #1d1d1d; padding: .75rem 1rem; color: inherit; text-decoration: none; }
    li a:hover strong, li a:focus strong { text-decoration: underline; } li span { display: block; color: #4a4a4a; }
    a { color: #14466e; }
    </style></head><body><p class="sample">\(text("sign"))</p><main>\(body)</main></body></html>
    """
  }
}
