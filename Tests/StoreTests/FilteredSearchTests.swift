import RapportCore
import Store
import TestSupport
import Testing

/// Exact search and the graph behind one protocol.
@Suite struct FilteredSearchTests {
    static let schema = AttributeSchema(["model": .text, "rate": .number, "stage": .number, "conversation_id": .text])

    static func record(_ id: Int64, _ logs: inout RandomLogs, dimension: Int) -> VectorRecord {
        VectorRecord(id: id, vector: logs.vector(dimension), attributes: attributes(&logs))
    }

    static func attributes(_ logs: inout RandomLogs) -> [String: AttributeValue] {
        let rate: AttributeValue =
            Int.random(in: 0..<3, using: &logs.generator) == 0
            ? .null : .number(Double(Int.random(in: 0...4, using: &logs.generator)) / 4)
        return [
            "model": .text("Model\(Int.random(in: 1...5, using: &logs.generator))"), "rate": rate,
            "stage": .number(Double(Int.random(in: 1...3, using: &logs.generator))),
            "conversation_id": .text("c\(Int.random(in: 0..<400, using: &logs.generator))"),
        ]
    }

    static let filters: [String?] = [
        nil, "model = 'Model3'", "rate >= 0.5", "not (rate >= 0.5)", "rate is null", "stage in (2, 3) and rate > 0.9",
        "model != 'Model1' or rate between 0.2 and 0.6", "model = 'nobody'", "rate = null",
        "not (model in ('Model1', null))",
    ]

    @Test(arguments: Seeds.list(3)) func theGraphFindsWhatExactSearchFinds(seed: UInt64) async throws {
        var logs = RandomLogs(seed: seed)
        let dimension = 24
        let graph = try GraphIndex(dimension: dimension, schema: Self.schema)
        let exact = ExactIndex(dimension: dimension, schema: Self.schema)
        let records = (0..<3_000).map { Self.record(Int64($0), &logs, dimension: dimension) }
        try graph.upsert(records)
        try await exact.upsert(records)
        for text in Self.filters {
            let filter = try text.map { try Filter(parsing: $0) }
            for groupBy in [nil, "conversation_id"] {
                var found = 0
                var expected = 0
                for _ in 0..<20 {
                    let query = VectorQuery(vector: logs.vector(dimension), k: 10, filter: filter, groupBy: groupBy)
                    let oracle = try await exact.search(query)
                    let answer = try graph.search(query)
                    #expect(answer.hits.count == oracle.hits.count)
                    #expect(answer.matchCount == oracle.matchCount)
                    found += Set(answer.hits.map(\.id)).intersection(oracle.hits.map(\.id)).count
                    expected += oracle.hits.count
                }
                #expect(Double(found) >= 0.98 * Double(expected), "filter \(text ?? "none"), seed \(seed)")
            }
        }
    }

    @Test(arguments: Seeds.list(3)) func anIndexFollowsInsertsUpdatesAndDeletes(seed: UInt64) async throws {
        var logs = RandomLogs(seed: seed)
        let dimension = 12
        let graph = try GraphIndex(dimension: dimension, schema: Self.schema)
        let exact = ExactIndex(dimension: dimension, schema: Self.schema)
        for _ in 0..<40 {
            let ids = (0..<25).map { _ in Int64.random(in: 0..<300, using: &logs.generator) }
            switch Int.random(in: 0..<4, using: &logs.generator) {
            case 0:
                try graph.delete(ids)
                await exact.delete(ids)
            case 1:
                let records = ids.map { AttributeRecord(id: $0, attributes: Self.attributes(&logs)) }
                graph.updateAttributes(records)
                await exact.updateAttributes(records)
            default:
                let records = ids.map { Self.record($0, &logs, dimension: dimension) }
                try graph.upsert(records)
                try await exact.upsert(records)
            }
            try graph.checkInvariants()
            let query = VectorQuery(
                vector: logs.vector(dimension), k: 400, filter: try Filter(parsing: "rate > 0.3"), groupBy: nil)
            let answer = try graph.search(query)
            let oracle = try await exact.search(query)
            #expect(Set(answer.hits.map(\.id)) == Set(oracle.hits.map(\.id)), "seed \(seed)")
        }
    }

    @Test(arguments: Seeds.list(4)) func columnsAgreeWithTheFiltersDefinition(seed: UInt64) async throws {
        var logs = RandomLogs(seed: seed)
        let exact = ExactIndex(dimension: 2, schema: Self.schema)
        let records = (0..<200).map {
            VectorRecord(id: Int64($0), vector: [1, 0], attributes: Self.attributes(&logs))
        }
        try await exact.upsert(records)
        for text in Self.filters.compactMap({ $0 }) {
            let filter = try Filter(parsing: text)
            let expected = records.filter { record in filter.isSatisfied { record.attributes[$0] ?? .null } }.map(\.id)
            let hits = try await exact.search(VectorQuery(vector: [1, 0], k: 1_000, filter: filter)).hits
            #expect(hits.map(\.id).sorted() == expected, "filter \(text), seed \(seed)")
        }
    }

    @Test func twoSpellingsOfOneLetterAreTwoValues() throws {
        let graph = try GraphIndex(dimension: 2, schema: Self.schema)
        let names = ["Zo\u{EB}", "Zoe\u{308}"]
        try graph.upsert(
            names.enumerated().map { VectorRecord(id: Int64($0), vector: [1, 0], attributes: ["model": .text($1)]) })
        for (id, name) in names.enumerated() {
            let filter = Filter.compare(attribute: "model", .equal, .text(name))
            let hits = try graph.search(VectorQuery(vector: [1, 0], k: 5, filter: filter)).hits
            #expect(hits.map(\.id) == [Int64(id)])
        }
        let grouped = try graph.search(VectorQuery(vector: [1, 0], k: 5, groupBy: "model"))
        #expect(grouped.hits.count == 2)
    }

    @Test func queriesThatDoNotFitAreRefused() async throws {
        let graph = try GraphIndex(dimension: 2, schema: Self.schema)
        #expect(throws: VectorIndexError.wrongDimension(expected: 2, found: 3)) {
            try graph.search(VectorQuery(vector: [1, 0, 0], k: 1))
        }
        #expect(throws: VectorIndexError.notFinite) { try graph.search(VectorQuery(vector: [.nan, 0], k: 1)) }
        #expect(throws: FilterError.self) {
            try graph.search(VectorQuery(vector: [1, 0], k: 1, filter: .isNull(attribute: "age")))
        }
        #expect(throws: VectorIndexError.self) {
            try graph.upsert([VectorRecord(id: 1, vector: [.infinity, 0], attributes: [:])])
        }
    }
}
