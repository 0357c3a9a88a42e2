import Conversation
import Foundation
import RapportCore
import Store
import TestSupport

/// A store of pairs with one stage each, whose vectors lie in groups that are known.
struct PlantedStore {
    let folder: TemporaryFolder
    let store: RapportStore
    static let dimension = 24

    /// - Parameter groups: 1 for vectors without groups.
    init(pairs: Int, groups: Int, distance: Float = 1.5, seed: UInt64 = 1) throws {
        folder = try TemporaryFolder()
        store = try RapportStore(folder: folder.url.path, creating: true)
        let rows = (0..<pairs).map { Self.row($0, text: "I am number \($0)") }
        try load(rows)
        try embed { Self.vector(fan: $0, groups: groups, distance: distance, seed: seed) }
    }

    func load(_ rows: [LogRow]) throws {
        let table = LogTable(rows: rows)
        let batch = SortedPairs(table).map { IncomingPair(pair: $0.pair, rows: Array($0.rows)) }
        _ = try store.load(batch, of: table, keys: RowKey.keys(of: table)) { Segmentation().segments(of: $0) }
    }

    /// Fan i pays i mod groups × 10 where he is asked.
    static func row(_ fan: Int, text: String) -> LogRow {
        LogRow(
            chatterName: "Chatter1", modelName: "Model\(fan % 2)", fanMessage: text, chatterMessage: "hello \(fan)",
            price: 10, purchased: fan.isMultiple(of: 3), fanID: "fan_\(fan)",
            datetime: Timestamp(nanoseconds: (1_744_156_800 + Int64(fan)) * 1_000_000_000), tips: 0,
            revenue: fan.isMultiple(of: 3) ? 10 : 0)
    }

    static func vector(fan: Int, groups: Int, distance: Float, seed: UInt64) -> [Float] {
        var centre = SeededGenerator(seed: seed &* 1_000 + UInt64(fan % groups))
        var own = SeededGenerator(seed: seed &* 1_000_000 + UInt64(fan))
        let raw = (0..<dimension).map { _ in
            (groups > 1 ? distance * centre.nextNormal() : 0) + own.nextNormal()
        }
        let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return raw.map { $0 / length }
    }

    private func embed(_ vector: (Int) -> [Float]) throws {
        let generation = try store.generation(embedder: "test", dimension: Self.dimension)
        for collection in RecordCollection.allCases {
            let pending = try store.pending(collection, generation: generation, limit: .max)
            let records = pending.map { record in
                let fan = record.text.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
                return EmbeddedRecord(record: record, contentHash: ContentHash(of: record.text), vector: vector(fan))
            }
            _ = try store.save(records, collection: collection, generation: generation)
        }
    }

    /// The fan of a stage.
    func fan(_ recordID: Int64) throws -> Int? {
        guard case .text(let fan)? = try store.attributes(of: [recordID], in: .stages)[recordID]?["fan"] else {
            return nil
        }
        return Int(fan.dropFirst(4))
    }
}
