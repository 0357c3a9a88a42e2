import Foundation
import HNSW
import RapportCore

/// The indexes of a store: opened by mapping, brought up to date from the operation log, built anew from SQLite
/// where the file is missing, damaged or does not belong to this store's state.
///
/// Every process holds its own; all follow the one log, so a reader shows what a writer elsewhere committed.
public actor IndexSet {
    let store: RapportStore
    let notice: @Sendable (String) -> Void
    let held = HeldIndexes()
    /// Records that are read from SQLite at a time.
    private static let batchSize = 5_000
    /// Operations after which a graph is worth saving again.
    private static let savedEvery = 10_000
    private var savedSequences: [GraphID: Int64] = [:]
    /// Operations that were applied since a graph was saved, or that was tried: a full disk is not tried by every search.
    private var unsavedOperations: [GraphID: Int] = [:]
    /// Files of fewer bytes are verified whole when they are opened, which takes a few milliseconds.
    private let verifiedAtOnceBytes: Int
    /// Vectors of so many bytes are compared beside a graph that lacks them, which takes some milliseconds.
    let comparedBytes: Int

    /// - Parameter notice: is told in one line why a graph is built anew.
    public init(store: RapportStore, notice: @escaping @Sendable (String) -> Void = { _ in }) {
        self.init(store: store, verifiedAtOnceBytes: 32 << 20, notice: notice)
    }

    package init(
        store: RapportStore, verifiedAtOnceBytes: Int = 32 << 20, comparedBytes: Int = 48 << 20,
        notice: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.store = store
        self.verifiedAtOnceBytes = verifiedAtOnceBytes
        self.comparedBytes = comparedBytes
        self.notice = notice
    }

    /// The graph of the active generation with everything in it that was committed before the call; waits until it is.
    ///
    /// - Throws: `StoreError.noVectors` before anything was embedded.
    public func graphIndex(_ collection: RecordCollection, vector: VectorName = .text) throws -> GraphIndex {
        let (graph, dimension) = try activeGraph(collection, vector)
        let index = try current(graph, dimension: dimension)
        guard index.count > 0 else { throw StoreError.noVectors(collection: collection, vector: vector) }
        return index
    }

    /// As `graphIndex`, after every byte of its file was verified.
    ///
    /// - Complexity: O(bytes), once.
    @discardableResult
    public func verifiedIndex(_ collection: RecordCollection, vector: VectorName = .text) throws -> GraphIndex {
        let index = try graphIndex(collection, vector: vector)
        do { try index.verify() } catch HNSWFileError.damaged { return try graphIndex(collection, vector: vector) }
        return index
    }

    private func current(_ graph: GraphID, dimension: Int) throws -> GraphIndex {
        do {
            // Other rules for profiles may have given their vectors another width.
            let fitting = held[graph].flatMap { $0.dimension == dimension ? $0 : nil }
            var index = try fitting ?? open(graph, dimension: dimension)
            if let damage = index.damage { throw HNSWError.damagedFile(damage) }
            while try !follow(index, graph, dimension: dimension) {
                // Someone was forgotten, or the store was restored or compacted: what we hold is no longer its graph.
                index = try open(graph, dimension: dimension)
            }
            return index
        } catch HNSWError.damagedFile(let damage) {
            return try rebuilt(graph, dimension: dimension, because: damage)
        }
    }

    /// Builds an index anew whose file was opened and found damaged later.
    private func rebuilt(_ graph: GraphID, dimension: Int, because damage: HNSWFileError) throws -> GraphIndex {
        notice("\(damage.message); building the index of \(graph.collection.rawValue) anew from SQLite")
        let index = try rebuilt(graph, dimension: dimension)
        held[graph] = index
        return index
    }

    /// Brings all graphs of the active generation up to date and saves those that changed.
    public func save() throws {
        for collection in RecordCollection.allCases {
            for vector in VectorName.allCases {
                do {
                    _ = try graphIndex(collection, vector: vector)
                } catch StoreError.noVectors {
                    continue
                }
            }
        }
        for (graph, index) in held.all where savedSequences[graph] != index.sequence {
            do { try save(index, graph) } catch let error as HNSWFileError {
                guard let damage = index.damage else { throw error }
                try save(rebuilt(graph, dimension: index.dimension, because: damage), graph)
            }
        }
    }

    private func save(_ index: GraphIndex, _ graph: GraphID) throws {
        try GraphFolder(of: store).save(index, as: graph, of: store)
        savedSequences[graph] = index.sequence
        unsavedOperations[graph] = nil
    }

    /// Saves an index on the way to an answer, which it does not keep back where the disk refuses or another process
    /// saves: the next start builds the index anew, or applies more of the log.
    ///
    /// - Parameter isAwaited: whether another process that saves is waited for: where nobody waits for an answer.
    /// - Throws: `HNSWError.damagedFile` where the file that the index was mapped from is.
    func saveIfPossible(_ index: GraphIndex, _ graph: GraphID, isAwaited: Bool = false) throws {
        do {
            let folder = GraphFolder(of: store)
            if isAwaited {
                try folder.save(index, as: graph, of: store)
            } else if try !folder.saveUnlessHeld(index, as: graph, of: store) {
                return
            }
            savedSequences[graph] = index.sequence
            unsavedOperations[graph] = nil
        } catch {
            unsavedOperations[graph] = nil
            if let damage = index.damage { throw HNSWError.damagedFile(damage) }
            let reason = (error as? HNSWFileError)?.message ?? error.localizedDescription
            notice("\(reason); the index of \(graph.collection.rawValue) answers but is not saved")
        }
    }

    private func path(of graph: GraphID) -> String { "\(store.folder)/graphs/\(graph.fileName)" }

    private func open(_ graph: GraphID, dimension: Int) throws -> GraphIndex {
        let index = try mapped(graph, dimension: dimension) ?? rebuilt(graph, dimension: dimension)
        held[graph] = index
        return index
    }

    /// The saved index where it can be trusted; otherwise nil, said why.
    private func mapped(_ graph: GraphID, dimension: Int) throws -> GraphIndex? {
        let path = path(of: graph)
        // Looked at once: another process may remove it at any moment, and opening it says so.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        let isSmall = attributes[.size] as? Int ?? 0 < verifiedAtOnceBytes
        let index: GraphIndex
        do {
            index = try GraphIndex(
                mapping: path, dimension: dimension, schema: graph.collection.attributeSchema,
                verifying: isSmall ? .everything : .onFirstUse)
        } catch let error as HNSWFileError {
            notice("\(error.message); building the index of \(graph.collection.rawValue) anew from SQLite")
            return nil
        } catch let error as AttributeColumns.DamagedSection {
            notice(
                "\(path): the section '\(error.name)' does not fit; building the index of \(graph.collection.rawValue) anew"
            )
            return nil
        }
        guard index.sequence <= (try store.lastSequence()) else {
            notice("\(path) is ahead of SQLite; building the index of \(graph.collection.rawValue) anew")
            // Once SQLite comes as far nothing would tell it from a graph of this store.
            try? FileManager.default.removeItem(atPath: path)
            return nil
        }
        savedSequences[graph] = index.sequence
        index.verifyInBackground()
        guard try follow(index, graph, dimension: dimension) else {
            notice("\(path) is older than the operation log; building the index of \(graph.collection.rawValue) anew")
            return nil
        }
        let expected = try store.vectorCount(of: graph)
        guard expected.sequence > index.sequence || expected.count == index.count else {
            notice(
                "\(path) holds \(index.count) of \(expected.count) vectors; building the index of \(graph.collection.rawValue) anew"
            )
            return nil
        }
        return index
    }

    func rebuilt(_ graph: GraphID, dimension: Int) throws -> GraphIndex {
        // What lies there is not this index, whatever sequence it says.
        savedSequences[graph] = nil
        var rebuild = try GraphRebuild(graph, dimension: dimension, of: store)
        while try rebuild.addPiece() {}
        let index = try rebuild.finished()
        if index.count > 0 { try saveIfPossible(index, graph) }
        return index
    }

    /// Applies what the operation log holds beyond the index.
    ///
    /// - Returns: false where the log was cut beyond the index, which then cannot follow it.
    private func follow(_ index: GraphIndex, _ graph: GraphID, dimension: Int) throws -> Bool {
        let last = try store.lastSequence()
        // Not until the log is empty: another process may write faster than a graph grows.
        while index.sequence < last {
            // Few at a time: what is done need not be compared beside the graph any more.
            let operations = try store.operations(of: graph, after: index.sequence, limit: Self.batchSize)
            if operations.isCut { return false }
            if operations.isEmpty { break }
            try index.delete(operations.deletes)
            try upsert(operations.upserts, index, graph, dimension: dimension)
            for ids in operations.attributes.chunks(of: Self.batchSize) {
                let attributes = try store.attributes(of: ids, in: graph.collection)
                index.updateAttributes(
                    ids.compactMap { id in attributes[id].map { AttributeRecord(id: id, attributes: $0) } })
            }
            index.advance(to: operations.sequence)
            unsavedOperations[graph, default: 0] += operations.lastSequences.count
        }
        // The log's newest entries may be other graphs'.
        index.advance(to: last)
        if unsavedOperations[graph] ?? 0 > Self.savedEvery { try saveIfPossible(index, graph) }
        return true
    }

    private func upsert(_ ids: [Int64], _ index: GraphIndex, _ graph: GraphID, dimension: Int) throws {
        for ids in ids.chunks(of: Self.batchSize) {
            let vectors = try store.vectors(of: graph, dimension: dimension, recordIDs: ids)
            let attributes = try store.attributes(of: vectors.map(\.recordID), in: graph.collection)
            try index.upsert(
                vectors.map { record in
                    VectorRecord(
                        id: record.recordID, vector: record.vector, attributes: attributes[record.recordID] ?? [:])
                })
            // A record whose vector is gone again has a delete further down the log.
        }
    }
}

extension Array {
    func chunks(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
