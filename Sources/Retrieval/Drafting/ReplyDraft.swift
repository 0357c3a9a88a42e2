import LanguageModel
import RapportCore

/// What the language model answers: `schemas/suggest-reply.schema.json`.
struct ReplyDraft: Decodable, Sendable {
    struct Reply: Decodable, Sendable {
        var text: String
        /// Numbers of the exchanges that the reply leans on, from 1.
        var basedOn: [Int]

        enum CodingKeys: String, CodingKey {
            case text
            case basedOn = "based_on"
        }
    }

    var replies: [Reply]

    static let schemaName = "suggest_reply"
    private static let assetName = "schemas/suggest-reply.schema.json"

    /// - Throws: `LLMError.badSchema` where the program carries no such schema or one that cannot be checked.
    static func schema() throws(LLMError) -> ReplySchema {
        guard let asset = Asset.named(assetName) else {
            throw .badSchema(name: schemaName, problem: "the program does not carry \(assetName)")
        }
        return try ReplySchema(name: schemaName, jsonText: asset.text)
    }
}
