import Hummingbird
import HummingbirdCore

/// The query string of a request.
struct QueryParameters {
    private let parameters: FlatDictionary<Substring, Substring>

    init(_ uri: URI) { parameters = uri.queryParameters }

    /// - Throws: `Problem` 400 where the value cannot be read; it is not quoted.
    func value<Value>(_ name: String, _ read: (String) -> Value?) throws -> Value? {
        try text(name).map { try self.read(name, $0, read) }
    }

    /// A parameter that may be repeated.
    func values<Value>(_ name: String, _ read: (String) -> Value?) throws -> [Value] {
        try texts(name).map { try self.read(name, $0, read) }
    }

    /// - Throws: `Problem` where a parameter stands twice, which would leave open which one counts.
    func text(_ name: String) throws -> String? {
        let values = texts(name)
        guard values.count <= 1 else { throw Problem(.badRequest, "the query parameter '\(name)' stands twice") }
        return values.first
    }

    /// A parameter that may be repeated.
    func texts(_ name: String) -> [String] { parameters[values: Substring(name)].map(String.init) }

    private func read<Value>(_ name: String, _ text: String, _ read: (String) -> Value?) throws -> Value {
        guard let value = read(text) else {
            throw Problem(.badRequest, "the query parameter '\(name)' has a value that is not allowed")
        }
        return value
    }
}
