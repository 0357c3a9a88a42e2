import ProviderHTTP

/// Any JSON, to be looked into.
enum JSONValue: Sendable, Equatable, Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// To be sent or decoded again; members in the order of their names.
    var text: JSONText {
        switch self {
        case .null: .raw("null")
        case .bool(let value): .bool(value)
        case .number(let value): Int(exactly: value).map(JSONText.integer) ?? .number(value)
        case .string(let value): .string(value)
        case .array(let items): .array(items.map(\.text))
        case .object(let members):
            .object(members.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value.text) })
        }
    }
}
