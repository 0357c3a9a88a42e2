import Foundation
import HNSW
import RapportCore

/// Builds a graph anew from SQLite, piece by piece; between two pieces it can be put aside in a file and taken up
/// again by another process.
///
/// The graph that is in use answers meanwhile. What is committed while this goes on is in the operation log after
/// `sequence`, and is applied to the finished index like any other.
struct GraphRebuild {
    private let store: RapportStore
    private let graph: GraphID
    private let dimension: Int
    private let hnsw: HNSWGraph
    /// The operation log when the first record was read.
    private let sequence: Int64
    /// All records up to this id are in.
    private var lastID: Int64

    /// Records whose vectors lie in memory at a time, so that those of all never lie there beside their codes.
    static let pieceSize = 10_000
    /// Records that are read from SQLite at a time.
    private static let batchSize = 5_000

    /// Records so far.
    var count: Int { hnsw.count }

    /// Begins.
    init(_ graph: GraphID, dimension: Int, of store: RapportStore) throws {
        // What loading vectors left in SQLite's cache, up to 64 MiB.
        store.releaseWriterMemory()
        self.init(
            store: store, graph: graph, dimension: dimension, hnsw: try HNSWGraph(HNSWParameters(dimension: dimension)),
            // First of all: what is committed while we read is in the log after it.
            sequence: try store.lastSequence(), lastID: .min)
    }

    private init(
        store: RapportStore, graph: GraphID, dimension: Int, hnsw: HNSWGraph, sequence: Int64, lastID: Int64
    ) {
        (self.store, self.graph, self.dimension) = (store, graph, dimension)
        (self.hnsw, self.sequence, self.lastID) = (hnsw, sequence, lastID)
    }

    /// Adds the next records.
    ///
    /// - Returns: false where there were none left.
    /// - Complexity: that of building `pieceSize` records.
    mutating func addPiece(of pieceSize: Int = Self.pieceSize) throws -> Bool {
        var labels: [Int64] = []
        var components: [Float] = []
        components.reserveCapacity(pieceSize * dimension)
        while labels.count < pieceSize {
            let limit = min(Self.batchSize, pieceSize - labels.count)
            let batch = try store.vectors(
                of: graph, dimension: dimension, after: labels.last ?? lastID, limit: limit)
            if batch.isEmpty { break }
            for record in batch {
                labels.append(record.recordID)
                components += record.vector
            }
        }
        guard let last = labels.last else { return false }
        try hnsw.build(
            labels: labels, vectors: components, threads: ProcessInfo.processInfo.activeProcessorCount)
        lastID = last
        return true
    }

    /// The index of all records.
    func finished() throws -> GraphIndex {
        var columns = AttributeColumns(schema: graph.collection.attributeSchema)
        let labels = hnsw.labels
        columns.reserveCapacity(labels.count)
        for start in stride(from: 0, to: labels.count, by: Self.batchSize) {
            let ids = Array(labels[start..<min(start + Self.batchSize, labels.count)])
            let attributes = try store.attributes(of: ids, in: graph.collection)
            for id in ids {
                if let slot = hnsw.slot(of: id) { columns.set(Int(slot), attributes[id] ?? [:]) }
            }
        }
        return GraphIndex(hnsw, GraphIndex.State(columns: columns, sequence: sequence))
    }
}

// MARK: - Putting aside

extension GraphRebuild {
    /// What was put aside and still holds: the log was not cut since, by which someone may have been forgotten.
    init?(resuming graph: GraphID, dimension: Int, of store: RapportStore) throws {
        let path = GraphFolder(of: store).partialFile(of: graph)
        guard let file = try? HNSWGraph.open(path, expectingDimension: dimension),
            file.graph.parameters == HNSWParameters(dimension: dimension)
        else { return nil }
        let sequence = Int64(clamping: file.sequence)
        guard sequence >= (try store.logFloor()), sequence <= (try store.lastSequence()) else { return nil }
        self.init(
            store: store, graph: graph, dimension: dimension, hnsw: file.graph, sequence: sequence,
            lastID: file.graph.labels.max() ?? .min)
    }

    /// Puts what there is aside, unless the log was cut meanwhile.
    ///
    /// - Complexity: O(bytes of the graph).
    func putAside() throws {
        let folder = GraphFolder(of: store)
        try folder.locked {
            guard sequence >= (try store.logFloor()) else { return }
            try hnsw.save(to: folder.partialFile(of: graph), sequence: UInt64(sequence))
        }
    }

    /// Removes what was put aside.
    func discard() throws {
        let folder = GraphFolder(of: store)
        try folder.locked { try DurableFiles.remove(folder.partialFile(of: graph)) }
    }
}
