import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// What a query may do, what it may cost, and what is said where it goes wrong.
@Suite struct SQLSessionTests {
    private struct Bench {
        let fixture: StoreFixture
        let limits: SQLLimits

        init(limits: SQLLimits = SQLLimits(seconds: .infinity)) throws {
            fixture = try StoreFixture()
            var logs = RandomLogs(seed: 4)
            try fixture.load(logs.rows(60))
            try fixture.embed()
            self.limits = limits
        }

        func answer(_ query: String) async throws -> SQLAnswer {
            try await SQLSession(store: fixture.store, limits: limits).answer(to: query)
        }
    }

    @Test func everyTableCanBeRead() async throws {
        let bench = try Bench()
        let stages = try await bench.answer("SELECT count(*) AS n FROM stages;  -- all of them\n")
        let expected = try bench.fixture.store.totals().stages.values.reduce(0, +)
        #expect(stages == SQLAnswer(columns: ["n"], rows: [[.integer(Int64(expected))]]))
        let names = try await bench.answer("SELECT name FROM sqlite_master WHERE type = 'table'")
        for case .text(let name)? in names.rows.map(\.first) {
            _ = try await bench.answer("SELECT count(*) FROM \"\(name)\"")
        }
        let found = try await bench.answer("SELECT count(*) FROM row_texts WHERE row_texts MATCH 'the OR a'")
        #expect(found.rows.count == 1)
        #expect(try await bench.answer("SELECT name FROM pragma_table_info('stages')").rows.count > 10)
        #expect(try await bench.answer("EXPLAIN QUERY PLAN SELECT * FROM stages").rows.count == 1)
    }

    @Test(arguments: [
        ("DELETE FROM stages", "delete from stages"), ("UPDATE pairs SET revenue = 0", "update pairs"),
        ("INSERT INTO erasures VALUES (1, 1)", "insert into erasures"), ("DROP TABLE stages", "change the schema"),
        ("CREATE TABLE t (a)", "change the schema"), ("CREATE TEMP TABLE t (a)", ""),
        ("CREATE VIRTUAL TABLE t USING fts5 (a)", ""),
        ("ATTACH '/tmp/other.sqlite' AS other", "attach another file"), ("DETACH main", "detach a file"),
        ("UPDATE sqlite_master SET sql = ''", ""), ("VACUUM", "write"),
        ("VACUUM INTO '/tmp/rapport-copy.sqlite'", "write"),
        ("REINDEX", "change the schema"), ("ANALYZE", "change the schema"),
        ("BEGIN", "begin or end a transaction"), ("SAVEPOINT s", "begin or end a transaction"),
        ("PRAGMA journal_mode = DELETE", "use the pragma journal_mode"),
        ("PRAGMA wal_checkpoint", "use the pragma wal_checkpoint"),
        ("PRAGMA writable_schema = 1", "use the pragma writable_schema"),
        ("PRAGMA user_version = 3", "use the pragma user_version"),
        ("SELECT * FROM pragma_user_version(3)", ""),
        ("PRAGMA query_only = 0", "use the pragma query_only"), ("PRAGMA temp_store_directory = '/tmp'", ""),
        ("SELECT load_extension('/tmp/x.so')", "call load_extension"),
        ("SELECT fts3_tokenizer('x')", "call fts3_tokenizer"),
        ("INSERT INTO row_texts (row_texts) VALUES ('rebuild')", "insert into row_texts"),
        ("WITH a AS (SELECT 1) DELETE FROM stages", "delete from stages"),
        ("INSERT INTO pairs (fan_id, model_name) VALUES ('a', 'b') RETURNING pair_id", "insert into pairs"),
    ])
    func nothingButReadingIsAllowed(query: String, action: String) async throws {
        let bench = try Bench()
        let before = try bench.fixture.contents()
        let error = await #expect(throws: SQLError.self) { try await bench.answer(query) }
        if !action.isEmpty {
            guard case .notReading(let refused)? = error else {
                Issue.record("\(query): \(error?.message ?? "no error")")
                return
            }
            #expect(refused.hasPrefix(action), "\(query)")
        }
        #expect(try bench.fixture.contents() == before)
        #expect(!FileManager.default.fileExists(atPath: "/tmp/rapport-copy.sqlite"))
    }

    @Test func anErrorNamesItsPlace() async throws {
        let bench = try Bench()
        await #expect(throws: SQLError.query(reason: "no such column: nope", SQLPosition(line: 2, column: 3))) {
            try await bench.answer("SELECT 'é',\n  nope FROM stages")
        }
        let error = await #expect(throws: SQLError.self) { try await bench.answer("SELECT FROM stages") }
        #expect(error?.message == "the query failed at line 1, column 8: near \"FROM\": syntax error")
        await #expect(throws: SQLError.blank) { try await bench.answer(" -- nothing\n") }
        await #expect(throws: SQLError.nulByte) { try await bench.answer("SELECT 1\0; DROP TABLE stages") }
        await #expect(throws: SQLError.several(SQLPosition(line: 2, column: 1))) {
            try await bench.answer("SELECT 1; /* one */\nDELETE FROM stages")
        }
        await #expect(throws: SQLError.query(reason: "no such column: stages", SQLPosition(line: 1, column: 8))) {
            try await bench.answer("SELECT \"stages\"")
        }
    }

    @Test(arguments: [
        "SELECT 1;", "SELECT 1; ;\n", "SELECT 1 -- x", "SELECT 1; /* SELECT 2; */ -- 3", "SELECT 1; /* open",
    ])
    func whatFollowsWithoutAStatementIsLetPass(query: String) async throws {
        #expect(try await Bench().answer(query).rows == [[.integer(1)]])
    }

    @Test func aQueryThatTakesTooLongIsStopped() async throws {
        let bench = try Bench(limits: SQLLimits(seconds: 0.2))
        let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        let error = await #expect(throws: SQLError.timeout(seconds: 0.2)) { try await bench.answer(endless) }
        #expect(
            error?.message == "the query ran for over 0.2 s; ask for less, or raise the limit with --timeout")
        let unlimited = SQLSession(store: bench.fixture.store, limits: SQLLimits(seconds: .infinity))
        let task = Task { try await unlimited.answer(to: endless) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func aResultOrValueThatIsTooLargeIsRefused() async throws {
        let bench = try Bench(limits: SQLLimits(seconds: .infinity, mebibytes: 1))
        let many = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) SELECT i FROM n"
        await #expect(throws: SQLError.resultTooLarge(mebibytes: 1)) { try await bench.answer(many) }
        let error = await #expect(throws: SQLError.self) { try await bench.answer("SELECT hex(zeroblob(600000))") }
        #expect(error?.message == "the query failed: string or blob too big")
    }

    @Test func vectorsAreThoseOfTheStore() async throws {
        let bench = try Bench()
        let store = bench.fixture.store
        let generation = try #require(try store.activeGeneration())
        for (collection, id, table) in [
            (RecordCollection.turns, "row_id", "log_rows"), (.conversations, "conversation_id", "conversations"),
            (.stages, "stage_id", "stages"),
        ] {
            let graph = GraphID(generation: generation.id, collection: collection, vector: .text)
            let vectors = try store.vectors(of: graph, dimension: generation.dimension, limit: .max)
            let expected = Dictionary(
                uniqueKeysWithValues: vectors.map { (collection.sqlID($0.recordID), SQLValue(vector: $0.vector)) })
            let found = try await bench.answer(
                """
                SELECT \(id), vector(\(id)), vector('\(collection.rawValue)', 'text', \(id)), \
                cosine(vector(\(id)), vector(\(id))) FROM \(table)
                """)
            #expect(found.rows.count >= expected.count && !expected.isEmpty)
            for row in found.rows {
                let vector = expected[row[0]] ?? .null
                #expect(row[1] == vector)
                #expect(row[2] == vector)
                if case .real(let cosine) = row[3] { #expect(abs(cosine - 1) < 1e-9) } else { #expect(vector.isNull) }
            }
        }
    }

    @Test func cosinesOfNullAndOfNothingAreNull() async throws {
        let bench = try Bench()
        let nulls = try await bench.answer(
            "SELECT cosine(NULL, x'00'), cosine(zeroblob(8), x'0000803f0000803f'), vector(NULL), vector('stages', 'text', NULL)"
        )
        #expect(nulls.rows == [[.null, .null, .null, .null]])
        let cosine = try await bench.answer("SELECT cosine(x'0000803f00000000', x'0000803f0000803f')")
        guard case .real(let value)? = cosine.rows.first?.first else {
            Issue.record("no number")
            return
        }
        #expect(abs(value - 0.5.squareRoot()) < 1e-12)
        let error = await #expect(throws: SQLError.self) { try await bench.answer("SELECT cosine(x'00', 'text')") }
        #expect(error?.message == "the argument 'a, b' of cosine(a, b) must be two vectors of one length")
        await #expect(throws: SQLError.self) { try await bench.answer("SELECT vector('no id')") }
        await #expect(throws: SQLError.self) { try await bench.answer("SELECT vector('fans', 'text', 1)") }
    }
}
