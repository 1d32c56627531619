import Centre
import Domain
import Hummingbird
import Logging
import NIOCore

/// What is known of a request while it is answered.
struct SiteContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The language of the answer.
  var language: Language = .vi
  /// What stands behind the `?` of the address, so that the same page can be asked for in another language.
  var query = ""
  /// The unit whose kiosk the machine is; `nil` for everybody's own device.
  var kiosk: UnitCode?
  /// The signed-in officer.
  var actor: Actor?
  /// Who comes with a session's cookie, something still being to be done perhaps.
  var visit: SessionVisit?
  /// What the browser calls itself.
  var browser = ""
  /// The secret of the officer's session cookie.
  var sessionSecret: String?
  /// The signed-in citizen.
  var citizen: Citizen?
  /// The secret of the citizen's session cookie.
  var citizenSecret: String?
  /// Whether citizens can sign in here: there is a provider, and the machine is nobody's kiosk.
  var signsIn = false
  /// The secret of the visitor's cookie, which the form token is made from.
  var visitor = ""
  /// Where the request comes from, for slowing down guessing.
  var place: String

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    place = ClientPlace.of(source.channel.remoteAddress?.ipAddress ?? "local")
  }

  /// Form bodies are bounded where they are read; this bound is for the framework's own decoding.
  var maxUploadSize: Int { FormBody.limit }
}
