import RapportCore
import Synchronization

/// What the operation log holds beyond a graph: answered from here until the graph has it.
///
/// Beside a graph whose records of the same ids do not count, it is the graph brought up to date: in the time that
/// reading some vectors takes, where inserting them takes that of as many searches.
struct RecentRecords: Sendable {
    /// The operation log up to here is in the graph.
    private var after: Int64
    /// The operation log up to here is in this.
    private var through: Int64
    /// Records that were inserted, changed or deleted between.
    private(set) var changed: Set<Int64> = []
    /// Those of them that are there.
    private(set) var records: ExactVectors

    private let graph: GraphID
    /// The number of the last operation on each of `changed`.
    private var sequences: [Int64: Int64] = [:]
    /// Records that it takes at most: they lie in memory as floats, and all are compared.
    private let limit: Int

    /// Nothing yet.
    init(_ graph: GraphID, dimension: Int, after sequence: Int64, limit: Int) {
        self.graph = graph
        after = sequence
        through = sequence
        self.limit = limit
        records = ExactVectors(dimension: dimension, schema: graph.collection.attributeSchema)
    }

    /// Lets go of what the graph has by now: it has the log up to `sequence`.
    ///
    /// - Complexity: O(changed records) where the graph has come farther.
    mutating func drop(through sequence: Int64) {
        guard sequence > after else { return }
        for (id, last) in sequences where last <= sequence {
            sequences[id] = nil
            changed.remove(id)
            records.delete(id)
        }
        after = sequence
        through = max(through, sequence)
    }

    /// Takes over what was committed since.
    ///
    /// - Returns: false where that cannot be told, because the log was cut, or is too much.
    /// - Complexity: O(operations) reads of SQLite.
    mutating func follow(_ store: RapportStore) throws -> Bool {
        // Read first: the newest entries may be other graphs'.
        let last = try store.lastSequence()
        while true {
            // One more than are of use, so that too many are seen before their vectors are read.
            let operations = try store.operations(of: graph, after: through, limit: limit + 1)
            if operations.isCut { return false }
            if operations.isEmpty { break }
            changed.formUnion(operations.lastSequences.keys)
            guard changed.count <= limit else { return false }
            sequences.merge(operations.lastSequences) { _, new in new }
            for id in operations.deletes { records.delete(id) }
            try take(operations.upserts + operations.attributes.filter { !records.contains($0) }, store)
            try takeAttributes(operations.attributes.filter(records.contains), store)
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

    private mutating func takeAttributes(_ ids: [Int64], _ store: RapportStore) throws {
        for (id, attributes) in try store.attributes(of: ids, in: graph.collection) {
            records.updateAttributes(AttributeRecord(id: id, attributes: attributes))
        }
    }
}

/// What the searches of a process know of the log beyond one graph; one of them at a time reads what is new.
final class RecentKeeper: Sendable {
    private let recent = Mutex<RecentRecords?>(nil)

    /// What the log holds beyond a graph that has it up to `sequence`, or farther; nil where that cannot be told.
    func following(
        _ store: RapportStore, _ graph: GraphID, dimension: Int, after sequence: Int64, limit: Int
    ) throws -> RecentRecords? {
        try recent.withLock { recent in
            if recent == nil { recent = RecentRecords(graph, dimension: dimension, after: sequence, limit: limit) }
            recent?.drop(through: sequence)
            do { if try recent?.follow(store) == true { return recent } } catch {
                // It may have taken a part of them.
                recent = nil
                throw error
            }
            recent = nil
            return nil
        }
    }

    /// The graph has everything.
    func forget() { recent.withLock { $0 = nil } }
}
