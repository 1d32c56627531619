import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Storage
import TestSupport
import Testing

@testable import Web

/// Every route, walked by every role from the dossier's own unit, from another and from the one above, and compared with
/// the table of permissions.
@Suite struct PermissionMatrixTests {
  /// Who gets through a route.
  enum Access {
    /// Anybody; what is one's own is asked for by its secret or draft.
    case everyone
    /// Any officer.
    case officer
    /// An officer with a permission that concerns the own unit.
    case unit(Permission)
    /// The same, for officers of the province's unit only.
    case province(Permission)
    /// An officer with a permission for the dossier's unit.
    case dossier(Permission)
    /// An officer with a permission for the unit of an account, which is the dossier's.
    case account(Permission)
  }

  /// Each route of pages by its path, with the access of each method. What is not here fails the test below.
  static let pages: [String: [HTTPRequest.Method: Access]] = [
    "/": [.get: .everyone], "/thu-tuc": [.get: .everyone], "/thu-tuc/{code}": [.get: .everyone],
    "/danh-muc/{list}": [.get: .everyone], "/nhu-cau/{need}": [.get: .everyone], "/dia-chi": [.post: .everyone],
    "/nop": [.post: .everyone], "/nop/tiep-tuc": [.get: .everyone, .post: .everyone],
    "/nop/to-khai.pdf": [.get: .everyone], "/nop/xong": [.get: .everyone], "/nop/ket-thuc": [.post: .everyone],
    "/nop/tep/gui": [.post: .everyone], "/tra-cuu": [.get: .everyone, .post: .everyone],
    "/tra-cuu/bo-sung": [.post: .everyone], "/tra-cuu/tep": [.post: .everyone], "/tra-cuu/rut": [.post: .everyone],
    "/tra-cuu/giay-tiep-nhan": [.post: .everyone], "/tra-cuu/giay-to": [.post: .everyone],
    "/verify": [.get: .everyone], "/verify/{token}": [.get: .everyone],
    "/verify/{token}/ban-sao.pdf": [.get: .everyone],
    "/assets/{name}": [.get: .everyone], "/health/live": [.get: .everyone], "/health/ready": [.get: .everyone],
    "/metrics": [.get: .everyone], "/nhat-ky": [.get: .everyone, .post: .everyone],
    // What is a citizen's own is asked for by the session; the provider's call is known by its token.
    "/dang-nhap": [.get: .everyone], "/dang-nhap/{provider}": [.get: .everyone],
    "/dang-nhap/{provider}/ve": [.get: .everyone], "/dang-nhap/{provider}/dang-xuat": [.post: .everyone],
    "/dang-nhap/{provider}/sau": [.post: .everyone], "/toi/nhap/{code}": [.post: .everyone],
    "/desk/identity-checks": [.get: .unit(.checkIdentity), .post: .unit(.checkIdentity)],
    "/toi": [.get: .everyone], "/toi/dang-xuat": [.post: .everyone], "/toi/da-thoat": [.get: .everyone],
    "/desk/sign-in": [.get: .everyone, .post: .everyone],
    "/desk/sign-in/code": [.get: .everyone, .post: .everyone],
    "/desk/sign-out": [.post: .officer], "/desk/account": [.get: .officer],
    "/desk/account/password": [.get: .officer, .post: .officer],
    "/desk/account/codes": [.get: .officer, .post: .officer], "/desk/account/codes/confirm": [.post: .officer],
    "/desk/account/codes/renew": [.post: .officer], "/desk/account/codes/remove": [.post: .officer],
    "/desk/account/sessions/end": [.post: .officer], "/desk/account/sessions/others": [.post: .officer],
    "/desk/delegations": [.get: .unit(.delegateSignature), .post: .unit(.delegateSignature)],
    "/desk/delegations/end": [.post: .unit(.delegateSignature)],
    "/admin/accounts": [.get: .unit(.keepAccounts), .post: .unit(.keepAccounts)],
    "/admin/accounts.csv": [.get: .unit(.keepAccounts)], "/admin/accounts/new": [.get: .unit(.keepAccounts)],
    "/admin/accounts/{account}": [.get: .account(.keepAccounts)],
    "/admin/accounts/{account}/post": [.post: .account(.keepAccounts)],
    "/admin/accounts/{account}/state": [.post: .account(.keepAccounts)],
    "/admin/accounts/{account}/password": [.post: .account(.keepAccounts)],
    "/admin/accounts/{account}/sessions/end": [.post: .account(.keepAccounts)],
    "/admin/accounts/{account}/recovery": [.post: .account(.recoverAccess)],
    "/admin/accounts/{account}/recovery/confirm": [.post: .account(.recoverAccess)],
    "/admin/accounts/{account}/recovery/withdraw": [.post: .account(.recoverAccess)],
    "/admin/account-events": [.get: .unit(.readAccountEvents)],
    "/admin/account-events.csv": [.get: .unit(.readAccountEvents)],
    "/desk": [.get: .unit(.readDossier)], "/desk/export.csv": [.get: .unit(.readDossier)],
    "/desk/many": [.post: .unit(.takeTurn)], "/desk/units": [.get: .officer], "/desk/addresses": [.post: .officer],
    "/desk/dossiers/{code}": [.get: .dossier(.readDossier)],
    "/desk/dossiers/{code}/receipt.pdf": [.get: .dossier(.readDossier)],
    "/desk/dossiers/{code}/control-sheet.pdf": [.get: .dossier(.readDossier)],
    "/desk/dossiers/{code}/scans/{place}": [.get: .dossier(.readDossier)],
    "/desk/receive": [.get: .unit(.fileDossier)],
    "/desk/receive/{code}": [.get: .unit(.fileDossier), .post: .unit(.fileDossier)],
    "/desk/read-card": [.post: .unit(.fileDossier)], "/desk/files": [.post: .officer],
    "/desk/preview": [.post: .unit(.fileDossier)],
    "/desk/transfers": [.get: .unit(.settleTransfers)], "/desk/transfers.csv": [.get: .unit(.settleTransfers)],
    "/desk/transfers/settle": [.post: .unit(.settleTransfers)],
    "/desk/readings": [.get: .unit(.readReadings)], "/desk/readings.csv": [.get: .unit(.readReadings)],
    "/desk/dossier-register": [.get: .unit(.readRegisters)],
    "/desk/dossier-register.pdf": [.get: .unit(.readRegisters)],
    "/desk/dossier-register.csv": [.get: .unit(.readRegisters)], "/desk/register": [.get: .unit(.readRegisters)],
    "/desk/register.pdf": [.get: .unit(.readRegisters)], "/desk/register.csv": [.get: .unit(.readRegisters)],
    "/desk/absences": [.get: .unit(.keepAbsences), .post: .unit(.keepAbsences)],
    "/desk/absences/end": [.post: .unit(.keepAbsences)],
    "/desk/closures": [.get: .unit(.closeUnit), .post: .unit(.closeUnit)],
    "/desk/closures/reopen": [.post: .unit(.closeUnit)],
    "/admin/catalogue": [.get: .unit(.readCatalogue)], "/admin/catalogue.csv": [.get: .unit(.readCatalogue)],
    "/admin/catalogue/{code}": [.get: .unit(.readCatalogue)],
    "/admin/catalogue/{code}/source.yaml": [.get: .unit(.readCatalogue)],
    "/admin/catalogue/{code}/compare": [.get: .unit(.readCatalogue)],
    "/admin/catalogue/publish": [.get: .province(.publishCatalogue), .post: .province(.publishCatalogue)],
    "/admin/catalogue/check": [.post: .province(.publishCatalogue)],
    "/admin/catalogue/{code}/withdraw": [.post: .province(.publishCatalogue)],
    "/desk/kiosk": [.get: .officer, .post: .unit(.openKiosk)], "/desk/kiosk/end": [.post: .officer],
  ]

  /// The routes of programs.
  static let api: [String: [HTTPRequest.Method: Access]] = [
    "/api/v1/openapi.json": [.get: .everyone], "/api/v1/procedures": [.get: .everyone],
    "/api/v1/procedures/{code}": [.get: .everyone], "/api/v1/units": [.get: .everyone],
    "/api/v1/log/key": [.get: .everyone], "/api/v1/log/head": [.get: .everyone],
    "/api/v1/log/heads": [.get: .everyone], "/api/v1/log/entries": [.get: .everyone],
    "/api/v1/log/proof/inclusion": [.get: .everyone], "/api/v1/log/proof/consistency": [.get: .everyone],
    // What the bank signs is asked for no token.
    "/api/v1/bank/notifications": [.post: .everyone],
    // A client shows its own secret.
    "/api/v1/oauth/token": [.post: .everyone],
    "/api/v1/dossiers": [.post: .dossier(.fileDossier)], "/api/v1/dossiers/{code}": [.get: .dossier(.readDossier)],
    "/api/v1/dossiers/{code}/events": [.get: .dossier(.readDossier)], "/api/v1/files": [.post: .officer],
  ]

  /// What can be done to a dossier, by page and by program.
  static let actions = ["/desk/dossiers/{code}/actions/{action}", "/api/v1/dossiers/{code}/actions/{action}"]

  /// The permission of an action.
  static func permission(_ action: DossierAction) -> Permission {
    switch action {
    case .pay: .takePayment
    case .supplement: .supplementDossier
    case .withdraw: .withdrawDossier
    case .externalStatus: .tellExternalStatus
    case .takeBack: .takeBackStep
    case .reassign: .reassignTurn
    default: .takeTurn
    }
  }

  static let roles = Role.allCases.filter { $0 != .citizen }
  static let units: [UnitCode] = ["24958", "24781", "68"]
  static let own: UnitCode = "24958"

  @Test func everyRouteHasItsAccess() async throws {
    let house = try await TestHouse.openCourse(.sqlite)
    let site = try Site(centre: house.centre, configuration: SiteConfiguration(), logger: Logger(label: "test"))
    let prints = StandardForm.allCases.map { "/desk/dossiers/{code}/\($0.rawValue).pdf" }
    let filing = FilingRoutes.Step.allCases.map(\.path)
    for route in site.router().routes where route.method != .head {
      let path = "\(route.path)"
      let known =
        Self.pages[path]?[route.method] != nil || Self.api[path]?[route.method] != nil
        || Self.actions.contains(path) || prints.contains(path) || filing.contains(path)
      #expect(known, "\(route.method) \(path) is not in the matrix")
    }
  }

  @Test(arguments: units) func pagesKeepToTheTable(_ unit: UnitCode) async throws {
    let house = try await TestHouse.openCourse(.sqlite)
    let code = try await house.receiveCourse()
    let site = try Site(centre: house.centre, configuration: SiteConfiguration(), logger: Logger(label: "test"))
    for role in Self.roles where role != .apiClient {
      try await house.centre.keepAccount(
        username: role.rawValue, name: "Cán bộ Mẫu", title: "", unit: unit, roles: [role], password: DeskVisits.password
      )
    }
    let target = try await house.colleague("target", "Cán bộ Khác", [.specialist]).id
    let prints = Dictionary(
      uniqueKeysWithValues: StandardForm.allCases.map {
        ("/desk/dossiers/{code}/\($0.rawValue).pdf", [HTTPRequest.Method.get: Access.dossier(.readDossier)])
      })
    try await site.application().test(.router) { client in
      for role in Self.roles where role != .apiClient {
        let visitor = Visitor(client)
        try await visitor.signIn(role)
        let actor = Actor(kind: .staff, id: role.rawValue, name: "", unit: unit, roles: [role])
        for action in DossierAction.allCases where action.stepAction == nil || action == .work {
          try await visitor.openForm()
          try await visitor.post(
            "/desk/dossiers/\(code.rawValue)/actions/\(action.rawValue)", [("key", UUID().uuidString)])
          Self.expect(
            visitor.isRefused, Self.allows(.dossier(Self.permission(action)), actor), narrowed: action == .takeBack,
            "\(role) of \(unit): \(action) \(visitor.status)")
        }
        let routes = Self.pages.merging(prints) { page, _ in page }
        // Who makes a machine a kiosk is signed out by it.
        let last = "/desk/kiosk"
        let paths = routes.keys.filter { $0 != last }.sorted() + [last]
        for path in paths where !["/desk/sign-out", "/desk/files"].contains(path) {
          for (method, access) in (routes[path] ?? [:]).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            if case .everyone = access { continue }
            let filled = path.replacingOccurrences(
              of: "{code}", with: path.contains("dossiers") ? code.rawValue : "2.000815"
            ).replacingOccurrences(of: "{place}", with: "0").replacingOccurrences(of: "{account}", with: target)
            if method == .post {
              try await visitor.openForm()
              try await visitor.post(filled, [])
            } else {
              try await visitor.open(filled)
            }
            // Who may not see a list is led to what they may see.
            let isLedAway = method == .get && visitor.path != filled
            // A paper that was not made is not found by who may see it, either.
            Self.expect(
              visitor.isRefused || isLedAway, Self.allows(access, actor),
              narrowed: visitor.status == .notFound && path.contains("{code}/"),
              "\(role) of \(unit): \(method) \(path) \(visitor.status)")
          }
        }
      }
    }
  }

  @Test(arguments: units) func programsKeepToTheTable(_ unit: UnitCode) async throws {
    let house = try await TestHouse.openCourse(.sqlite)
    let code = try await house.receiveCourse()
    let site = try Site(centre: house.centre, configuration: SiteConfiguration(), logger: Logger(label: "test"))
    try await site.application().test(.router) { client in
      for role in Self.roles {
        let token = try await house.centre.createToken(unit: unit, role: role, label: "test")
        let actor = Actor(kind: .client, id: "token", name: "", unit: unit, roles: [role])
        func call(_ method: HTTPRequest.Method, _ path: String, _ body: String = "{}") async throws
          -> HTTPResponse.Status
        {
          var headers: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
          headers[.idempotencyKey] = UUID().uuidString
          return try await client.execute(
            uri: path, method: method, headers: headers, body: method == .post ? ByteBuffer(string: body) : nil
          ).status
        }
        for action in DossierAction.allCases where action.stepAction == nil || action == .work {
          let status = try await call(.post, "/api/v1/dossiers/\(code.rawValue)/actions/\(action.rawValue)")
          Self.expect(
            Self.isRefused(status), Self.allows(.dossier(Self.permission(action)), actor),
            narrowed: action == .takeBack,
            "program as \(role) of \(unit): \(action) \(status)")
        }
        for (path, methods) in Self.api {
          for (method, access) in methods {
            if case .everyone = access { continue }
            let filled = path.replacingOccurrences(
              of: "{code}", with: path.contains("dossiers") ? code.rawValue : "2.000815")
            let body = path == "/api/v1/dossiers" ? Self.filing : "{}"
            let status = try await call(method, filled, body)
            Self.expect(
              Self.isRefused(status), Self.allows(access, actor), narrowed: false,
              "program as \(role) of \(unit): \(method) \(path) \(status)")
          }
        }
      }
    }
  }

  @Test func nobodyGetsInWithoutSigningIn() async throws {
    let house = try await TestHouse.openCourse(.sqlite)
    let code = try await house.receiveCourse()
    let site = try Site(centre: house.centre, configuration: SiteConfiguration(), logger: Logger(label: "test"))
    try await site.application().test(.router) { client in
      let visitor = Visitor(client)
      for route in site.router().routes where route.method != .head {
        let path = "\(route.path)"
        guard path.hasPrefix("/desk") || path.hasPrefix("/admin") else { continue }
        if case .everyone? = Self.pages[path]?[route.method] { continue }
        let filled = path.replacingOccurrences(
          of: "{code}", with: path.contains("dossiers") ? code.rawValue : "2.000815"
        ).replacingOccurrences(of: "{action}", with: "work").replacingOccurrences(of: "{place}", with: "0")
        if route.method == .post {
          try await visitor.openForm()
          try await visitor.post(filled, [])
        } else {
          try await visitor.open(filled)
        }
        #expect(visitor.isRefused, "\(route.method) \(path) \(visitor.status)")
      }
    }
  }

  private static let filing = """
    {"procedure": "2.000815", "unit": "24958",
     "applicant": {"name": "Nguyễn Văn Mẫu", "personal_number": "068090000101", "phone": "0900000111"},
     "originals": [{"name": "Bằng tốt nghiệp", "pages": 3, "copies": 2}]}
    """

  /// What the table says. The dossier is one of `own`, where the specialist has the turn.
  private static func allows(_ access: Access, _ actor: Actor) -> Bool {
    switch access {
    case .everyone, .officer: true
    case .unit(let permission): actor.may(permission)
    case .province(let permission): actor.may(permission) && actor.unit == "68"
    case .dossier(let permission): actor.role(for: permission, in: own, under: "68", turn: .specialist) != nil
    case .account(let permission): actor.role(for: permission, in: own, under: "68") != nil
    }
  }

  private static func isRefused(_ status: HTTPResponse.Status) -> Bool {
    [.unauthorized, .forbidden, .notFound].contains(status)
  }

  /// - Parameter narrowed: whether a rule of the dossier may refuse what the table allows.
  private static func expect(_ isRefused: Bool, _ allowed: Bool, narrowed: Bool, _ told: Comment) {
    if allowed {
      if !narrowed { #expect(!isRefused, told) }
    } else {
      #expect(isRefused, told)
    }
  }
}

extension Visitor {
  /// Opens a page that every officer sees and that has a form, so that what is posted next carries its token.
  fileprivate func openForm() async throws { try await open("/desk/kiosk") }

  /// Whether the visitor was sent away.
  fileprivate var isRefused: Bool {
    [.unauthorized, .forbidden, .notFound].contains(status) || path.hasPrefix("/desk/sign-in")
  }
}
