import GRDB
import RapportCore

/// The indexes of a store in an engine elsewhere, brought up to date from the operation log before each answer.
///
/// SQLite stays the truth: what an engine lost, or never got, is loaded anew from there. Several processes may do this
/// at once; who comes second at a position finds it done.
public actor EngineIndexes {
    let store: RapportStore
    let engine: any IndexEngine
    private let notice: @Sendable (String) -> Void
    private let loading: @Sendable () throws -> Void
    private let loaded: @Sendable (Int) -> Void
    private var indexes: [GraphID: (dimension: Int, index: any FollowingIndex)] = [:]
    /// One task at a time brings a graph up to date; the others wait for it and look again.
    private var following: [GraphID: Task<Void, any Error>] = [:]
    /// Records that travel together.
    private static let batchSize = 2_000

    /// - Parameters:
    ///   - notice: is told in one line when an index is loaded from the beginning.
    ///   - loading: is called before that, while nothing of any fan has left; where it throws, nothing does.
    ///   - loaded: is told how many more records are in the engine while one is.
    public init(
        store: RapportStore, engine: any IndexEngine, notice: @escaping @Sendable (String) -> Void = { _ in },
        loading: @escaping @Sendable () throws -> Void = {},
        loaded: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.store = store
        self.engine = engine
        self.notice = notice
        self.loading = loading
        self.loaded = loaded
    }

    /// The index of the active generation, with everything in it that was committed before the call.
    ///
    /// - Throws: `StoreError.noVectors` before anything was embedded; what the engine throws.
    public func index(_ collection: RecordCollection, vector: VectorName = .text) async throws -> any SearchableIndex {
        try await followingIndex(collection, vector: vector).index
    }

    /// As `index`, with the graph that it stands for.
    func followingIndex(
        _ collection: RecordCollection, vector: VectorName
    ) async throws -> (graph: GraphID, index: any FollowingIndex) {
        guard let generation = try store.activeGeneration(),
            let dimension = generation.dimension(of: vector, in: collection)
        else { throw StoreError.noVectors(collection: collection, vector: vector) }
        let graph = GraphID(generation: generation.id, collection: collection, vector: vector)
        guard try store.hasVectors(graph) else {
            throw StoreError.noVectors(collection: collection, vector: vector)
        }
        let index = try await held(graph, dimension: dimension)
        let wanted = try store.lastSequence()
        while true {
            // Whoever is at it may have begun before what we want was committed.
            if let running = following[graph] {
                _ = try? await running.value
                continue
            }
            let task = Task {
                // Here, so that nobody who waits for it meets it when it is over.
                defer { following[graph] = nil }
                try await self.follow(index, graph, to: wanted)
            }
            following[graph] = task
            try await task.value
            return (graph, index)
        }
    }

    private func held(_ graph: GraphID, dimension: Int) async throws -> any FollowingIndex {
        if let held = indexes[graph], held.dimension == dimension { return held.index }
        let index = try await engine.index(
            named: graph.engineName, owner: try store.identity(), dimension: dimension,
            schema: graph.collection.attributeSchema)
        indexes[graph] = (dimension, index)
        return index
    }

    /// Applies the log up to `wanted` or beyond.
    private func follow(_ index: any FollowingIndex, _ graph: GraphID, to wanted: Int64) async throws {
        while true {
            let position = try await index.position
            if let position, try isReachable(position), position.loadedThrough == nil, position.sequence >= wanted {
                return
            }
            if index.appliesAtomically {
                try await advance(index, graph, from: position)
            } else {
                // What is read from SQLite must not be overtaken on its way by what another process read later.
                try await FileLock.holdingInTurn(store.folder + "/engine.lock") {
                    if try await index.position == position { try await advance(index, graph, from: position) }
                }
            }
        }
    }

    /// One step; does nothing where somebody else made it.
    private func advance(
        _ index: any FollowingIndex, _ graph: GraphID, from position: IndexPosition?
    ) async throws {
        guard let position, try isReachable(position) else {
            try loading()
            notice("loading the index of \(graph.collection.rawValue) into the engine")
            // First of all: what is committed while we read is in the log after it.
            return try await index.restart(
                at: IndexPosition(sequence: store.lastSequence(), loadedThrough: .min), from: position)
        }
        if let loaded = position.loadedThrough {
            try await load(index, graph, from: position, after: loaded)
        } else {
            try await apply(to: index, graph, from: position)
        }
    }

    /// Whether the log leads from there to now.
    private func isReachable(_ position: IndexPosition) throws -> Bool {
        try position.sequence >= store.logFloor() && position.sequence <= store.lastSequence()
    }

    /// The next records of the first load; after the last of them the index follows the log.
    private func load(
        _ index: any FollowingIndex, _ graph: GraphID, from position: IndexPosition, after id: Int64
    ) async throws {
        let batch = try store.vectors(of: graph, dimension: index.dimension, after: id, limit: Self.batchSize)
        var changes = IndexChanges()
        changes.upserts = try records(batch, of: graph)
        let next = IndexPosition(sequence: position.sequence, loadedThrough: batch.last?.recordID)
        if try await index.apply(changes, from: position, to: next) { loaded(batch.count) }
    }

    private func apply(to index: any FollowingIndex, _ graph: GraphID, from position: IndexPosition) async throws {
        let last = try store.lastSequence()
        let pending = try store.operations(of: graph, after: position.sequence, limit: Self.batchSize)
        // Cut since we looked: seen in the next round.
        if pending.isCut { return }
        // The log's newest entries may be other graphs'.
        let sequence = pending.isEmpty ? last : pending.sequence
        let changes = try changes(pending, of: graph, for: index)
        _ = try await index.apply(changes, from: position, to: IndexPosition(sequence: sequence))
    }

    private func changes(
        _ pending: PendingOperations, of graph: GraphID, for index: any FollowingIndex
    ) throws -> IndexChanges {
        // Where changes may be cut in the middle, an engine may have lost what it should keep of a record.
        let updated = index.appliesAtomically ? pending.attributes : []
        let written = index.appliesAtomically ? pending.upserts : pending.upserts + pending.attributes
        let vectors = try store.vectors(of: graph, dimension: index.dimension, recordIDs: written)
        let attributes = try store.attributes(of: updated, in: graph.collection)
        var changes = IndexChanges(deletes: pending.deletes)
        changes.upserts = try records(vectors, of: graph)
        changes.attributes = updated.compactMap { id in
            attributes[id].map { AttributeRecord(id: id, attributes: $0) }
        }
        return changes
    }

    private func records(
        _ vectors: [(recordID: Int64, vector: [Float])], of graph: GraphID
    ) throws -> [VectorRecord] {
        let attributes = try store.attributes(of: vectors.map(\.recordID), in: graph.collection)
        return vectors.map { record in
            VectorRecord(id: record.recordID, vector: record.vector, attributes: attributes[record.recordID] ?? [:])
        }
    }
}

extension GraphID {
    /// `turns.text.g1`: what engines call its index.
    var engineName: String { "\(collection.rawValue).\(vector.rawValue).g\(generation)" }
}

extension RapportStore {
    /// What tells this store's indexes from another's in an engine that both use: 32 hexadecimal digits.
    func identity() throws -> String {
        try reading("reading the store's identity") { db in
            guard let identity = try String.fetchOne(db, sql: "SELECT lower(hex(identity)) FROM identity") else {
                throw StoreError.sqlite(operation: "reading the store's identity", reason: "it is not there")
            }
            return identity
        }
    }

    /// Up to `limit` ids of a graph's vectors after `id`, ascending.
    func recordIDs(of graph: GraphID, after id: Int64, limit: Int) throws -> [Int64] {
        try reading("reading the ids of vectors") { db in
            // Read as what they are: who asks for what follows a text that became 0 would come to no end.
            try Row.fetchAll(
                db,
                sql: """
                    SELECT record_id FROM vectors
                    WHERE generation_id = ? AND collection = ? AND vector_name = ? AND record_id > ?
                    ORDER BY record_id LIMIT ?
                    """, arguments: graph.arguments + [id, limit]
            ).map { try $0.value(0) }
        }
    }

    fileprivate func hasVectors(_ graph: GraphID) throws -> Bool {
        try reading("looking for vectors") { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM vectors
                        WHERE generation_id = ? AND collection = ? AND vector_name = ?)
                    """, arguments: graph.arguments) ?? false
        }
    }
}
