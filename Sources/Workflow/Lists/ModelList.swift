import RapportCore
import Store

/// A page of models: `GET /v1/models`.
public struct ModelList: Encodable, Sendable {
    private static let list = "models"

    public struct Entry: Encodable, Sendable {
        public var modelName: String
        public var pairs: Int

        enum CodingKeys: String, CodingKey {
            case pairs
            case modelName = "model_name"
        }
    }

    public var models: [Entry]
    public var nextCursor: String?

    enum CodingKeys: String, CodingKey {
        case models
        case nextCursor = "next_cursor"
    }

    /// Models in the byte order of their names.
    ///
    /// - Parameter isShown: whether whoever asks may see a model.
    /// - Complexity: O(pairs): agencies have tens of models, so that all are read.
    /// - Throws: `PageError`, `StoreError`.
    public init(of store: RapportStore, page: Page, where isShown: (String) -> Bool = { _ in true }) throws {
        let last = try page.key(of: Self.list, parts: 1)?[0]
        let found = try store.models().filter { model in
            isShown(model.name) && last.map { $0.utf8.lexicographicallyPrecedes(model.name.utf8) } ?? true
        }
        let (entries, next) = page.cut(found, list: Self.list) { [$0.name] }
        models = entries.map { Entry(modelName: $0.name, pairs: $0.pairs) }
        nextCursor = next
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(models, forKey: .models)
        try object.encode(nextCursor, forKey: .nextCursor)
    }
}
