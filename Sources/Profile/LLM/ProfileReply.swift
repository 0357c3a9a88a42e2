import LanguageModel
import RapportCore

/// What the language model answers: `schemas/profile-reply.schema.json`.
struct ProfileReply: Decodable, Sendable {
    struct Item: Decodable, Sendable {
        var item: String
        var statements: [Statement]
    }

    struct Statement: Decodable, Sendable {
        /// Numbers of the prompt.
        var rows: [Int]
        var field: ProfileField
        var text: String
    }

    var profiles: [Item]

    static let schemaName = "profile_reply"

    /// - Throws: `LLMError.badSchema` where the program carries no such schema or one that cannot be checked.
    static func schema() throws(LLMError) -> ReplySchema {
        try .carried("profile-reply", named: schemaName)
    }
}
