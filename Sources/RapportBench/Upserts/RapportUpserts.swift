import ChatLog
import Conversation
import Foundation
import RapportCore
import Store

/// Gives turns their vectors by the store's public path: into SQLite, synced; a search then finds them beside the graph,
/// which gets them in the background.
struct RapportUpserts {
    private let request: UpsertsRequest
    private let store: RapportStore
    private let clock = ContinuousClock()

    init(_ request: UpsertsRequest) throws {
        self.request = request
        store = try RapportStore(folder: request.folder, creating: true)
    }

    /// Loads rows with at least as many turns as vectors will come.
    func prepare() throws {
        let table = Self.logs(turns: request.count)
        let pairs = SortedPairs(table).map { IncomingPair(pair: $0.pair, rows: Array($0.rows)) }
        _ = try store.load(pairs, of: table, keys: RowKey.keys(of: table)) { Segmentation().segments(of: $0) }
    }

    /// Rows with at least `turns` fan messages.
    static func logs(turns: Int) -> LogTable {
        var fans = max(20, turns / 40)
        while true {
            let table = SyntheticLogs(fans: fans, days: 50).generate().table
            if (0..<table.count).count(where: { !table.fanMessage[$0].isEmpty }) >= turns { return table }
            fans *= 2
        }
    }

    /// Each batch is acknowledged once SQLite has synced it and a search has found its last vector.
    ///
    /// - Parameter isIndexed: whether all are waited for to be in the graph at the end.
    func upsert(isIndexed: Bool) async throws -> UpsertsAnswer {
        let indexes = IndexSet(store: store)
        var parts = [Duration](repeating: .zero, count: 3)
        try await forEachBatch { generation, records in
            let begin = clock.now
            try store.save(records, collection: .turns, generation: generation)
            let saved = clock.now
            try await check(try await indexes.index(.turns), finds: records.last)
            for (part, span) in [saved - begin, .zero, clock.now - saved].enumerated() { parts[part] += span }
        }
        if isIndexed {
            let begin = clock.now
            _ = try await indexes.graphIndex(.turns)
            parts[1] += clock.now - begin
        }
        let seconds = parts.map { $0 / .seconds(1) }
        var answer = try measured()
        answer.seconds = seconds.reduce(0, +)
        (answer.upsertSeconds, answer.syncSeconds, answer.searchSeconds) = (seconds[0], seconds[1], seconds[2])
        return answer
    }

    /// All vectors into SQLite, then the graph, which is saved.
    func load() async throws -> UpsertsAnswer {
        let begin = clock.now
        let watch = MemoryWatch()
        try await forEachBatch { generation, records in
            try store.save(records, collection: .turns, generation: generation)
        }
        let indexes = IndexSet(store: store)
        try await indexes.save()
        var answer = try measured()
        answer.seconds = (clock.now - begin) / .seconds(1)
        answer.peakAnonymousBytes = watch.stop()
        let graphs = URL(fileURLWithPath: request.folder).appendingPathComponent("graphs")
        answer.bytes = try Self.bytes(in: graphs)
        return answer
    }

    /// Vectors into SQLite alone.
    ///
    /// - Returns: the seconds that it took.
    func add() async throws -> Double {
        let begin = clock.now
        try await forEachBatch { generation, records in
            try store.save(records, collection: .turns, generation: generation)
        }
        return (clock.now - begin) / .seconds(1)
    }

    private func check(_ index: any SearchableIndex, finds record: EmbeddedRecord?) async throws {
        guard let record, let vector = record.vector else { return }
        let hits = try await index.search(VectorQuery(vector: vector, k: 10, efSearch: request.ef)).hits
        guard hits.contains(where: { $0.id == record.record.recordID }) else {
            throw BenchmarkError.peer("rapport", "the search after a batch did not find its last vector")
        }
    }

    private func forEachBatch(_ body: (Generation, [EmbeddedRecord]) async throws -> Void) async throws {
        let generation = try store.generation(embedder: "bench", dimension: request.dimension)
        let start = request.first ?? 0
        let vectors = ClusteredVectors(count: start + request.count, dimension: request.dimension, seed: 1)
        var after = Int64.min
        for first in stride(from: 0, to: request.count, by: request.batch) {
            let limit = min(request.batch, request.count - first)
            let pending = try store.pending(.turns, generation: generation, after: after, limit: limit)
            guard let last = pending.last, pending.count == limit else {
                throw BenchmarkError.peer("rapport", "there are fewer turns than vectors")
            }
            after = last.recordID
            let records = pending.enumerated().map { index, record in
                let row = start + first + index
                return EmbeddedRecord(
                    record: record, contentHash: ContentHash(of: "\(row)"), vector: vectors.row(row, stream: 1))
            }
            try await body(generation, records)
        }
    }

    private func measured() throws -> UpsertsAnswer {
        var answer = UpsertsAnswer()
        answer.bytes = try Self.bytes(in: URL(fileURLWithPath: request.folder))
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        // Linux counts in KiB.
        answer.peakBytes = usage.ru_maxrss << 10
        return answer
    }

    private static func bytes(in folder: URL) throws -> Int {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).reduce(0) { total, name in
            let values = try folder.appendingPathComponent(name).resourceValues(forKeys: [.fileSizeKey])
            return total + (values.fileSize ?? 0)
        }
    }
}
