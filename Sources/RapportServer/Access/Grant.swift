import Foundation
import Hummingbird
import RapportCore
import Retrieval
import Store

/// Who asks, and what he may see.
struct Grant: Sendable {
    /// For the audit: the token's name and number.
    var who: String
    var role: AccessRole
    /// The models whose fans he sees; nil for all.
    var models: [String]?
    /// What the administrator calls him; nil where nobody needs a token.
    var name: String?
    /// Nil where nobody needs a token.
    var tokenID: Int64?
    /// What a browser's session must send with every change; nil for others.
    var csrf: String?
    /// Of a browser's session; see `Sessions.isGoingOn`.
    var sessionKey: [UInt8]?

    /// Whoever asks a server that listens to this machine alone and has no tokens.
    static let local = Grant(who: "local", role: .admin)

    init(who: String, role: AccessRole, models: [String]? = nil) {
        (self.who, self.role, self.models) = (who, role, models)
    }

    init(_ token: AccessToken, csrf: String? = nil, sessionKey: [UInt8]? = nil) {
        self.init(who: "\(token.name) (token \(token.id))", role: token.role, models: token.models)
        (name, tokenID, self.csrf, self.sessionKey) = (token.name, token.id, csrf, sessionKey)
    }

    /// Who is recorded as the chatter: with a token its holder, whatever he claims; else whom the request names.
    func chatter(claimed: String?) -> String? { name ?? claimed }

    /// Whether he may see this model's fans. Names are equal when their bytes are; see `PairID`.
    func admits(_ model: String) -> Bool {
        models?.contains { $0.utf8.elementsEqual(model.utf8) } ?? true
    }

    /// - Throws: `Problem` 403, which does not tell whether there is such a model.
    func check(_ model: String) throws {
        guard admits(model) else { throw Problem(.forbidden, "this token does not see the fans of that model") }
    }

    /// What a search may look at: pushed into the search itself, so that k hits come from what he may see.
    ///
    /// - Throws: `Problem` 403 where it asks for another model.
    func narrowed(_ conditions: Conditions) throws -> Conditions {
        guard let models else { return conditions }
        if let model = conditions.modelName { try check(model) }
        var conditions = conditions
        conditions.filter = Filter.all([
            conditions.filter, .isIn(attribute: "model", models.map(AttributeValue.text)),
        ])
        return conditions
    }
}
