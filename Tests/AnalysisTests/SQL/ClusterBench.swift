import Analysis
import Conversation
import RapportCore
import Store
import TestSupport

/// A store of stages whose vectors lie around planted centres, asked in SQL.
struct ClusterBench {
    let folder: TemporaryFolder
    let store: RapportStore
    let session: SQLSession
    /// Stages and their vectors, by ascending record.
    let vectors: [(recordID: Int64, vector: [Float])]

    /// - Parameter fans: each has one stage, of a model by turns.
    init(fans: Int) throws {
        folder = try TemporaryFolder()
        store = try RapportStore(folder: folder.url.path, creating: true)
        let rows = (0..<fans).map(Self.row)
        let table = LogTable(rows: rows)
        let batch = SortedPairs(table).map { IncomingPair(pair: $0.pair, rows: Array($0.rows)) }
        _ = try store.load(batch, of: table, keys: RowKey.keys(of: table)) { Segmentation().segments(of: $0) }
        let generation = try store.generation(embedder: "test", dimension: 8)
        let pending = try store.pending(.stages, generation: generation, limit: .max)
        var random = SeededGenerator(seed: 5)
        try store.save(
            pending.map { record in
                var vector = (0..<8).map { _ in Float.random(in: -0.1...0.1, using: &random) }
                vector[Int.random(in: 0..<4, using: &random)] += 1
                return EmbeddedRecord(record: record, contentHash: ContentHash(of: record.text), vector: vector)
            }, collection: .stages, generation: generation)
        let graph = GraphID(generation: generation.id, collection: .stages, vector: .text)
        vectors = try store.vectors(of: graph, dimension: 8, limit: .max)
        session = SQLSession(
            store: store, limits: SQLLimits(seconds: .infinity), tables: AnalysisSQL(store: store).tables)
    }

    private static func row(_ fan: Int) -> LogRow {
        let isBought = fan.isMultiple(of: 2)
        return LogRow(
            chatterName: "Chatter1", modelName: "Model\(fan % 3)", fanMessage: "hello \(fan)",
            chatterMessage: "hi", price: 10, purchased: isBought, fanID: "fan_\(fan)",
            datetime: Timestamp(nanoseconds: Int64(fan) * 1_000_000_000), tips: 0, revenue: isBought ? 10 : 0)
    }

    func rows(_ query: String) async throws -> [[SQLValue]] { try await session.answer(to: query).rows }
}
