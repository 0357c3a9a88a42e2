import RapportCore
import Store

/// What retrieval adds to SQL over a store: `knn` and `embed`.
public struct RetrievalSQL: Sendable {
    private let store: RapportStore
    private let indexes: IndexSet
    private let retriever: @Sendable () throws -> Retriever

    /// - Parameter retriever: makes or gives the one that embeds; it is asked for only where a query has a text to embed,
    ///   since most have none and the model costs time and may not be there.
    public init(
        store: RapportStore, indexes: IndexSet, retriever: @escaping @Sendable () throws -> Retriever
    ) {
        self.store = store
        self.indexes = indexes
        self.retriever = retriever
    }

    public var functions: [SQLFunction] {
        [
            SQLFunction("embed", argumentCounts: [1]) { arguments, call in
                if arguments[0].isNull { return .null }
                guard let text = arguments[0].text else {
                    throw SQLError.argument("text", function: "embed(text)", expected: "a text")
                }
                return SQLValue(vector: try call.wait { try await vector(of: text) })
            }
        ]
    }

    public var tables: [any TableFunction] {
        [
            NearestRecords(
                indexes: indexes, queryVector: { try await vector(of: $0) },
                profileSpace: { try store.activeGeneration()?.profileSpace })
        ]
    }

    private func vector(of text: String) async throws -> [Float] {
        try Retriever.validate(text: text)
        return try await retriever().queryVector(text)
    }
}
