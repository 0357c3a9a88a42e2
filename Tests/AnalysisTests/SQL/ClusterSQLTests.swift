import Analysis
import RapportCore
import Store
import TestSupport
import Testing

/// `kmeans` in queries, over stages whose vectors lie around planted centres.
@Suite struct ClusterSQLTests {
    private func clusters(_ rows: [[SQLValue]]) -> [SQLValue: Int64] {
        Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1].wholeNumber ?? -1) })
    }

    @Test func clustersAreThoseOfKMeans() async throws {
        let bench = try ClusterBench(fans: 90)
        let found = try await bench.rows("SELECT stage_id, cluster FROM kmeans('stages', 'text', 4)")
        #expect(try clusters(found) == bench.expected(k: 4))
        let seeded = try await bench.rows("SELECT id, cluster FROM kmeans('stages', 'text', 7, 3)")
        #expect(try clusters(seeded) == bench.expected(k: 7, seed: 3))
        #expect(try bench.expected(k: 7, seed: 3) != bench.expected(k: 7))
    }

    /// A condition outside shows fewer records of the same clusters; the filter makes clusters of fewer records.
    @Test func onlyTheFilterSaysWhatIsClustered() async throws {
        let bench = try ClusterBench(fans: 90)
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
        let bench = try ClusterBench(fans: 90)
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
        let bench = try ClusterBench(fans: 20)
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

extension ClusterBench {
    /// What `KMeans` says of some of the stages.
    func expected(k: Int, seed: UInt64 = 1, where isIn: (Int64) -> Bool = { _ in true }) throws -> [SQLValue: Int64] {
        let own = vectors.filter { isIn($0.recordID) }
        let result = try KMeans(k: k, seed: seed).fit(Matrix(columns: 8, values: own.flatMap(\.vector)))
        let pairs = zip(own, result.assignments).map {
            (RecordCollection.stages.sqlID($0.recordID), Int64($1))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}
