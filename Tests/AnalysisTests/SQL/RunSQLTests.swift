import Analysis
import RapportCore
import Store
import TestSupport
import Testing

/// Stored clusterings in queries.
@Suite struct RunSQLTests {
    /// Clusters the bench's stages and stores the run under a name.
    private func store(_ bench: ClusterBench, k: Int, name: String, filter: String? = nil) throws -> ClusterReport {
        try ClusterAnalysis(store: bench.store).run(
            ClusterRequest(
                selection: RecordSelection(filter: filter), count: .exactly(k), restarts: 2, name: name),
            now: Timestamp(nanoseconds: 0))
    }

    @Test func theSilhouetteIsThatOfTheReport() async throws {
        let bench = try ClusterBench(fans: 60)
        let report = try store(bench, k: 4, name: "four")
        let found = try await bench.rows(
            """
            SELECT cluster, count(*), avg(silhouette) FROM silhouette('four') JOIN stages USING (stage_id)
            GROUP BY cluster ORDER BY cluster
            """)
        #expect(found.map { $0[1].wholeNumber } == report.clusters.map { Int64($0.records) })
        for (row, cluster) in zip(found, report.clusters) {
            guard case .real(let mean) = row[2], let expected = cluster.silhouette else {
                Issue.record("no silhouette")
                continue
            }
            #expect(abs(mean - expected) < 1e-9)
        }
        let byNumber = try await bench.rows("SELECT count(*) FROM silhouette(\(report.runID ?? 0))")
        #expect(byNumber == [[.integer(60)]])
    }

    @Test func centroidsAreMeansAndTheirRecordsTheNearest() async throws {
        let bench = try ClusterBench(fans: 60)
        _ = try store(bench, k: 4, name: "four")
        let found = try await bench.rows(
            """
            SELECT near.stage_id, centroids.stage_id, centroids.distance - near.distance, cosine(centroid, mean)
            FROM centroids('four')
            JOIN (SELECT cluster, stage_id, min(distance) AS distance FROM kmeans('stages', 'text', 4) GROUP BY cluster)
                AS near USING (cluster)
            JOIN (SELECT cluster, centroid AS mean FROM centroids('four')) USING (cluster)
            """)
        #expect(found.count == 4)
        for row in found {
            #expect(row[0] == row[1])
            guard case .real(let difference) = row[2], case .real(let cosine) = row[3] else {
                Issue.record("no number")
                continue
            }
            #expect(abs(difference) < 1e-4 && abs(cosine - 1) < 1e-6)
        }
        let sizes = try await bench.rows("SELECT sum(records), count(*), sum(length(centroid)) FROM centroids('four')")
        #expect(sizes == [[.integer(60), .integer(4), .integer(4 * 8 * 4)]])
    }

    @Test func aRunOfOtherVectorsIsNotMeasured() async throws {
        let bench = try ClusterBench(fans: 20)
        let run = try #require(try store(bench, k: 2, name: "two").runID)
        try bench.store.activate(bench.store.generation(embedder: "other", dimension: 8))
        let error = await #expect(throws: AnalysisError.otherGeneration(run: run)) {
            try await bench.rows("SELECT * FROM silhouette('two')")
        }
        #expect(
            error?.message
                == "run \(run) is of vectors of another embedder than the one in use; make a new one with: rapport cluster"
        )
    }

    @Test func whatIsNotThereIsSaid() async throws {
        let bench = try ClusterBench(fans: 20)
        await #expect(throws: StoreError.unknownRun(name: "nope")) {
            try await bench.rows("SELECT * FROM silhouette('nope')")
        }
        await #expect(throws: StoreError.unknownRun(name: "7")) { try await bench.rows("SELECT * FROM centroids(7)") }
        #expect(try await bench.rows("SELECT * FROM centroids(NULL)") == [])
        let error = await #expect(throws: SQLError.self) { try await bench.rows("SELECT * FROM silhouette(1.5)") }
        #expect(error?.message == "the argument 'run' of silhouette(run) must be the name or number of a stored run")
        await #expect(throws: StoreError.noVectors(collection: .stages, vector: .profiled)) {
            try await bench.rows("SELECT * FROM kmeans('stages', 'profiled', 2)")
        }
    }
}
