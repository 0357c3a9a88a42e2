import Store

/// What analysis adds to SQL over a store.
public struct AnalysisSQL: Sendable {
    private let store: RapportStore

    public init(store: RapportStore) { self.store = store }

    public var tables: [any TableFunction] {
        [
            ClusteredRecords(store: store), ProjectedRecords(store: store), SilhouetteRecords(store: store),
            Centroids(store: store),
        ]
    }
}
