import RapportCore
import Retrieval
import Store
import Workflow

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

extension SimilarRequest {
    /// What the query string of `similar` asks.
    init(for pair: PairID, _ query: QueryParameters) throws {
        self.init(
            pair: pair, also: try query.texts("also").map { try PairID(parsing: $0) },
            unlike: try query.texts("unlike").map { try PairID(parsing: $0) },
            method: try query.value("method", SimilarityMethod.init(rawValue:)) ?? .text,
            k: try query.value("k", Int.init) ?? 10,
            conditions: Conditions(
                filter: try query.text("where").map { try Filter(parsing: $0) }, modelName: try query.text("model"),
                minimumSuccessRate: try query.value("min_success_rate", Double.init)),
            stages: Set(try query.values("stage", Int.init)),
            minimumRevenue: try query.value("min_revenue", Double.init),
            activeSince: try query.text("active_since").map { try Timestamp(parsing: $0) },
            profileWeight: try query.value("profile_weight", Double.init))
    }
}

extension Page {
    /// - Throws: `Problem` or `PageError`.
    init(_ query: QueryParameters) throws {
        try self.init(limit: query.value("limit", Int.init), cursor: query.text("cursor"))
    }
}

/// `POST /v1/sql`
struct SQLBody: Decodable {
    var query: String
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
