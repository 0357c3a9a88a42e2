import Foundation
import RapportCore
import Store

/// What long work may take in, whom it asks and what that may cost, for those who decide whether to start it:
/// `GET /v1/settings`.
public struct JobTerms: Encodable, Sendable {
    /// The language model that makes profiles, where rules are not asked for.
    struct LanguageModel: Encodable, Sendable {
        var name: String
        /// Whom the chats are sent to; nil for a recording.
        var host: String?
        /// Whether its prices are set, without which nobody knows what it costs.
        var hasPrices: Bool
        /// What all calls may come to, those of earlier runs counted.
        var budgetUSD: Double?
        var spentUSD: Double

        enum CodingKeys: String, CodingKey {
            case name, host
            case hasPrices = "has_prices"
            case budgetUSD = "budget_usd"
            case spentUSD = "spent_usd"
        }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encode(name, forKey: .name)
            try object.encode(host, forKey: .host)
            try object.encode(hasPrices, forKey: .hasPrices)
            try object.encode(budgetUSD, forKey: .budgetUSD)
            try object.encode(spentUSD, forKey: .spentUSD)
        }
    }

    struct Embedder: Encodable, Sendable {
        var name: String
        /// Whether it computes in this process: nothing is sent to anybody and nothing is paid.
        var isLocal: Bool

        enum CodingKeys: String, CodingKey {
            case name
            case isLocal = "is_local"
        }
    }

    var uploadLimitBytes: Int
    var embedder: Embedder
    /// Nil where rules make the profiles.
    var languageModel: LanguageModel?

    enum CodingKeys: String, CodingKey {
        case embedder
        case uploadLimitBytes = "upload_limit_bytes"
        case languageModel = "language_model"
    }

    /// - Complexity: O(calls).
    /// - Throws: `StoreError`; where a setting cannot be.
    public init(of workspace: Workspace, uploadLimitBytes: Int) throws {
        self.uploadLimitBytes = uploadLimitBytes
        embedder = Embedder(name: workspace.embedder.identifier, isLocal: workspace.isEmbedderLocal)
        let variables = workspace.settings.variables
        let spent = try workspace.store.spentUSD()
        if let recording = variables["RAPPORT_LLM_REPLAY"], !recording.isEmpty {
            languageModel = LanguageModel(name: "a recording", hasPrices: true, spentUSD: spent)
        } else if let settings = try workspace.settings.languageModel() {
            languageModel = LanguageModel(
                name: settings.model, host: URLComponents(string: settings.baseURL)?.host,
                hasPrices: settings.prices != nil, budgetUSD: settings.budgetUSD, spentUSD: spent)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(uploadLimitBytes, forKey: .uploadLimitBytes)
        try object.encode(embedder, forKey: .embedder)
        try object.encode(languageModel, forKey: .languageModel)
    }
}
