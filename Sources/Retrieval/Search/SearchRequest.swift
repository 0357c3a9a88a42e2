import RapportCore
import Store

/// How records are found.
public enum SearchMode: String, Codable, Sendable, CaseIterable {
    /// By the meaning of the text: its vector.
    case semantic
    /// By its words: FTS5, ranked by bm25.
    case keyword
    /// Both, fused by rank.
    case hybrid
}

/// What `search` is asked.
public struct SearchRequest: Sendable, Hashable {
    /// What is looked for.
    public var text: String
    public var mode: SearchMode
    public var collection: RecordCollection
    /// 1 to 1,000.
    public var k: Int
    public var conditions: Conditions

    public init(
        text: String, mode: SearchMode = .semantic, collection: RecordCollection = .turns, k: Int = 10,
        conditions: Conditions = Conditions()
    ) {
        self.text = text
        self.mode = mode
        self.collection = collection
        self.k = k
        self.conditions = conditions
    }

    func validate() throws {
        try Retriever.validate(text: text)
        try Retriever.validate(k: k)
        try conditions.validate()
        try conditions.all()?.validate(against: collection.attributeSchema)
    }
}

extension SearchRequest: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides the text, which may be a fan's.
    public var description: String { "SearchRequest(\(mode.rawValue) in \(collection.rawValue), text hidden)" }
    public var debugDescription: String { description }
}
