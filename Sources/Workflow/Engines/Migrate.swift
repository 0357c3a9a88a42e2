import RapportCore
import Store
import Synchronization

/// Moves the index of a store: into an engine, or back into its folder. SQLite, the truth, stays where it is and can be
/// searched all the while.
public struct Migrate: Sendable {
    private let store: RapportStore
    private let place: IndexPlace

    public init(store: RapportStore, to place: IndexPlace) {
        self.store = store
        self.place = place
    }

    /// Brings every index in use there up to date and compares it with SQLite. Stopped at any moment, it goes on from
    /// there when it is run again.
    ///
    /// - Complexity: O(records that are not there yet), and what the place takes to index them; the comparison reads
    ///   all ids.
    /// - Throws: `StoreError`; what the engine throws.
    public func run(
        notice: @escaping @Sendable (String) -> Void = { _ in }, progress: @escaping ProgressReporter = { _ in }
    ) async throws -> StoreCheck {
        if let engine = try place.engine() {
            try await load(engine.engine, notice: notice, progress: progress)
            await engine.engine.close()
        } else {
            try await IndexSet(store: store, notice: notice).save()
        }
        progress(Progress(stage: "comparing with SQLite", done: 0, total: 0))
        return try await StoreCheck(of: store, isDeep: false, place: place)
    }

    private func load(
        _ engine: any IndexEngine, notice: @escaping @Sendable (String) -> Void, progress: @escaping ProgressReporter
    ) async throws {
        guard let generation = try store.activeGeneration() else {
            throw StoreError.noVectors(collection: .turns, vector: .text)
        }
        let graphs = try store.graphsInUse(of: generation)
        let total = try graphs.reduce(0) { sum, graph in
            sum
                + (try store.vectorCount(of: GraphID(generation: generation.id, collection: graph.0, vector: graph.1))
                    .count)
        }
        let done = Mutex(0)
        let indexes = EngineIndexes(
            store: store, engine: engine, notice: notice,
            loaded: { count in
                let sum = done.withLock { done in
                    done += count
                    return done
                }
                progress(Progress(stage: "loading the engine", done: sum, total: total))
            })
        for (collection, vector) in graphs { _ = try await indexes.index(collection, vector: vector) }
    }
}
