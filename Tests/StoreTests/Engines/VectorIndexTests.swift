import RapportCore
import Store
import TestSupport
import Testing

/// What everything behind `VectorIndex` does alike: exact search, the graph, servers elsewhere.
@Suite(.serialized) struct VectorIndexTests {
    private static let dimension = 24
    private static let schema = FilteredSearchTests.schema

    private func withIndex(
        _ tested: TestedIndex, dimension: Int = dimension,
        _ body: (_ index: any VectorIndex, _ settle: () throws -> Void) async throws -> Void
    ) async throws {
        let made = try await tested.make(dimension: dimension, schema: Self.schema)
        try await body(made.index, made.settle)
        withExtendedLifetime(made.keeping) {}
    }

    @Test(arguments: TestedIndex.allCases) func itFindsWhatExactSearchFinds(tested: TestedIndex) async throws {
        var logs = RandomLogs(seed: 11)
        let exact = ExactIndex(dimension: Self.dimension, schema: Self.schema)
        let records = (0..<2_000).map { FilteredSearchTests.record(Int64($0), &logs, dimension: Self.dimension) }
        try await exact.upsert(records)
        try await withIndex(tested) { index, settle in
            try await index.upsert(records)
            try settle()
            #expect(try await index.count == records.count)
            for text in FilteredSearchTests.filters {
                let filter = try text.map { try Filter(parsing: $0) }
                for groupBy in [nil, "conversation_id", "rate"] {
                    var found = 0
                    var expected = 0
                    for _ in 0..<10 {
                        let query = VectorQuery(
                            vector: logs.vector(Self.dimension), k: 10, filter: filter, groupBy: groupBy)
                        let oracle = try await exact.search(query)
                        let answer = try await index.search(query)
                        #expect(answer.hits.count == oracle.hits.count, "\(text ?? "none"), \(groupBy ?? "none")")
                        #expect(answer.matchCount == nil || answer.matchCount == oracle.matchCount)
                        #expect(answer.hits.map(\.similarity) == answer.hits.map(\.similarity).sorted(by: >))
                        let similarity = Dictionary(uniqueKeysWithValues: oracle.hits.map { ($0.id, $0.similarity) })
                        for hit in answer.hits {
                            guard let exact = similarity[hit.id] else { continue }
                            found += 1
                            // Graphs hold vectors in 16 bits a component.
                            #expect(abs(exact - hit.similarity) < 1e-3)
                        }
                        expected += oracle.hits.count
                    }
                    #expect(Double(found) >= 0.95 * Double(expected), "\(text ?? "none"), \(groupBy ?? "none")")
                }
            }
        }
    }

    /// Of any filter, with nulls and texts that are special somewhere, exactly those records pass that its definition
    /// names.
    @Test(arguments: TestedIndex.allCases) func filtersMeanWhatTheyAreDefinedToMean(tested: TestedIndex) async throws {
        var logs = RandomLogs(seed: 12)
        let records = (0..<200).map { id in
            VectorRecord(id: Int64(id), vector: [1, 0], attributes: RandomFilter.attributes(using: &logs.generator))
        }
        try await withIndex(tested, dimension: 2) { index, settle in
            try await index.upsert(records)
            for round in 0..<300 {
                if round == 150 { try settle() }
                let filter = RandomFilter.filter(depth: 3, using: &logs.generator)
                let expected = records.filter { record in
                    filter.isSatisfied { record.attributes[$0] ?? .null }
                }.map(\.id)
                let hits = try await index.search(VectorQuery(vector: [1, 0], k: 1_000, filter: filter)).hits
                #expect(hits.map(\.id).sorted() == expected, "\(filter)")
            }
        }
    }

    @Test(arguments: TestedIndex.allCases) func itFollowsInsertsUpdatesAndDeletes(tested: TestedIndex) async throws {
        var logs = RandomLogs(seed: 13)
        let exact = ExactIndex(dimension: Self.dimension, schema: Self.schema)
        try await withIndex(tested) { index, settle in
            for round in 0..<40 {
                if round % 20 == 10 { try settle() }
                let ids = (0..<25).map { _ in Int64.random(in: 0..<300, using: &logs.generator) }
                switch Int.random(in: 0..<4, using: &logs.generator) {
                case 0:
                    try await index.delete(ids)
                    await exact.delete(ids)
                case 1:
                    let records = ids.map {
                        AttributeRecord(id: $0, attributes: FilteredSearchTests.attributes(&logs))
                    }
                    try await index.updateAttributes(records)
                    await exact.updateAttributes(records)
                default:
                    let records = ids.map { FilteredSearchTests.record($0, &logs, dimension: Self.dimension) }
                    try await index.upsert(records)
                    try await exact.upsert(records)
                }
                #expect(try await index.count == exact.count)
                let query = VectorQuery(
                    vector: logs.vector(Self.dimension), k: 400, filter: try Filter(parsing: "rate > 0.3"))
                let answer = try await index.search(query)
                let oracle = try await exact.search(query)
                #expect(Set(answer.hits.map(\.id)) == Set(oracle.hits.map(\.id)))
            }
        }
    }

    @Test(arguments: TestedIndex.allCases) func whatDoesNotFitIsRefused(tested: TestedIndex) async throws {
        try await withIndex(tested, dimension: 2) { index, _ in
            await #expect(throws: VectorIndexError.wrongDimension(expected: 2, found: 3)) {
                _ = try await index.search(VectorQuery(vector: [1, 0, 0], k: 1))
            }
            await #expect(throws: VectorIndexError.notFinite) {
                _ = try await index.search(VectorQuery(vector: [1, .nan], k: 1))
            }
            await #expect(throws: VectorIndexError.unknownAttribute("moon", known: Self.schema.names)) {
                _ = try await index.search(VectorQuery(vector: [1, 0], k: 1, groupBy: "moon"))
            }
            await #expect(throws: FilterError.self) {
                _ = try await index.search(
                    VectorQuery(vector: [1, 0], k: 1, filter: .compare(attribute: "model", .equal, 3)))
            }
            await #expect(throws: VectorIndexError.notFinite) {
                try await index.upsert([VectorRecord(id: 1, vector: [.infinity, 0], attributes: [:])])
            }
            let count = try await index.count
            #expect(count == 0)
        }
    }
}

/// Filters and attributes with what is special in some engine's language.
private enum RandomFilter {
    private static let texts = [
        "", "Model1", "model1", "O'Neill", "a\"b", "back\\slash", "{curly,comma}", "NULL", "null", "%", "_", "Zo\u{EB}",
        "Zoe\u{308}", "\u{1F600}", "tab\tnew\nline", " lead", "trail ", "$1", "--", "\u{FFFF}",
    ]
    private static let numbers: [Double] = [
        -.infinity, -1e300, -1, -0.0, 0, 5e-301, 0.1, 0.30000000000000004, 1, 2, 1e15, .infinity,
    ]

    static func attributes(using generator: inout SeededGenerator) -> [String: AttributeValue] {
        var attributes: [String: AttributeValue] = [:]
        for name in ["model", "conversation_id"] where Int.random(in: 0..<4, using: &generator) > 0 {
            attributes[name] = .text(texts.randomElement(using: &generator) ?? "")
        }
        for name in ["rate", "stage"] where Int.random(in: 0..<4, using: &generator) > 0 {
            attributes[name] = .number(numbers.randomElement(using: &generator) ?? 0)
        }
        return attributes
    }

    static func filter(depth: Int, using generator: inout SeededGenerator) -> Filter {
        let kind = Int.random(in: depth == 0 ? 3..<7 : 0..<7, using: &generator)
        let isText = Bool.random(using: &generator)
        let name = (isText ? ["model", "conversation_id"] : ["rate", "stage"]).randomElement(using: &generator) ?? ""
        func operand() -> AttributeValue {
            if Int.random(in: 0..<8, using: &generator) == 0 { return .null }
            if isText { return .text((texts + ["Model1\u{0}x", "\u{0}"]).randomElement(using: &generator) ?? "") }
            return .number((numbers + [.nan]).randomElement(using: &generator) ?? 0)
        }
        switch kind {
        case 0: return .and(filter(depth: depth - 1, using: &generator), filter(depth: depth - 1, using: &generator))
        case 1: return .or(filter(depth: depth - 1, using: &generator), filter(depth: depth - 1, using: &generator))
        case 2: return .not(filter(depth: depth - 1, using: &generator))
        case 3: return .isNull(attribute: name)
        case 4:
            let comparison = Filter.Comparison.allCases.randomElement(using: &generator) ?? .equal
            return .compare(attribute: name, comparison, operand())
        case 5: return .between(attribute: name, operand(), operand())
        default: return .isIn(attribute: name, (0..<Int.random(in: 0..<4, using: &generator)).map { _ in operand() })
        }
    }
}
