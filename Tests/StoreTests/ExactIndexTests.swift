import RapportCore
import Store
import TestSupport
import Testing

/// The index that compares everything, by which others are judged.
@Suite struct ExactIndexTests {
    private static let schema = AttributeSchema(["fan": .text, "stage": .number])

    /// Small whole numbers: many records are as similar as others.
    private static func vector(_ random: inout SeededGenerator) -> [Float] {
        (0..<3).map { _ in Float(Int.random(in: -3...3, using: &random)) }
    }

    @Test(arguments: Seeds.list(5)) func itFindsWhatSortingEverythingFinds(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let exact = ExactIndex(dimension: 3, schema: Self.schema)
        var records: [Int64: VectorRecord] = [:]
        for round in 0..<6 {
            for id in (0..<700).map(Int64.init) where Int.random(in: 0..<3, using: &random) > 0 {
                let stage = Double(Int.random(in: 0..<4, using: &random))
                let record = VectorRecord(
                    id: id, vector: Self.vector(&random),
                    attributes: [
                        "fan": .text("fan \(Int.random(in: 0..<40, using: &random))"), "stage": .number(stage),
                    ])
                records[id] = record
                try await exact.upsert([record])
            }
            for id in records.keys.sorted() where Int.random(in: 0..<4, using: &random) == 0 {
                records[id] = nil
                await exact.delete([id])
            }
            for k in [0, 1, 7, 100, 5_000, Int.max] {
                for (group, stage) in [(nil, nil), ("fan", nil), (nil, 2.0), ("fan", 2.0)] {
                    let query = VectorQuery(
                        vector: Self.vector(&random), k: k,
                        filter: try stage.map { try Filter(parsing: "stage = \($0)") },
                        groupBy: group)
                    let answer = try await exact.search(query)
                    let comment: Comment = "round \(round), \(k) by \(group ?? "nothing"), stage \(stage ?? -1)"
                    let matches = records.values.filter {
                        stage == nil || $0.attributes["stage"] == .number(stage ?? 0)
                    }
                    #expect(answer.matchCount == matches.count, comment)
                    #expect(answer.hits == best(k, of: matches, query, group), comment)
                }
            }
        }
    }

    private func best(_ k: Int, of records: [VectorRecord], _ query: VectorQuery, _ group: String?) -> [VectorHit] {
        let sorted = records.map { record in
            let similarity = zip(query.vector, record.vector).reduce(0) { $0 + $1.0 * $1.1 }
            return (
                hit: VectorHit(id: record.id, similarity: similarity), group: group.flatMap { record.attributes[$0] }
            )
        }.sorted { ($1.hit.similarity, $0.hit.id) < ($0.hit.similarity, $1.hit.id) }
        var seen: Set<AttributeValue> = []
        return Array(sorted.filter { $0.group.map { seen.insert($0).inserted } ?? true }.map(\.hit).prefix(k))
    }
}
