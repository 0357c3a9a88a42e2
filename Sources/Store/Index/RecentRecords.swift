import RapportCore

/// What the operation log holds beyond a graph: answered from here until the graph has it.
///
/// Beside a graph whose records of the same ids do not count, it is the graph brought up to date: in the time that
/// reading some vectors takes, where inserting them takes that of as many searches.
struct RecentRecords: Sendable {
    /// The operation log up to here is in the graph.
    let after: Int64
    /// The operation log up to here is in this.
    private(set) var through: Int64
    /// Records that were inserted, changed or deleted between.
    private(set) var changed: Set<Int64> = []
    /// Those of them that are there.
    private(set) var records: ExactVectors

    private let graph: GraphID

    /// Comparing more of them would take longer than a search of a large graph, and they lie in memory as floats.
    static let limit = 8_192

    /// Nothing yet.
    init(_ graph: GraphID, dimension: Int, after sequence: Int64) {
        self.graph = graph
        after = sequence
        through = sequence
        records = ExactVectors(dimension: dimension, schema: graph.collection.attributeSchema)
    }

    /// Takes over what was committed since.
    ///
    /// - Returns: false where that cannot be told, because the log was cut, or is too much.
    /// - Complexity: O(operations) reads of SQLite.
    mutating func follow(_ store: RapportStore) throws -> Bool {
        // Read first: the newest entries may be other graphs'.
        let last = try store.lastSequence()
        while true {
            let operations = try store.operations(of: graph, after: through, limit: Self.limit)
            if operations.isCut { return false }
            if operations.isEmpty { break }
            changed.formUnion(operations.deletes)
            for id in operations.deletes { records.delete(id) }
            let ids = operations.upserts + operations.attributes
            changed.formUnion(ids)
            guard changed.count <= Self.limit else { return false }
            try take(ids, store)
            through = operations.sequence
        }
        through = max(through, last)
        return true
    }

    private mutating func take(_ ids: [Int64], _ store: RapportStore) throws {
        let vectors = try store.vectors(of: graph, dimension: records.dimension, recordIDs: ids)
        let attributes = try store.attributes(of: vectors.map(\.recordID), in: graph.collection)
        var missing = Set(ids)
        for (id, vector) in vectors {
            missing.remove(id)
            let record = VectorRecord(id: id, vector: vector, attributes: attributes[id] ?? [:])
            try record.validate(dimension: records.dimension)
            records.upsert(record)
        }
        // A record whose vector is gone again has a delete further down the log.
        for id in missing { records.delete(id) }
    }
}
