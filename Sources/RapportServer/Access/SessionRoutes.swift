import HTTPTypes
import Hummingbird
import RapportCore
import Store

/// `/v1/session`: a browser signs in with a token and gets a cookie for it.
struct SessionRoutes {
    let gate: AccessGate
    /// Whether the cookie may travel encrypted only.
    let isSecure: Bool

    func add(to routes: RouteTable) {
        routes.get("/v1/session") { request, context in
            try APIRoutes.response(SessionCard(gate.known(request, context)))
        }
        routes.post("/v1/session") { request, context in
            let body = try await APIRoutes.body(SessionBody.self, of: request)
            guard let secret = AccessSecret(body.token), let token = try gate.access.token(of: secret, at: gate.now())
            else {
                try gate.countFailure(context)
                throw Problem(.unauthorized, "this token is unknown, expired or revoked")
            }
            try gate.count(Grant(token))
            let session = gate.sessions.begin(tokenID: token.id, now: gate.now())
            var response = try APIRoutes.response(SessionCard(Grant(token, csrf: session.csrf)))
            response.headers[.setCookie] = cookie(session.secret, seconds: Sessions.seconds)
            return response
        }
        routes.delete("/v1/session") { request, _ in
            if let cookie = gate.cookie(of: request) { gate.sessions.end(cookie) }
            return Response(status: .noContent, headers: [.setCookie: cookie("", seconds: 0)])
        }
    }

    private func cookie(_ value: String, seconds: Int64) -> String {
        "\(gate.cookieName)=\(value); Path=/; HttpOnly; SameSite=Strict; Max-Age=\(seconds)"
            + (isSecure ? "; Secure" : "")
    }
}

/// `POST /v1/session`
struct SessionBody: Decodable {
    var token: String
}

/// Who one is.
struct SessionCard: Encodable {
    var role: AccessRole
    /// Null for all.
    var models: [String]?
    /// What `X-CSRF-Token` must say in a browser's session.
    var csrf: String?

    enum CodingKeys: String, CodingKey {
        case role, models, csrf
    }

    init(_ grant: Grant) {
        (role, models, csrf) = (grant.role, grant.models, grant.csrf)
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(role, forKey: .role)
        try object.encode(models, forKey: .models)
        try object.encode(csrf, forKey: .csrf)
    }
}
