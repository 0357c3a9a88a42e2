import RapportCore
import Store

/// The stored vectors of a collection as the rows of a matrix, with their records' ids.
struct StoredRows: Sendable {
    let collection: RecordCollection
    /// In ascending order, so that the same vectors always come in the same order.
    let ids: [Int64]
    let matrix: Matrix

    /// Records whose attributes are read at a time.
    private static let batch = 4_096

    /// Reads the vectors of the active generation whose records satisfy a filter.
    ///
    /// - Parameter checkpoint: called for each batch; what it throws ends the reading.
    /// - Throws: `StoreError.noVectors` where nothing was embedded.
    /// - Complexity: O(records × columns).
    init(
        _ collection: RecordCollection, _ name: VectorName, filter: Filter?, of store: RapportStore,
        checkpoint: () throws -> Void = {}
    ) throws {
        guard let generation = try store.activeGeneration(),
            let dimension = generation.dimension(of: name, in: collection)
        else { throw StoreError.noVectors(collection: collection, vector: name) }
        let graph = GraphID(generation: generation.id, collection: collection, vector: name)
        var ids: [Int64] = []
        var values: [Float] = []
        var after = Int64.min
        var isEmpty = true
        while true {
            try checkpoint()
            let batch = try store.vectors(of: graph, dimension: dimension, after: after, limit: Self.batch)
            guard let last = batch.last else { break }
            isEmpty = false
            after = last.recordID
            let attributes = try filter.map { _ in try store.attributes(of: batch.map(\.recordID), in: collection) }
            for record in batch {
                if let filter, let attributes {
                    guard let own = attributes[record.recordID], filter.isSatisfied(by: { own[$0] ?? .null })
                    else { continue }
                }
                ids.append(record.recordID)
                values += record.vector
            }
        }
        guard !isEmpty else { throw StoreError.noVectors(collection: collection, vector: name) }
        self.collection = collection
        self.ids = ids
        matrix = try Matrix(columns: dimension, values: values)
    }
}
