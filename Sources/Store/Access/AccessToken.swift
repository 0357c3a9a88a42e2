import GRDB
import RapportCore

/// What a token's holder may do.
public enum AccessRole: String, Sendable, Codable, CaseIterable {
    /// Answers fans: suggestions, searches, fans and their conversations.
    case chatter
    /// Reads everything, SQL included.
    case analyst
    /// Also starts long work and uploads files.
    case admin
}

/// A token as it is stored: everything but the secret.
public struct AccessToken: Sendable, Equatable {
    public var id: Int64
    /// What the administrator calls its holder.
    public var name: String
    public var role: AccessRole
    /// The models whose fans its holder sees; nil for all.
    public var models: [String]?
    public var createdAt: Timestamp
    public var expiresAt: Timestamp
    public var revokedAt: Timestamp?

    /// Whether it lets anybody in.
    public func isValid(at now: Timestamp) -> Bool { revokedAt == nil && now < expiresAt }

    init(row: Row) throws {
        id = try row.value("token_id")
        name = try row.value("name")
        role = try AccessRole(rawValue: row.value("role")) ?? .chatter
        let list: String? = try row.value("models")
        // A list that cannot be read admits to nothing.
        models = list.map { AccessToken.models(fromJSON: $0) ?? [] }
        createdAt = try Timestamp(nanoseconds: row.value("created_at"))
        expiresAt = try Timestamp(nanoseconds: row.value("expires_at"))
        revokedAt = try (row.value("revoked_at") as Int64?).map { Timestamp(nanoseconds: $0) }
    }
}
