import RapportCore
import Store

/// Gives the index to search. A store's `IndexSet` does; tests may give any index.
package protocol IndexSource: Sendable {
    /// - Throws: `StoreError.noVectors` before anything was embedded.
    func index(_ collection: RecordCollection, vector: VectorName) async throws -> any SearchableIndex
}

extension IndexSet: IndexSource {}
