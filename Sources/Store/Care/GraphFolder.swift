import Foundation
import HNSW
import RapportCore

/// The graph files of a store: who may write them, and which still belong to the store's log.
struct GraphFolder {
    let path: String

    init(of store: RapportStore) { path = store.folder + "/graphs" }

    func file(of graph: GraphID) -> String { "\(path)/\(graph.fileName)" }

    /// Where a graph lies that is being built anew.
    func partialFile(of graph: GraphID) -> String { file(of: graph) + ".part" }

    /// Runs `body` while no other process saves a graph here: two that write one file aside would mix their bytes.
    func locked<Result>(_ body: () throws -> Result) throws -> Result {
        try DurableFiles.makeFolder(path)
        return try FileLock.holding(lockFile, body)
    }

    /// Saves an index, unless the log was cut meanwhile: what a forgotten person left must not come back to disk. Nor
    /// does an index take the place of a newer one, which another process saved and maybe cut the log behind.
    func save(_ index: GraphIndex, as graph: GraphID, of store: RapportStore) throws {
        try locked { try put(index, as: graph, of: store) }
    }

    /// As `save`, for those who keep someone waiting.
    ///
    /// - Returns: false where another process is at the graphs; nothing was saved.
    func saveUnlessHeld(_ index: GraphIndex, as graph: GraphID, of store: RapportStore) throws -> Bool {
        try DurableFiles.makeFolder(path)
        guard let descriptor = try FileLock.attempt(lockFile) else { return false }
        defer { close(descriptor) }
        try put(index, as: graph, of: store)
        return true
    }

    private func put(_ index: GraphIndex, as graph: GraphID, of store: RapportStore) throws {
        let file = file(of: graph)
        guard index.sequence >= (try store.logFloor()) else { return }
        if let saved = Self.sequence(ofFile: file), saved > index.sequence, saved <= (try store.lastSequence()) {
            return
        }
        try index.save(to: file)
    }

    private var lockFile: String { path + "/lock" }

    /// The names of all graph files, whole or not.
    var fileNames: [String] {
        DurableFiles.names(in: path).filter { $0.contains(".hnsw") }
    }

    /// The sequence that a graph file holds; nil where the file is not there or cannot be trusted.
    static func sequence(ofFile path: String) -> Int64? {
        (try? HNSWGraph.open(path)).map { Int64(clamping: $0.sequence) }
    }

    /// Removes what no process can use any more: unfinished files, and graphs from before the log was cut.
    ///
    /// - Complexity: O(bytes of the graphs).
    func removeStale(floor: Int64) throws {
        try locked {
            for name in fileNames where Self.sequence(ofFile: "\(path)/\(name)").map({ $0 < floor }) ?? true {
                try DurableFiles.remove("\(path)/\(name)")
            }
            try DurableFiles.sync(path)
        }
    }
}
