import HNSW
import RapportCore

/// A graph as it is, with what was committed since beside it: what a search asks, which waits for no change of the graph.
struct FreshIndex: SearchableIndex {
    let index: GraphIndex
    /// Nil where the graph has everything.
    let recent: RecentRecords?
    /// Builds the graph anew where its file turns out damaged.
    let rebuilt: @Sendable () async throws -> GraphIndex

    var dimension: Int { index.dimension }

    /// - Complexity: O(1); O(records) where the graph lacks some.
    var count: Int {
        guard let recent else { return index.count }
        return index.count(without: recent.changed) + recent.records.count
    }

    /// - Complexity: O(1), but O(records) where it may be.
    var isEmpty: Bool {
        guard let recent, recent.records.count == 0, index.count <= recent.changed.count else { return false }
        return count == 0
    }

    /// - Complexity: that of the graph's, and O(recent records · dimension), and O(matches) where they are counted.
    func search(_ query: VectorQuery) async throws -> VectorAnswer {
        do { return try answer(query) } catch HNSWError.damagedFile {
            return try await rebuilt().search(query)
        }
    }

    private func answer(_ query: VectorQuery) throws -> VectorAnswer {
        guard let recent, !recent.changed.isEmpty else { return try index.search(query) }
        let old = try index.search(query, without: recent.changed)
        let new = try recent.records.search(query)
        return VectorAnswer(
            hits: GroupedHit.best(query.k, of: old.hits + new.hits).map(\.hit),
            matchCount: old.matchCount.map { $0 + new.matchCount }, plan: old.plan)
    }
}

extension IndexSet {
    /// The index of the active generation, to be searched, with everything in it that was committed before the call.
    ///
    /// Waits for nobody who brings the graph up to date or saves it: what the graph lacks is compared beside it, and read
    /// by one search at a time. Only a graph that is not open yet, cannot follow the log, or lacks more than is worth
    /// comparing is waited for.
    ///
    /// - Throws: `StoreError.noVectors` before anything was embedded.
    public nonisolated func index(
        _ collection: RecordCollection, vector: VectorName = .text
    ) async throws -> any SearchableIndex {
        let rebuilt = { @Sendable in try await self.graphIndex(collection, vector: vector) }
        let (graph, dimension) = try activeGraph(collection, vector)
        guard let index = held[graph], index.dimension == dimension, index.damage == nil else {
            return FreshIndex(index: try await rebuilt(), recent: nil, rebuilt: rebuilt)
        }
        // Read before the log is: what the graph gets meanwhile does no harm.
        let sequence = index.sequence
        guard try store.lastSequence() > sequence else {
            guard index.count > 0 else { throw StoreError.noVectors(collection: collection, vector: vector) }
            held.recent(graph, index)?.forget()
            return FreshIndex(index: index, recent: nil, rebuilt: rebuilt)
        }
        let recent = try held.recent(graph, index)?.following(
            store, graph, dimension: dimension, after: sequence,
            limit: comparedBytes / (dimension * MemoryLayout<Float>.stride))
        guard let recent else {
            return FreshIndex(index: try await rebuilt(), recent: nil, rebuilt: rebuilt)
        }
        bringUpToDate(graph)
        let fresh = FreshIndex(index: index, recent: recent, rebuilt: rebuilt)
        guard !fresh.isEmpty else { throw StoreError.noVectors(collection: collection, vector: vector) }
        return fresh
    }

    private nonisolated func bringUpToDate(_ graph: GraphID) {
        guard held.beginFollowing(graph) else { return }
        // Detached: it is no part of whatever the search is a part of, nor ends with that.
        Task.detached(priority: .utility) { [weak self] in await self?.catchUp(graph) }
    }

    /// Brings a graph up to date while nobody waits for it, and says once why that fails.
    package func catchUp(_ graph: GraphID) {
        do {
            _ = try graphIndex(graph.collection, vector: graph.vector)
            held.endFollowing(graph)
        } catch StoreError.noVectors {
            held.endFollowing(graph)
        } catch {
            let reason = (error as? any RapportError)?.message ?? error.localizedDescription
            guard held.endFollowing(graph, failure: reason) else { return }
            notice(
                "\(reason); the index of \(graph.collection.rawValue) is not up to date, which is tried again"
            )
        }
    }

    /// The graph of the active generation, and the components of its vectors.
    nonisolated func activeGraph(
        _ collection: RecordCollection, _ vector: VectorName
    ) throws -> (graph: GraphID, dimension: Int) {
        guard let generation = try store.activeGeneration(),
            let dimension = generation.dimension(of: vector, in: collection)
        else {
            throw StoreError.noVectors(collection: collection, vector: vector)
        }
        return (GraphID(generation: generation.id, collection: collection, vector: vector), dimension)
    }
}
