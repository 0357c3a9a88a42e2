import Foundation
import RapportCore
import TestSupport
import Testing

struct FilterTests {
    @Test func readsTheExampleOfTheDesign() throws {
        let filter = try Filter(parsing: "model = 'Model3' and success_rate >= 0.5 and stage in (2, 3)")
        let expected = Filter.and(
            .and(
                .compare(attribute: "model", .equal, "Model3"),
                .compare(attribute: "success_rate", .greaterOrEqual, 0.5)),
            .isIn(attribute: "stage", [2, 3]))
        #expect(filter == expected)
        #expect(filter.attributes == ["model", "success_rate", "stage"])
    }

    @Test(arguments: [
        ("a = 1 or b = 2 and c = 3", "a = 1.0 or b = 2.0 and c = 3.0"),
        ("(a = 1 or b = 2) and c = 3", "(a = 1.0 or b = 2.0) and c = 3.0"),
        ("a=1 and (b=2 and c=3)", "a = 1.0 and (b = 2.0 and c = 3.0)"),
        ("NOT a <> 1 AND b == 2", "not a != 1.0 and b = 2.0"),
        ("not (a = 1 or b = 2)", "not (a = 1.0 or b = 2.0)"),
        ("a is not null and b IS NULL", "a is not null and b is null"),
        ("a not in (1, -2.5e3) or b between 'x' and 'y'", "a not in (1.0, -2500.0) or b between 'x' and 'y'"),
        ("a = true or b = FALSE or c = null", "a = 1.0 or b = 0.0 or c = null"),
        ("(((a = 'it''s')))", "a = 'it''s'"),
        ("größe_2 < +3.", "größe_2 < 3.0"),
    ])
    func readsAndWrites(text: String, written: String) throws {
        let filter = try Filter(parsing: text)
        #expect(filter.description == written)
        #expect(try Filter(parsing: written) == filter)
    }

    @Test(arguments: Seeds.list(20))
    func everyFilterReadsBackFromItsDescription(seed: UInt64) throws {
        var random = RandomFilters(seed: seed)
        random.texts += ["\u{301}", "'", "''", "\u{200D}'\u{301}", "\u{0}", "a\nb", "\r\n", "and", "🇩🇪"]
        random.numbers += [1e-05, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -0.0, 0.1 + 0.2, 1e16]
        for _ in 0..<200 {
            let filter = random.filter(depth: 5)
            #expect(try Filter(parsing: filter.description) == filter, "\(filter)")
        }
    }

    /// SQLite decides. Its columns are declared without a type, so that it converts nothing.
    @Test(arguments: Seeds.list(6))
    func logicIsThatOfSQLite(seed: UInt64) throws {
        var random = RandomFilters(seed: seed)
        let filters = (0..<150).map { _ in random.filter(depth: 4) }
        let records = (0..<60).map { _ in random.record() }
        let input = Question(
            filters: filters.map(\.description),
            rows: records.map { record in ["n", "m", "t", "u"].map { Cell(record[$0] ?? .null) } })
        let code = """
            import json, sqlite3, sys
            question = json.load(sys.stdin)
            db = sqlite3.connect(":memory:")
            db.execute("create table r (id, n, m, t, u)")
            db.executemany("insert into r values (?, ?, ?, ?, ?)", [[i, *row] for i, row in enumerate(question["rows"])])
            ids = [[id for id, in db.execute(f"select id from r where {f} order by id")] for f in question["filters"]]
            print(json.dumps(ids))
            """
        let output = try PythonTools.run(code: code, input: JSONEncoder().encode(input))
        let expected = try JSONDecoder().decode([[Int]].self, from: output.standardOutput)
        for (filter, ids) in zip(filters, expected) {
            let found = records.indices.filter { row in filter.isSatisfied { records[row][$0] ?? .null } }
            #expect(found == ids, "\(filter)")
        }
        // Nothing and everything would agree with a broken oracle too.
        #expect(expected.contains { !$0.isEmpty && $0.count < records.count })
    }

    private struct Question: Encodable {
        var filters: [String]
        var rows: [[Cell]]
    }

    private struct Cell: Encodable {
        var value: AttributeValue
        init(_ value: AttributeValue) { self.value = value }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch value {
            case .null: try container.encodeNil()
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }

    @Test func aNullNeverSatisfiesAComparison() throws {
        for text in ["a = null", "a != null", "not a = 1", "a < 1", "a in (1, null)", "a between 0 and 1"] {
            #expect(try !Filter(parsing: text).isSatisfied { _ in .null }, "\(text)")
        }
        #expect(try Filter(parsing: "a is null").isSatisfied { _ in .null })
    }

    @Test func valuesOfTwoTypesCompareToUnknown() throws {
        #expect(try !Filter(parsing: "a = '1'").isSatisfied { _ in 1 })
        #expect(try !Filter(parsing: "a != '1'").isSatisfied { _ in 1 })
    }

    @Test func allOfNoFiltersIsNoFilter() throws {
        let filter = try Filter(parsing: "a = 1")
        #expect(Filter.all([]) == nil)
        #expect(Filter.all([nil, filter]) == filter)
        #expect(Filter.all([filter, nil, filter]) == .and(filter, filter))
    }
}
