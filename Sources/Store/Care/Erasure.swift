import GRDB
import RapportCore

/// Takes out of the bytes of a store's files what was deleted from its tables.
///
/// A deletion leaves copies: in free room of SQLite's pages, in its write-ahead log, in graph files. Each of these
/// is written anew. Uploads that no job has loaded yet go too. Until all of it is done the store remembers that it is not, so that a stop loses nothing.
struct Erasure {
    let store: RapportStore
    var notice: @Sendable (String) -> Void = { _ in }

    /// - Complexity: O(bytes of the store), and the building of all graphs.
    /// - Throws: `CareError.logInUse` where another process reads on; the rest is done then.
    func finish() async throws {
        // Files that nobody has looked into may hold anybody; what is sent again is loaded without the forgotten.
        try Uploads(of: store).removeAll()
        // Graphs that the log was cut from are built anew here, and their files replaced.
        try await IndexSet(store: store, notice: notice).save()
        try GraphFolder(of: store).removeStale(floor: store.logFloor())
        try store.vacuum()
        guard try store.emptyLog() else { throw CareError.logInUse(seconds: store.lockTimeoutSeconds) }
        try store.writing("noting that all is erased") { db in try db.execute(sql: "DELETE FROM erasures") }
    }
}

/// Forgets a person for good.
public struct Forgetting: Sendable {
    private let store: RapportStore

    public init(store: RapportStore) {
        self.store = store
    }

    /// Removes all that the store knows of a pair, from tables and from the bytes of its files, and keeps a keyed
    /// hash by which the next ingest rejects the pair's rows.
    ///
    /// A call that was stopped may be made again; it goes on where it was.
    ///
    /// - Returns: what was removed by this call.
    /// - Complexity: O(bytes of the store), and the building of all graphs.
    /// - Throws: `StoreError.unknownPair` where the pair is neither there nor forgotten; `CareError`.
    @discardableResult
    public func forget(_ pair: PairID, now: Timestamp) async throws -> PairTraces {
        try await FileLock.holding(
            RapportStore.careLock(in: store.folder), timeoutSeconds: store.lockTimeoutSeconds
        ) {
            try Restore.sweep(store.folder)
            let traces = try store.traces(of: pair)
            if traces != nil {
                try store.delete(pair, at: now)
            } else if try !store.isForgotten(pair) {
                throw StoreError.unknownPair(pair)
            }
            // Also of one who is forgotten already: a stop may have come between the two files.
            try AccessStore.existing(folder: store.folder)?.makeNameless(pair)
            if try store.hasUnfinishedErasure() { try await Erasure(store: store).finish() }
            return traces ?? PairTraces()
        }
    }
}
