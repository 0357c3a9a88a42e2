import RapportCore
import Store

/// What an operator watches of a workspace; names no fan, no model and no chatter.
public struct WorkspaceFigures: Sendable {
    /// An index that this process holds.
    public struct Index: Sendable {
        public var collection: RecordCollection
        public var vector: VectorName
        public var records: Int
        /// Changes of the operation log that it does not hold yet; searches read them from SQLite until it does.
        public var pendingOperations: Int
    }

    public var indexes: [Index] = []
    /// Records without a text vector, by collection.
    public var unembedded: [RecordCollection: Int] = [:]
    /// Jobs that have not ended, by state.
    public var jobs: [JobState: Int]
    public var suggestions: [SuggestionTotals]
    public var llm: [LLMTotals]

    /// - Parameter withIndexes: whether to ask for the indexes, which keeps one waiting while one is being built.
    /// - Complexity: O(records + suggestions + calls).
    /// - Throws: `StoreError`.
    public init(of workspace: Workspace, withIndexes: Bool = true) async throws {
        let store = workspace.store
        jobs = try store.unfinishedJobs()
        suggestions = try store.suggestionTotals()
        llm = try store.llmTotals()
        guard let generation = try store.activeGeneration() else { return }
        for collection in RecordCollection.allCases {
            unembedded[collection] = try store.pendingCount(collection, generation: generation)
        }
        guard withIndexes else { return }
        indexes = try await workspace.indexes.sizes(of: generation).map { size in
            Index(
                collection: size.graph.collection, vector: size.graph.vector, records: size.records,
                pendingOperations: size.pendingOperations)
        }
    }
}
