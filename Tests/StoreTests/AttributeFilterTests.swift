import RapportCore
import Store
import TestSupport
import Testing

/// Filters on columns against their definition, record by record.
@Suite struct AttributeFilterTests {
    static let schema = AttributeSchema(["rate": .number, "stage": .number, "model": .text, "note": .text])
    static let numbers: [AttributeValue] = [
        nil, .number(-.infinity), -1, .number(-0.0), 0, 0.25, 0.5, .number(.infinity),
    ]
    static let texts: [AttributeValue] = [nil, "", "Model1", "Model2", "model1", "Zo\u{EB}", "Zoe\u{308}"]

    static func values(_ name: String) -> [AttributeValue] { schema.types[name] == .number ? numbers : texts }

    static func attributes(_ generator: inout SeededGenerator) -> [String: AttributeValue] {
        var attributes: [String: AttributeValue] = [:]
        for name in schema.names { attributes[name] = values(name).randomElement(using: &generator) }
        return attributes
    }

    /// A filter that asks for values that records hold, for null, and for some that none holds.
    static func filter(depth: Int, _ generator: inout SeededGenerator) -> Filter {
        let name = schema.names[Int.random(in: 0..<schema.names.count, using: &generator)]
        let unheld: AttributeValue = schema.types[name] == .number ? .number(.nan) : "nobody"
        func value() -> AttributeValue { (values(name) + [unheld]).randomElement(using: &generator) ?? .null }
        switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &generator) {
        case 0, 1:
            let comparisons = Filter.Comparison.allCases
            return .compare(
                attribute: name, comparisons[Int.random(in: 0..<comparisons.count, using: &generator)], value())
        case 2: return .isIn(attribute: name, (0..<Int.random(in: 0...4, using: &generator)).map { _ in value() })
        case 3:
            // So many that they are not looked for one by one.
            let many = (0..<100).map { schema.types[name] == .number ? AttributeValue($0) : AttributeValue("\($0)") }
            return .isIn(attribute: name, many + [value(), value()])
        case 4: return .between(attribute: name, value(), value())
        case 5: return .isNull(attribute: name)
        case 6: return .not(filter(depth: depth - 1, &generator))
        case 7, 8: return .and(filter(depth: depth - 1, &generator), filter(depth: depth - 1, &generator))
        default: return .or(filter(depth: depth - 1, &generator), filter(depth: depth - 1, &generator))
        }
    }

    @Test(arguments: Seeds.list(4), [1, 63, 64, 65, 200]) func columnsAgreeWithTheDefinition(
        seed: UInt64, count: Int
    ) async throws {
        var generator = SeededGenerator(seed: seed)
        let exact = ExactIndex(dimension: 1, schema: Self.schema)
        var records = (0..<count).map {
            VectorRecord(id: Int64($0), vector: [1], attributes: Self.attributes(&generator))
        }
        try await exact.upsert(records)
        let deleted = Set((0..<count / 5).map { _ in Int64.random(in: 0..<Int64(count), using: &generator) })
        await exact.delete(Array(deleted))
        records.removeAll { deleted.contains($0.id) }
        for _ in 0..<100 {
            let filter = Self.filter(depth: 3, &generator)
            let expected = records.filter { record in filter.isSatisfied { record.attributes[$0] ?? .null } }
            let answer = try await exact.search(VectorQuery(vector: [1], k: count, filter: filter))
            #expect(answer.hits.map(\.id).sorted() == expected.map(\.id), "seed \(seed): \(filter)")
            #expect(answer.matchCount == expected.count)
        }
    }
}
