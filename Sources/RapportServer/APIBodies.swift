import Hummingbird
import HummingbirdCore
import RapportCore
import Retrieval
import Store

/// `POST /v1/suggest`
struct SuggestBody: Decodable {
    var text: String
    var model: String?
    /// The fan who asks; needs `model`.
    var fan: String?
    var minSuccessRate: Double?
    /// A filter on attributes of turns.
    var `where`: String?
    /// Who asks, and so sees the suggestions.
    var chatter: String?

    enum CodingKeys: String, CodingKey {
        case text, model, fan, `where`, chatter
        case minSuccessRate = "min_success_rate"
    }

    func request() throws -> SuggestRequest {
        var pair: PairID?
        if let fan {
            guard let model else { throw Problem(.badRequest, "a fan is a fan of one model; send 'model' with 'fan'") }
            pair = PairID(fanID: fan, modelName: model)
        }
        return SuggestRequest(
            text: text, pair: pair,
            conditions: Conditions(
                filter: try `where`.map { try Filter(parsing: $0) }, modelName: model,
                minimumSuccessRate: minSuccessRate))
    }
}

/// `POST /v1/search`
struct SearchBody: Decodable {
    var text: String
    var mode: SearchMode?
    var collection: RecordCollection?
    var k: Int?
    var model: String?
    var minSuccessRate: Double?
    var `where`: String?

    enum CodingKeys: String, CodingKey {
        case text, mode, collection, k, model, `where`
        case minSuccessRate = "min_success_rate"
    }

    func request() throws -> SearchRequest {
        SearchRequest(
            text: text, mode: mode ?? .semantic, collection: collection ?? .turns, k: k ?? 10,
            conditions: Conditions(
                filter: try `where`.map { try Filter(parsing: $0) }, modelName: model,
                minimumSuccessRate: minSuccessRate))
    }
}

/// The query string of `similar`.
struct SimilarQuery {
    private let parameters: FlatDictionary<Substring, Substring>

    init(_ uri: URI) { parameters = uri.queryParameters }

    func request(for pair: PairID) throws -> SimilarRequest {
        SimilarRequest(
            pair: pair, also: try texts("also").map { try PairID(parsing: $0) },
            unlike: try texts("unlike").map { try PairID(parsing: $0) },
            method: try value("method", SimilarityMethod.init(rawValue:)) ?? .text,
            k: try value("k", Int.init) ?? 10,
            conditions: Conditions(
                filter: try text("where").map { try Filter(parsing: $0) }, modelName: try text("model"),
                minimumSuccessRate: try value("min_success_rate", Double.init)),
            stages: Set(try texts("stage").map { try read("stage", $0, Int.init) }),
            minimumRevenue: try value("min_revenue", Double.init),
            activeSince: try text("active_since").map { try Timestamp(parsing: $0) },
            profileWeight: try value("profile_weight", Double.init))
    }

    private func value<Value>(_ name: String, _ read: (String) -> Value?) throws -> Value? {
        try text(name).map { try self.read(name, $0, read) }
    }

    private func read<Value>(_ name: String, _ text: String, _ read: (String) -> Value?) throws -> Value {
        guard let value = read(text) else {
            throw Problem(.badRequest, "the query parameter '\(name)' has a value that is not allowed")
        }
        return value
    }

    /// - Throws: `Problem` where a parameter stands twice, which would leave open which one counts.
    private func text(_ name: String) throws -> String? {
        let values = texts(name)
        guard values.count <= 1 else { throw Problem(.badRequest, "the query parameter '\(name)' stands twice") }
        return values.first
    }

    /// A parameter that may be repeated.
    private func texts(_ name: String) -> [String] { parameters[values: Substring(name)].map(String.init) }
}

/// `GET /v1/health/live` and `/v1/health/ready`
struct Condition: Encodable {
    var status: String
}

/// `GET /v1/health`
struct Health: Encodable {
    var status: String
    var pairs: Int
    var conversations: Int
    /// By collection.
    var vectors: [String: Int]
    var embedder: String?
}

/// `GET /v1/models`
struct ModelList: Encodable {
    var models: [ModelEntry]
}

struct ModelEntry: Encodable {
    var modelName: String
    var pairs: Int

    enum CodingKeys: String, CodingKey {
        case pairs
        case modelName = "model_name"
    }
}
