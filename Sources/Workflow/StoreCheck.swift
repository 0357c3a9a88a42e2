import RapportCore
import Store

/// The findings of a check: `check --json`, specified in `schemas/check.schema.json`.
public struct StoreCheck: Codable, Sendable {
    /// What is wrong, one line each; empty where nothing is.
    public var problems: [String] = []
    public var crossModelConversations = 0
    /// Vectors in SQLite and in the graph, by collection.
    public var vectors: [String: VectorCounts] = [:]
    /// recall@10 of the graph against exact search, by collection; measured by a deep check.
    public var recallAt10: [String: Double] = [:]

    public struct VectorCounts: Codable, Sendable {
        public var sqlite: Int
        public var graph: Int
    }

    enum CodingKeys: String, CodingKey {
        case problems, vectors
        case crossModelConversations = "cross_model_conversations"
        case recallAt10 = "recall_at_10"
    }

    /// Checks SQLite's pages, the conversations, and both sides of every graph.
    ///
    /// - Parameter isDeep: also the graphs' invariants, and recall@10 on a sample of stored vectors.
    public init(of store: RapportStore, indexes: IndexSet, isDeep: Bool) async throws {
        problems += try store.integrityProblems()
        let contamination = try Ingest(store: store).contamination()
        crossModelConversations = contamination.crossModel
        if contamination.crossPair > 0 {
            problems.append("\(contamination.crossPair) conversations hold rows of more than one pair")
        }
        if contamination.looseRows > 0 { problems.append("\(contamination.looseRows) rows belong to no conversation") }
        guard let generation = try store.activeGeneration() else { return }
        for (collection, expected) in try store.vectorCounts(of: generation) where expected > 0 {
            let index = try await indexes.graphIndex(collection)
            vectors[collection.rawValue] = VectorCounts(sqlite: expected, graph: index.count)
            if index.count != expected {
                problems.append("the index of \(collection.rawValue) holds \(index.count) of \(expected) vectors")
            }
            if isDeep {
                try index.checkInvariants()
                recallAt10[collection.rawValue] = try index.sampledRecall(k: 10, queries: 200)
            }
        }
    }
}
