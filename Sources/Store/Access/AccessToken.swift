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

    init(row: Row) {
        id = row["token_id"]
        name = row["name"]
        role = AccessRole(rawValue: row["role"]) ?? .chatter
        let list: String? = row["models"]
        // A list that cannot be read admits to nothing.
        models = list.map { AccessToken.models(fromJSON: $0) ?? [] }
        createdAt = Timestamp(nanoseconds: row["created_at"])
        expiresAt = Timestamp(nanoseconds: row["expires_at"])
        revokedAt = (row["revoked_at"] as Int64?).map { Timestamp(nanoseconds: $0) }
    }
}
