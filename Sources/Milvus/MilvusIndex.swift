import RapportCore
import Synchronization

/// An index in Milvus, searched by its HNSW.
///
/// Milvus knows no transactions: `apply` writes the records first and then the position, so what was cut between them
/// is written again, which changes nothing. Whoever applies must be alone at it.
///
/// Source: https://milvus.io/docs (2.3: partition keys, upsert, consistency levels).
public final class MilvusIndex: FollowingIndex {
    let client: MilvusClient
    let collection: MilvusCollection
    private let state = Mutex(State())

    private struct State {
        /// Milvus' time of the newest write that reads must see; 0 waits for all that there are.
        var timestamp: UInt64 = 0
        /// Whether the collection was found loaded, so that it can be searched.
        var isLoaded = false
    }

    /// What travels in one request; a server of 2.3 takes up to 64 MiB.
    static let batchBytes = 8 << 20
    /// Ids that one request names.
    static let batchIDs = 1_000

    public var dimension: Int { collection.dimension }
    public var appliesAtomically: Bool { false }

    init(_ client: MilvusClient, collection: MilvusCollection) {
        self.client = client
        self.collection = collection
    }

    /// A request that is about this collection.
    func request<Request: MilvusRequest>(_ fill: (inout Request) -> Void = { _ in }) -> Request {
        .with {
            $0.dbName = client.address.database
            $0.collectionName = collection.name
            fill(&$0)
        }
    }

    // MARK: - Position

    public var position: IndexPosition? { get async throws { try await storedPosition()?.position } }

    private func storedPosition() async throws -> MilvusPosition? {
        let properties: [WireKeyValuePair]
        do {
            properties = try await client.call("reading the index's position", isRepeatable: true) {
                service, metadata, options in
                try await service.describeCollection(request(), metadata: metadata, options: options)
            }.properties
        } catch let error as MilvusError where error.isMissingCollection { return nil }
        func property(_ key: String) -> String? { properties.first { $0.key == key }?.value }
        guard property(MilvusCollection.layoutProperty) == collection.layout,
            let position = property(MilvusCollection.positionProperty).flatMap({ MilvusPosition($0) })
        else { return nil }
        state.withLock { $0.timestamp = max($0.timestamp, position.timestamp) }
        return position
    }

    public func restart(at position: IndexPosition, from old: IndexPosition?) async throws {
        guard try await self.position == old else { return }
        state.withLock { $0 = State() }
        try await drop()
        let schema: [UInt8] = try collection.wireSchema.serializedBytes()
        _ = try await client.call("making the index's collection") { service, metadata, options in
            try await service.createCollection(
                request {
                    $0.schema = .init(schema)
                    $0.shardsNum = 1
                    if collection.isPartitioned { $0.numPartitions = MilvusCollection.partitions }
                    $0.properties = properties(MilvusPosition(position, timestamp: 0))
                }, metadata: metadata, options: options)
        }
        try await load()
    }

    private func drop() async throws {
        do {
            _ = try await client.call("emptying the index") { service, metadata, options in
                try await service.dropCollection(request(), metadata: metadata, options: options)
            }
        } catch let error as MilvusError where error.isMissingCollection { return }
    }

    private func properties(_ position: MilvusPosition) -> [WireKeyValuePair] {
        [
            .pair(MilvusCollection.layoutProperty, collection.layout),
            .pair(MilvusCollection.positionProperty, position.text),
        ]
    }

    // MARK: - Changes

    public func apply(_ changes: IndexChanges, from old: IndexPosition, to new: IndexPosition) async throws -> Bool {
        for record in changes.upserts { try check(record) }
        guard try await position == old else { return false }
        try await write(changes)
        let position = MilvusPosition(new, timestamp: state.withLock { $0.timestamp })
        _ = try await client.call("noting the index's position", isRepeatable: true) { service, metadata, options in
            try await service.alterCollection(
                request { $0.properties = properties(position) }, metadata: metadata, options: options)
        }
        return true
    }

    public func upsert(_ records: [VectorRecord]) async throws {
        for record in records { try check(record) }
        try await write(IndexChanges(upserts: records))
    }

    public func updateAttributes(_ records: [AttributeRecord]) async throws {
        try await write(IndexChanges(attributes: records))
    }

    public func delete(_ ids: [Int64]) async throws { try await write(IndexChanges(deletes: ids)) }

    private func check(_ record: VectorRecord) throws(VectorIndexError) {
        guard record.vector.count == dimension else {
            throw .wrongDimension(expected: dimension, found: record.vector.count)
        }
        guard record.vector.allSatisfy(\.isFinite) else { throw .notFinite }
    }

    private func write(_ changes: IndexChanges) async throws {
        guard !changes.isEmpty else { return }
        try await send(deletes: changes.deletes)
        try await send(upserts: changes.upserts)
        for records in changes.attributes.batches(of: Self.batchIDs) { try await send(attributes: records) }
        let timestamp = try await now()
        state.withLock { $0.timestamp = timestamp }
    }

    private func send(deletes all: [Int64]) async throws {
        for ids in all.batches(of: Self.batchIDs) {
            _ = try await client.call("deleting records", isRepeatable: true) { service, metadata, options in
                try await service.delete(
                    request { $0.expr = Self.condition(on: ids) }, metadata: metadata, options: options)
            }
        }
    }

    private func send(upserts records: [VectorRecord]) async throws {
        // The last of those with the same id counts.
        var last: [Int64: VectorRecord] = [:]
        for record in records { last[record.id] = record }
        var batch: [VectorRecord] = []
        var bytes = 0
        for id in last.keys.sorted() {
            guard let record = last[id] else { continue }
            batch.append(record)
            bytes += collection.bytes(of: record)
            if bytes >= Self.batchBytes {
                try await send(batch: batch)
                (batch, bytes) = ([], 0)
            }
        }
        if !batch.isEmpty { try await send(batch: batch) }
    }

    private func send(batch records: [VectorRecord]) async throws {
        let columns = try collection.columns(records)
        do { try await replace(records, columns) } catch MilvusError.unreachable {
            // A connection that was cut may be there again; what came over it before is deleted first.
            try await replace(records, columns)
        }
    }

    private func replace(_ records: [VectorRecord], _ columns: [WireFieldData]) async throws {
        // Not Milvus' own upsert: that of 2.3 puts records into partitions by their ids, and looks for them by the key.
        try await send(deletes: records.map(\.id))
        _ = try await client.call("writing records", secrets: records.flatMap(\.texts)) { service, metadata, options in
            try await service.insert(
                request {
                    $0.fieldsData = columns
                    $0.numRows = UInt32(records.count)
                }, metadata: metadata, options: options)
        }
    }

    /// Milvus 2.3 replaces whole records alone, so the vectors come from there.
    private func send(attributes records: [AttributeRecord]) async throws {
        state.withLock { $0.timestamp = 0 }
        let vectors = try await vectors(of: records.map(\.id))
        try await send(
            upserts: records.compactMap { record in
                vectors[record.id].map { VectorRecord(id: record.id, vector: $0, attributes: record.attributes) }
            })
    }

    static func condition(on ids: [Int64]) -> String {
        "\(MilvusCollection.id) in [\(ids.map(String.init).joined(separator: ", "))]"
    }

    // MARK: - Reading what was written

    /// Milvus' time; 0 where the server does not tell it.
    private func now() async throws -> UInt64 {
        do {
            return try await client.call("asking for the time", isRepeatable: true) { service, metadata, options in
                try await service.allocTimestamp(.init(), metadata: metadata, options: options)
            }.timestamp
        } catch let error as MilvusError where !error.isUnreachable { return 0 }
    }

    /// How much a read waits for: for the newest write that this index knows of.
    var freshness: (level: WireConsistencyLevel, timestamp: UInt64) {
        let timestamp = state.withLock { $0.timestamp }
        return timestamp == 0 ? (.strong, 0) : (.customized, timestamp)
    }

    /// Reads from the collection once it is loaded. A server that was started anew loads it again by itself.
    func whenLoaded<Reply>(_ read: () async throws -> Reply) async throws -> Reply {
        if !state.withLock({ $0.isLoaded }) { try await load() }
        do { return try await read() } catch let error as MilvusError {
            if case .notReady = error { state.withLock { $0.isLoaded = false } }
            throw error
        }
    }

    /// Makes the graph and lets the collection be searched; does nothing where this was done. A crash after the
    /// collection was made leaves this to whoever comes next.
    private func load() async throws {
        // A server that was started a moment ago is at it by itself, for as long as there is much to load.
        let begun = try await loadState()
        if begun == .notLoaded {
            try await makeGraph()
            _ = try await client.call("loading the index", isRepeatable: true) { service, metadata, options in
                try await service.loadCollection(request { $0.replicaNumber = 1 }, metadata: metadata, options: options)
            }
        }
        if begun == .notExist {
            throw MilvusError.notReady(server: client.address.shown, reason: "the collection is being made anew")
        }
        for _ in 0..<(begun == .notLoaded ? Self.ownChecks : Self.othersChecks) {
            if try await loadState() == .loaded { return state.withLock { $0.isLoaded = true } }
            try await Task.sleep(for: Self.loadingPause)
        }
        throw MilvusError.notReady(server: client.address.shown, reason: "it is still loading the collection")
    }

    private static let loadingPause = Duration.milliseconds(50)
    /// An empty collection takes 3 s in a server of 2.3.
    private static let ownChecks = 600
    private static let othersChecks = 100

    private func loadState() async throws -> WireLoadState {
        try await client.call("asking whether the index is loaded", isRepeatable: true) { service, metadata, options in
            try await service.getLoadState(request(), metadata: metadata, options: options)
        }.state
    }

    private func makeGraph() async throws {
        do {
            _ = try await client.call("making the index's graph", isRepeatable: true) { service, metadata, options in
                try await service.createIndex(
                    request {
                        $0.fieldName = MilvusCollection.vector
                        $0.indexName = MilvusCollection.vector
                        $0.extraParams = [
                            .pair("index_type", "HNSW"), .pair("metric_type", "IP"),
                            .pair("params", #"{"M":16,"efConstruction":200}"#),
                        ]
                    }, metadata: metadata, options: options)
            }
        } catch let error as MilvusError where error.isIndexThere { return }
    }
}

extension MilvusError {
    fileprivate var isMissingCollection: Bool {
        if case .failed(_, _, "100", _) = self { true } else { false }
    }

    /// Some servers refuse to make an index again; those of 2.3 do not mind.
    fileprivate var isIndexThere: Bool {
        if case .failed(_, _, "35", _) = self { true } else { false }
    }
}

extension VectorRecord {
    /// The texts among its attributes.
    fileprivate var texts: [String] {
        attributes.values.compactMap { value in
            if case .text(let text) = value { text } else { nil }
        }
    }
}

extension Array {
    func batches(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
