import Analysis
import Conversation
import RapportCore
import Store
import TestSupport
import Testing

/// `kmeans` in queries, over stages whose vectors lie around planted centres.
@Suite struct ClusterSQLTests {
    private struct Bench {
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

        /// What `KMeans` says of some of the stages.
        func expected(k: Int, seed: UInt64 = 1, where isIn: (Int64) -> Bool = { _ in true }) throws -> [SQLValue: Int64]
        {
            let own = vectors.filter { isIn($0.recordID) }
            let result = try KMeans(k: k, seed: seed).fit(Matrix(columns: 8, values: own.flatMap(\.vector)))
            let pairs = zip(own, result.assignments).map {
                (RecordCollection.stages.sqlID($0.recordID), Int64($1))
            }
            return Dictionary(uniqueKeysWithValues: pairs)
        }
    }

    private func clusters(_ rows: [[SQLValue]]) -> [SQLValue: Int64] {
        Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1].wholeNumber ?? -1) })
    }

    @Test func clustersAreThoseOfKMeans() async throws {
        let bench = try Bench(fans: 90)
        let found = try await bench.rows("SELECT stage_id, cluster FROM kmeans('stages', 'text', 4)")
        #expect(try clusters(found) == bench.expected(k: 4))
        let seeded = try await bench.rows("SELECT id, cluster FROM kmeans('stages', 'text', 7, 3)")
        #expect(try clusters(seeded) == bench.expected(k: 7, seed: 3))
        #expect(try bench.expected(k: 7, seed: 3) != bench.expected(k: 7))
    }

    /// A condition outside shows fewer records of the same clusters; the filter makes clusters of fewer records.
    @Test func onlyTheFilterSaysWhatIsClustered() async throws {
        let bench = try Bench(fans: 90)
        let model = Set(
            try await bench.rows("SELECT record_id FROM stages WHERE model_name = 'Model1'").compactMap {
                $0[0].wholeNumber
            })
        let shown = try await bench.rows(
            """
            SELECT stage_id, cluster FROM kmeans('stages', 'text', 6) JOIN stages USING (stage_id)
            WHERE model_name = 'Model1'
            """)
        let all = try bench.expected(k: 6)
        #expect(shown.count == 30)
        #expect(clusters(shown).allSatisfy { all[$0.key] == $0.value })
        let filtered = try await bench.rows(
            "SELECT stage_id, cluster FROM kmeans('stages', 'text', 6, NULL, 'model = ''Model1''')")
        #expect(try clusters(filtered) == bench.expected(k: 6) { model.contains($0) })
        #expect(clusters(filtered) != clusters(shown))
    }

    @Test func theQueryOfThePageGivesCountsAndMeans() async throws {
        let bench = try Bench(fans: 90)
        let found = try await bench.rows(
            """
            SELECT cluster, count(*), avg(revenue) FROM kmeans('stages', 'text', 6) JOIN stages USING (stage_id)
            WHERE model_name = 'Model2' GROUP BY 1
            """)
        #expect(found.reduce(0) { $0 + ($1[1].wholeNumber ?? 0) } == 30)
        let left = try await bench.rows(
            """
            SELECT count(*), count(cluster), max(distance) < 1.5, min(distance) >= 0
            FROM stages LEFT JOIN kmeans('stages', 'text', 4) USING (stage_id)
            """)
        #expect(left == [[.integer(90), .integer(90), .integer(1), .integer(1)]])
    }

    @Test func whatCannotBeClusteredIsSaid() async throws {
        let bench = try Bench(fans: 20)
        for (call, message) in [
            ("kmeans('stages', 'text', 0)", "a whole number from 1 on"),
            ("kmeans('stages', 'text', 'many')", "a whole number from 1 on"),
            ("kmeans('stages', 'text', 3, -1)", "a whole number from 0 on"),
            ("kmeans('stages', 'text', 3, 1, 7)", "a text, such as 'stage = 2'"),
        ] {
            let error = await #expect(throws: SQLError.self) { try await bench.rows("SELECT * FROM \(call)") }
            #expect(error?.message.hasSuffix("must be \(message)") == true, "\(call)")
        }
        await #expect(throws: AnalysisError.self) { try await bench.rows("SELECT * FROM kmeans('stages', 'text', 21)") }
        await #expect(throws: AnalysisError.self) {
            try await bench.rows("SELECT * FROM kmeans('stages', 'text', 2, 1, 'model = ''nobody''')")
        }
        await #expect(throws: StoreError.noVectors(collection: .turns, vector: .text)) {
            try await bench.rows("SELECT * FROM kmeans('turns', 'text', 2)")
        }
    }
}
