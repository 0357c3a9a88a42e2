import RapportCore
import Store

/// The indexes that a process holds, and what waits for them: `GET /v1/indexes`.
public struct IndexFigures: Encodable, Sendable {
    struct Index: Encodable, Sendable {
        var collection: String
        var vector: String
        var records: Int
        /// Changes that the next search applies.
        var pendingOperations: Int

        enum CodingKeys: String, CodingKey {
            case collection, vector, records
            case pendingOperations = "pending_operations"
        }
    }

    var indexes: [Index]
    /// Records without a text vector, by collection.
    var unembedded: [String: Int]

    /// - Complexity: O(records + suggestions + calls).
    /// - Throws: `StoreError`.
    public init(of workspace: Workspace) async throws {
        let figures = try await WorkspaceFigures(of: workspace)
        indexes = figures.indexes.map { index in
            Index(
                collection: index.collection.rawValue, vector: index.vector.rawValue, records: index.records,
                pendingOperations: index.pendingOperations)
        }
        unembedded = Dictionary(uniqueKeysWithValues: figures.unembedded.map { ($0.key.rawValue, $0.value) })
    }
}
