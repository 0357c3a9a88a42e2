import RapportCore
import Retrieval
import Store

/// A tool as a client lists it.
struct MCPTool: Encodable {
    var name: String
    var description: String
    var inputSchema: Schema

    struct Schema: Encodable {
        var type = "object"
        var properties: [String: Property]
        var required: [String]
    }

    struct Property: Encodable {
        var type: String
        var description: String
        var values: [String]?

        enum CodingKeys: String, CodingKey {
            case type, description
            case values = "enum"
        }

        init(_ type: String, _ description: String, values: [String]? = nil) {
            self.type = type
            self.description = description
            self.values = values
        }
    }

    enum Name: String {
        case suggest, search, sql
        case similarFans = "similar_fans"
    }

    init(_ name: Name, _ description: String, _ properties: [String: Property], required: [String]) {
        self.name = name.rawValue
        self.description = description
        inputSchema = Schema(properties: properties, required: required)
    }

    private static let filter = Property("string", "a filter, such as: success_rate >= 0.5 and stage in (2, 3)")
    private static let rate = Property("number", "only where purchases ÷ offers is at least this, 0 to 1")

    static let all = [
        MCPTool(
            .suggest, "The five nearest past conversations to a fan's message, and three ranked replies to it.",
            [
                "text": Property("string", "the fan's message, or a thread of fan: and me: lines"),
                "model": Property("string", "only conversations of this model"),
                "fan": Property("string", "the fan who asks; needs model"), "min_success_rate": rate, "where": filter,
            ], required: ["text"]),
        MCPTool(
            .similarFans, "Fans whose chats read like those of one fan with one model.",
            [
                "fan": Property("string", "the fan's id"), "model": Property("string", "the model's name"),
                "method": Property(
                    "string", "by texts, or by texts and profiles", values: ["text", "profiled"]),
                "k": Property("integer", "how many, 1 to 1000; usually 10"), "min_success_rate": rate, "where": filter,
            ], required: ["fan", "model"]),
        MCPTool(
            .search, "Turns, conversations or stages by meaning, by words, or both.",
            [
                "text": Property("string", "what to look for"),
                "mode": Property("string", "by what", values: ["semantic", "keyword", "hybrid"]),
                "collection": Property("string", "in what", values: ["turns", "conversations", "stages"]),
                "k": Property("integer", "how many, 1 to 1000; usually 10"),
                "model": Property("string", "only of this model"), "min_success_rate": rate, "where": filter,
            ], required: ["text"]),
        MCPTool(
            .sql,
            "Asks the store in SQLite's SQL; reads only. Tables: pairs, log_rows, conversations, stages, profiles; as a "
                + "table: knn(collection, vector, query, k).",
            ["query": Property("string", "one SELECT statement")], required: ["query"]),
    ]
}

/// The arguments of `similar_fans`.
struct SimilarArguments: Decodable {
    var fan: String
    var model: String
    var method: SimilarityMethod?
    var k: Int?
    var minSuccessRate: Double?
    var `where`: String?

    enum CodingKeys: String, CodingKey {
        case fan, model, method, k, `where`
        case minSuccessRate = "min_success_rate"
    }

    func request() throws -> SimilarRequest {
        SimilarRequest(
            pair: PairID(fanID: fan, modelName: model), method: method ?? .text, k: k ?? 10,
            conditions: Conditions(
                filter: try `where`.map { try Filter(parsing: $0) }, minimumSuccessRate: minSuccessRate))
    }
}
