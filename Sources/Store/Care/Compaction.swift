import GRDB
import RapportCore

/// What a compaction did, and what it left for the next.
public struct CompactionReport: Sendable {
    public var graphs: [GraphState] = []
    /// Entries of the operation log that all graphs hold.
    public var operationsRemoved = 0
    public var finishedErasure = false
    public var vacuumed = false
    /// Of SQLite's file, before and after.
    public var bytesBefore = 0
    public var bytesAfter = 0
    /// What the budget had no room for, or a reader stood in the way of; one line each.
    public var left: [String] = []

    public struct GraphState: Sendable, Equatable {
        public var collection: RecordCollection
        public var vector: VectorName
        /// Free slots ÷ slots, before.
        public var freeShare: Double
        /// Records replaced or deleted since the graph was built ÷ records, before.
        public var changedShare: Double
        public var rebuilt: Bool
    }
}

/// Tidies a store up: rebuilds worn graphs, cuts the operation log, gives free pages back.
///
/// Everything is made beside what readers use and put in its place by a rename or a transaction. Each step sees from
/// the store whether it is needed, so a compaction that was stopped goes on when it is called again.
public struct Compaction: Sendable {
    /// A graph with more free slots than this is built anew.
    static let freeShareLimit = 0.2
    /// A graph of which more than this was replaced or deleted is built anew.
    static let changedShareLimit = 0.5
    /// Log entries below which it stays: cutting it makes every process open its graphs anew.
    static let logLimit = 10_000
    /// SQLite's file is written anew where more of it is free.
    static let freePagesLimit = 0.1
    /// A cautious guess of how fast SQLite writes its file anew, for the budget.
    private static let vacuumBytesPerSecond = 40e6

    private let store: RapportStore
    private let notice: @Sendable (String) -> Void

    public init(store: RapportStore, notice: @escaping @Sendable (String) -> Void = { _ in }) {
        self.store = store
        self.notice = notice
    }

    /// Does what is needed as long as the budget lasts; what has begun is finished, but for a graph that is built
    /// anew: that goes in pieces of some seconds.
    ///
    /// - Parameter budgetSeconds: nil sets no limit.
    /// - Throws: `CareError`, `StoreError`, `CancellationError`; what was done by then stays done.
    public func run(budgetSeconds: Double? = nil) async throws -> CompactionReport {
        let clock = ContinuousClock()
        let deadline = budgetSeconds.map { clock.now + .seconds($0) }
        return try await run(pieceSize: GraphRebuild.pieceSize) { seconds in
            deadline.map { clock.now + .seconds(seconds) < $0 } ?? true
        }
    }

    /// - Parameters:
    ///   - pieceSize: records that are added to a graph between two looks at the clock.
    ///   - hasTime: whether there is time for something that takes some seconds.
    package func run(
        pieceSize: Int, hasTime: @escaping @Sendable (Double) -> Bool
    ) async throws -> CompactionReport {
        try await FileLock.holding(
            RapportStore.careLock(in: store.folder), timeoutSeconds: store.lockTimeoutSeconds
        ) {
            try Restore.sweep(store.folder)
            var report = CompactionReport()
            report.bytesBefore = try store.fileUse().bytes
            if try store.hasUnfinishedErasure() {
                try await Erasure(store: store, notice: notice).finish()
                report.finishedErasure = true
            }
            try await compactGraphs(&report, pieceSize: pieceSize) { hasTime(0) }
            try Task.checkCancellation()
            try compactDatabase(&report, hasTime: hasTime)
            report.bytesAfter = try store.fileUse().bytes
            return report
        }
    }

    private func compactGraphs(
        _ report: inout CompactionReport, pieceSize: Int, hasTime: @Sendable () -> Bool
    ) async throws {
        // Indexes of our own: those that answer queries stay as they are until they open the new files.
        let indexes = IndexSet(store: store, notice: notice)
        guard let generation = try store.activeGeneration() else { return }
        for (collection, vector) in try store.graphsInUse(of: generation) {
            try Task.checkCancellation()
            guard hasTime() else {
                report.left.append("the graph of \(collection.rawValue) (\(vector.rawValue)) was not looked at")
                continue
            }
            var state = try await indexes.wear(collection, vector: vector)
            if state.freeShare > Self.freeShareLimit || state.changedShare > Self.changedShareLimit {
                let built = try await indexes.rebuild(
                    collection, vector: vector, pieceSize: pieceSize, hasTime: hasTime)
                state.rebuilt = built == nil
                if let built {
                    report.left.append(
                        "the graph of \(collection.rawValue) (\(vector.rawValue)) is built anew up to \(built) records")
                }
            }
            report.graphs.append(state)
        }
        let isLong = try store.operationCount() > Self.logLimit
        guard report.graphs.contains(where: \.rebuilt) || isLong else { return }
        guard hasTime() else { return report.left.append("the operation log was not cut") }
        let sequence = try store.raiseSequence()
        // From here on all saved graphs hold the log up to `sequence`; cutting it there sends readers to them.
        try await indexes.save()
        report.operationsRemoved = try store.cutLog(at: sequence)
        try GraphFolder(of: store).removeStale(floor: sequence)
    }

    private func compactDatabase(_ report: inout CompactionReport, hasTime: (Double) -> Bool) throws {
        let use = try store.fileUse()
        if use.freeShare > Self.freePagesLimit {
            if hasTime(Double(use.bytes) / Self.vacuumBytesPerSecond) {
                try store.vacuum()
                report.vacuumed = true
            } else {
                report.left.append("\(use.freePages * use.pageSize) free bytes of rapport.sqlite were not given back")
            }
        }
        if try !store.emptyLog() { report.left.append("SQLite's log was not emptied, since another process reads it") }
    }
}

extension RapportStore {
    /// The graphs of a generation that hold vectors.
    public func graphsInUse(of generation: Generation) throws -> [(RecordCollection, VectorName)] {
        var graphs: [(RecordCollection, VectorName)] = []
        for collection in RecordCollection.allCases {
            for vector in VectorName.allCases {
                let graph = GraphID(generation: generation.id, collection: collection, vector: vector)
                if try vectorCount(of: graph).count > 0 { graphs.append((collection, vector)) }
            }
        }
        return graphs
    }

    fileprivate func operationCount() throws -> Int {
        try reading("reading the operation log") { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM operations") ?? 0
        }
    }

    fileprivate func raiseSequence() throws -> Int64 {
        try writing("cutting the operation log") { db in try Self.raiseSequence(db) }
    }

    fileprivate func cutLog(at sequence: Int64) throws -> Int {
        try writing("cutting the operation log") { db in try Self.cutLog(db, at: sequence) }
    }
}
