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
    private static let assetName = "schemas/profile-reply.schema.json"

    /// - Throws: `LLMError.badSchema` where the program carries no such schema or one that cannot be checked.
    static func schema() throws(LLMError) -> ReplySchema {
        guard let asset = Asset.named(assetName) else {
            throw .badSchema(name: schemaName, problem: "the program does not carry \(assetName)")
        }
        return try ReplySchema(name: schemaName, jsonText: asset.text)
    }
}
