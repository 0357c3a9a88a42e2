import Conversation
import Foundation
import RapportCore
import Store
import TestSupport

/// A store in a folder of its own.
struct StoreFixture {
    let folder: TemporaryFolder
    let store: RapportStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RapportStore(folder: folder.url.path, creating: true)
    }

    @discardableResult
    func load(_ rows: [LogRow]) throws -> LoadReport {
        let table = LogTable(rows: rows)
        let batch = SortedPairs(table).map { IncomingPair(pair: $0.pair, rows: Array($0.rows)) }
        return try store.load(batch, of: table, keys: RowKey.keys(of: table)) { Segmentation().segments(of: $0) }
    }

    /// Gives every pending record a vector that follows from its text.
    @discardableResult
    func embed(dimension: Int = 16) throws -> Generation {
        let generation = try store.generation(embedder: "test", dimension: dimension)
        for collection in RecordCollection.allCases {
            let pending = try store.pending(collection, generation: generation, limit: .max)
            try store.save(
                pending.map { record in
                    let hash = ContentHash(of: record.text)
                    var logs = RandomLogs(seed: UInt64(bitPattern: hash.recordID))
                    return EmbeddedRecord(record: record, contentHash: hash, vector: logs.vector(dimension))
                }, collection: collection, generation: generation)
        }
        return generation
    }

    /// Everything that segmentation derived and every row, without ids that depend on the order of loading.
    func contents() throws -> [String] {
        var lines: [String] = []
        try store.forEachPair { pair, rows in
            lines.append("pair \(pair.pair) \(pair.messageCount) \(pair.outcome)")
            let conversations = try store.conversations(ids: Array(Set(rows.map(\.conversationID))))
            for conversation in conversations.values.sorted(by: { $0.startedAt < $1.startedAt }) {
                lines.append(
                    "conversation \(conversation.id) \(conversation.endedAt) \(conversation.messageCount) \(conversation.outcome)"
                )
            }
            for stage in try store.stages(of: pair.pairID) {
                lines.append(
                    "stage \(stage.id) \(stage.stage) \(stage.startedAt) \(stage.endedAt) \(stage.messageCount) \(stage.outcome)"
                )
            }
            // Rows of one moment lie in the order of loading, which overlapping exports may change.
            lines += rows.map { "row \($0.row.datetime) \($0.row.hashValue) \($0.conversationID) \($0.stage)" }.sorted()
        }
        return lines
    }
}
