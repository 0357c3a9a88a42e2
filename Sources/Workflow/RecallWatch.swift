import RapportCore
import Store
import Synchronization

/// How much of what is nearest the indexes find, measured now and then on a few of their own vectors: the walk against a
/// scan of the same codes, beside those who search. `rapport check --deep` measures it in full.
public final class RecallWatch: Sendable {
    /// recall@10 of one index.
    public struct Sample: Sendable, Equatable {
        public var collection: RecordCollection
        public var vector: VectorName
        public var recallAt10: Double
    }

    private static let queries = 20
    private static let interval = Duration.seconds(3_600)
    private static let pause = Duration.seconds(1)
    private let workspace: Workspace
    private let latest = Mutex<[Sample]>([])

    public init(_ workspace: Workspace) { self.workspace = workspace }

    /// The last measurement; empty before the first.
    public var samples: [Sample] { latest.withLock { $0 } }

    /// Measures each hour until the task is cancelled.
    ///
    /// - Parameter isReady: whether the indexes are open; this opens none.
    public func run(isReady: @Sendable () -> Bool) async {
        while !Task.isCancelled {
            // What stands in the way of a measurement is told to those who search.
            if isReady() { try? await measure() }
            // Before the first search or preparation nothing is open.
            do { try await Task.sleep(for: samples.isEmpty ? Self.pause : Self.interval) } catch { return }
        }
    }

    /// - Complexity: O(records · dimension), some times over.
    /// - Throws: `StoreError`.
    private func measure() async throws {
        guard let generation = try workspace.store.activeGeneration() else { return }
        var samples: [Sample] = []
        for size in try await workspace.indexes.sizes(of: generation) where size.records > 0 {
            let index = try await workspace.indexes.graphIndex(size.graph.collection, vector: size.graph.vector)
            samples.append(
                Sample(
                    collection: size.graph.collection, vector: size.graph.vector,
                    recallAt10: try index.sampledRecall(k: 10, queries: Self.queries)))
            try Task.checkCancellation()
        }
        let measured = samples
        latest.withLock { $0 = measured }
    }
}
