import RapportCore
import Retrieval
import Store
import TestSupport
import Testing

/// `knn` and `embed` in queries.
@Suite struct VectorSQLTests {
    private struct Bench {
        let fixture: RetrievalFixture
        let session: SQLSession

        init(_ rows: [LogRow]) async throws {
            let fixture = try await RetrievalFixture(rows)
            self.fixture = fixture
            let sql = RetrievalSQL(store: fixture.store, indexes: fixture.indexes) { fixture.retriever() }
            // Without a limit of time: tests that block the pool's threads keep an index waiting.
            session = SQLSession(
                store: fixture.store, limits: SQLLimits(seconds: .infinity), functions: sql.functions,
                tables: sql.tables)
        }

        func rows(_ query: String) async throws -> [[SQLValue]] { try await session.answer(to: query).rows }
    }

    private static let rows =
        sailingRows(30)
        + (1...20).map { number in
            row(
                "fan_\(200_000 + number)", on: "Model2", hour: Double(number), "my car is fast \(number)", "oh nice",
                price: 10, purchased: number % 2 == 0)
        }

    @Test func theNearestAreThoseOfSearch() async throws {
        let bench = try await Bench(Self.rows)
        let answer = try await bench.fixture.retriever().search(
            SearchRequest(text: "sailing on the sea", collection: .turns, k: 7))
        let found = try await bench.rows(
            "SELECT id, rank, similarity, row_id, conversation_id, stage_id FROM knn('turns', 'text', 'sailing on the sea', 7)"
        )
        #expect(found.map { $0[0] } == answer.hits.map { .integer(Int64($0.id) ?? 0) })
        #expect(found.map { $0[1] } == (1...7).map { .integer($0) })
        #expect(found.map { $0[3] } == found.map { $0[0] })
        #expect(found.allSatisfy { $0[4].isNull && $0[5].isNull })
        for (row, hit) in zip(found, answer.hits) {
            guard case .real(let similarity) = row[2] else {
                Issue.record("no similarity")
                continue
            }
            #expect(abs(similarity - hit.score) < 1e-3)
        }
        let byVector = try await bench.rows(
            "SELECT id FROM knn('turns', 'text', embed('sailing on the sea'), 7)")
        #expect(byVector == found.map { [$0[0]] })
    }

    @Test func everyCollectionJoinsWithItsTable() async throws {
        let bench = try await Bench(Self.rows)
        for (collection, table) in [("turns", "log_rows"), ("conversations", "conversations"), ("stages", "stages")] {
            let key = try #require(RecordCollection(rawValue: collection)).keyColumn
            let found = try await bench.rows(
                """
                SELECT rank, pair_id, cosine(vector('\(collection)', 'text', id), embed('my car is fast')) - similarity
                FROM \(table) JOIN knn('\(collection)', 'text', 'my car is fast', 5) USING (\(key)) ORDER BY rank
                """)
            #expect(found.map { $0[0] } == (1...5).map { .integer($0) }, "\(collection)")
            for case .real(let difference) in found.map({ $0[2] }) { #expect(abs(difference) < 1e-3) }
        }
    }

    /// The filter says whom to look among; a condition outside only says whom to show.
    @Test func aFilterLooksAmongItsMatchesAndAConditionOnlyHides() async throws {
        let bench = try await Bench(Self.rows)
        let filtered = try await bench.rows(
            "SELECT model_name FROM knn('stages', 'text', 'the sea', 5, 'model = ''Model2''') JOIN stages USING (stage_id)"
        )
        #expect(filtered == Array(repeating: [.text("Model2")], count: 5))
        let hidden = try await bench.rows(
            "SELECT rank FROM knn('stages', 'text', 'the sea', 5) JOIN stages USING (stage_id) WHERE model_name = 'Model2'"
        )
        #expect(hidden == [])
    }

    @Test func eachStageCanAskForItsOwnNeighbours() async throws {
        let bench = try await Bench(Self.rows)
        let found = try await bench.rows(
            """
            SELECT stages.stage_id, near.id FROM stages, knn('stages', 'text', vector(stages.stage_id), 1) AS near
            """)
        #expect(found.count == 50)
        let apart = try await bench.rows(
            """
            SELECT count(*) FROM stages, knn('stages', 'text', vector(stages.stage_id), 1) AS near
            WHERE cosine(vector(stages.stage_id), vector(near.id)) < 0.9999
            """)
        #expect(apart == [[.integer(0)]])
    }

    @Test(arguments: [
        ("knn('fans', 'text', 'x', 5)", "'turns', 'conversations' or 'stages'"),
        ("knn('turns', 'images', 'x', 5)", "'text' or 'profiled'"),
        ("knn('turns', 'text', 5, 5)", "a text, or a vector"),
        ("knn('turns', 'text', 'x', 0)", "a number from 1 to 1000"),
        ("knn('turns', 'text', 'x', 2.5)", "a number from 1 to 1000"),
        ("knn('turns', 'text', 'x', 5, 5)", "a text, such as 'stage = 2'"),
    ])
    func anArgumentThatCannotBeIsNamed(call: String, expected: String) async throws {
        let bench = try await Bench(Self.rows)
        let error = await #expect(throws: SQLError.self) { try await bench.rows("SELECT * FROM \(call)") }
        #expect(error?.message.hasSuffix("must be \(expected)") == true)
        #expect(error?.message.contains("knn(collection, vector, query, k [, filter])") == true)
    }

    @Test func theErrorsOfFiltersIndexesAndEmbeddersPass() async throws {
        let bench = try await Bench(Self.rows)
        await #expect(throws: FilterError.self) {
            try await bench.rows("SELECT * FROM knn('turns', 'text', 'x', 5, 'nope = 1')")
        }
        await #expect(throws: StoreError.noVectors(collection: .stages, vector: .profiled)) {
            try await bench.rows("SELECT * FROM knn('stages', 'profiled', 'x', 5)")
        }
        await #expect(throws: VectorIndexError.wrongDimension(expected: 64, found: 1)) {
            try await bench.rows("SELECT * FROM knn('turns', 'text', x'0000803f', 5)")
        }
        await #expect(throws: RetrievalError.blank(field: "text")) { try await bench.rows("SELECT embed('  ')") }
        #expect(try await bench.rows("SELECT embed(NULL)") == [[.null]])
        #expect(try await bench.rows("SELECT * FROM knn('turns', 'text', NULL, 5)") == [])
    }
}
