import Analysis
import TestSupport
import Testing

@Suite struct MetricsTests {
    /// The sample's mean lies about the exact one, mostly within two of its errors.
    @Test func aSampledSilhouetteStatesItsError() throws {
        let planted = try Planted(rows: 3_000, columns: 6, groups: 4, distance: 1, seed: 2)
        let labels = try KMeans(k: 4).fit(planted.rows).assignments
        let exact = try Silhouette(planted.rows, labels)
        var within = 0
        for seed in 1...20 {
            let sampled = try Silhouette(planted.rows, labels, seed: UInt64(seed), exactLimit: 900)
            #expect(sampled.rows.count == 900)
            #expect(sampled.standardError > 0 && sampled.standardError < 0.02)
            if abs(sampled.mean - exact.mean) <= 2 * sampled.standardError { within += 1 }
        }
        #expect(within >= 17)
    }

    @Test func rowsThatAreEqualLieNowhereBetween() throws {
        let rows = try Matrix(columns: 3, values: (0..<20).flatMap { [Float($0 / 10), 0.3, 0.1] })
        let labels = (0..<20).map { $0 / 10 }
        #expect(try Silhouette(rows, labels).mean == 1)
        #expect(try ClusterSeparation(rows, labels).daviesBouldin == 0)
    }

    @Test func oneClusterCannotBeSetApart() throws {
        let rows = try Matrix(columns: 1, values: [1, 2, 3])
        #expect(throws: AnalysisError.notSeparable(clusters: 1, rows: 3)) { try Silhouette(rows, [0, 0, 0]) }
        #expect(throws: AnalysisError.notSeparable(clusters: 3, rows: 3)) { try ClusterSeparation(rows, [0, 1, 2]) }
        #expect(throws: AnalysisError.labelsDoNotFit(labels: 2, rows: 3)) { try Silhouette(rows, [0, 1]) }
        #expect(throws: AnalysisError.labelsDoNotFit(labels: 1, rows: 2)) { try ClusterAgreement([0, 1], [0]) }
    }

    @Test func groupsThatAreThereComeBackAndCutsThroughACloudDoNot() throws {
        let apart = try Planted(rows: 400, columns: 10, groups: 4, distance: 3, seed: 5)
        let settings = KMeans(k: 4, restarts: 3)
        let stable = try ClusterStability(
            of: settings.fit(apart.rows), apart.rows, settings: settings, draws: 8)
        #expect(stable.mean > 0.95)
        let cloud = try Planted(rows: 400, columns: 10, groups: 1, distance: 0, seed: 5)
        let loose = try ClusterStability(
            of: settings.fit(cloud.rows), cloud.rows, settings: settings, draws: 8)
        #expect(loose.mean < 0.5)
        #expect(loose.indexes.count == 8)
    }

    @Test(arguments: Seeds.list(3))
    func aRowBelongsToTheNearestCentroid(seed: UInt64) throws {
        let planted = try Planted(rows: 300, columns: 5, groups: 3, distance: 2, seed: seed, offset: 50)
        let found = try KMeans(k: 3, tolerance: 0).fit(planted.rows)
        #expect(try found.nearestClusters(of: planted.rows) == found.assignments)
        let other = try Matrix(columns: 4, values: [1, 2, 3, 4])
        #expect(throws: AnalysisError.notRectangular(values: 4, columns: 5)) { try found.nearestClusters(of: other) }
    }
}
