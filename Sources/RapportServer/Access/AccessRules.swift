import Store

/// Who may ask what: one line for each route. A route without a line is closed to everybody, and fails a test.
struct AccessRule: Sendable, Equatable {
    /// Nobody needs a token.
    var isOpen = false
    var roles: Set<AccessRole> = []
    /// How a token that sees some models only is held to them.
    var scope = Scope.everything
    var audit = Audit.nothing

    /// When the audit notes who asked.
    enum Audit: Sendable {
        /// What is answered is about no fan.
        case nothing
        /// Before the question is worked on; it names no fan.
        case asked
        /// Before the answer goes, with the fans whom it is about: the handler names them, and none that the store does not
        /// know, or an old address would bring a forgotten one's name back.
        case answered
    }

    enum Scope: Sendable {
        /// The answer is about no fan.
        case nothing
        /// The path names the model.
        case path
        /// The handler pushes the models into what it asks.
        case pushed
        /// Of all fans at once: closed to such a token.
        case everything
    }

    static let open = AccessRule(isOpen: true, scope: .nothing)

    private static func all(_ scope: Scope, _ audit: Audit = .nothing) -> AccessRule {
        AccessRule(roles: [.chatter, .analyst, .admin], scope: scope, audit: audit)
    }

    private static func analysts(_ audit: Audit = .nothing) -> AccessRule {
        AccessRule(roles: [.analyst, .admin], scope: .everything, audit: audit)
    }

    private static func admins(_ audit: Audit = .nothing) -> AccessRule {
        AccessRule(roles: [.admin], scope: .everything, audit: audit)
    }

    /// By method and path, as in `openapi.yaml`.
    static let routes: [String: AccessRule] = [
        "GET /v1/health/live": .open,
        "GET /v1/health/ready": .open,
        "GET /v1/session": .open,
        "POST /v1/session": .open,
        "DELETE /v1/session": .open,
        "GET /v1/health": all(.pushed),
        "GET /metrics": analysts(),
        "GET /v1/models": all(.pushed),
        "POST /v1/suggest": all(.pushed, .answered),
        // Its number is random and shown to the one who asked; nothing comes back.
        "POST /v1/feedback": all(.nothing),
        "POST /v1/search": all(.pushed, .answered),
        "GET /v1/fans": all(.pushed, .answered),
        "GET /v1/models/{model}/fans/{fan}": all(.path, .answered),
        "GET /v1/models/{model}/fans/{fan}/conversations": all(.path, .answered),
        "GET /v1/models/{model}/fans/{fan}/similar": all(.path, .answered),
        "GET /v1/models/{model}/fans/{fan}/evidence": all(.path, .answered),
        "GET /v1/runs": all(.everything),
        "GET /v1/runs/{run}/clusters": analysts(),
        "GET /v1/runs/{run}/points": all(.everything, .answered),
        // Pages about the store as a whole; they hold texts where their author's queries do.
        "GET /v1/notebooks": analysts(),
        "GET /v1/notebooks/{notebook}": analysts(.answered),
        "GET /v1/notebooks/{notebook}/pictures/{picture}": analysts(),
        "GET /v1/indexes": analysts(),
        "GET /v1/indexes/recall": analysts(),
        "GET /v1/ingests/last": analysts(),
        "GET /v1/stats": analysts(),
        "GET /v1/stats/llm": analysts(),
        "GET /v1/stats/suggestions": analysts(),
        "POST /v1/sql": analysts(.answered),
        "POST /v1/uploads": admins(.asked),
        "POST /v1/jobs": admins(.asked),
        "GET /v1/jobs": admins(),
        "GET /v1/settings": admins(),
        "GET /v1/jobs/{id}": admins(),
        "POST /v1/jobs/{id}/cancel": admins(),
        "GET /v1/jobs/{id}/events": admins(),
    ]
}
