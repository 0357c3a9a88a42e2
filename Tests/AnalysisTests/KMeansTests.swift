import Analysis
import TestSupport
import Testing

@Suite struct KMeansTests {
    @Test(arguments: Seeds.list(4), [false, true])
    func everyRowHasItsNearestCentroid(seed: UInt64, isSpherical: Bool) throws {
        let planted = try Planted(rows: 700, columns: 9, groups: 5, distance: 1, seed: seed)
        let rows = isSpherical ? planted.rows.normalized() : planted.rows
        let found = try KMeans(k: 8, seed: seed, restarts: 2, isSpherical: isSpherical).fit(rows)
        for row in 0..<rows.rows {
            let distances = (0..<8).map { rows.squaredDistance(row, to: found.centroids, $0) }
            let own = distances[found.assignments[row]]
            #expect(distances.allSatisfy { own <= $0 + 1e-5 }, "row \(row)")
        }
    }

    @Test(arguments: Seeds.list(4), [false, true])
    func boundsSpareDistancesAndChangeNothing(seed: UInt64, isSpherical: Bool) throws {
        let planted = try Planted(rows: 1_300, columns: 24, groups: 12, distance: 0.7, seed: seed, offset: 2)
        var settings = KMeans(k: 15, seed: seed, restarts: 2, tolerance: 0, isSpherical: isSpherical)
        let bounded = try settings.fit(planted.rows)
        settings.usesBounds = false
        let plain = try settings.fit(planted.rows)
        #expect(bounded == plain)
        #expect(bounded.iterations > 3)
    }

    @Test(arguments: Seeds.list(3))
    func centroidsAreTheMeansOfTheirRows(seed: UInt64) throws {
        let planted = try Planted(rows: 500, columns: 6, groups: 4, distance: 1, seed: seed, offset: 100)
        let found = try KMeans(k: 5, seed: seed, tolerance: 0).fit(planted.rows)
        #expect(found.hasConverged)
        for cluster in 0..<5 {
            let members = found.assignments.indices.filter { found.assignments[$0] == cluster }
            #expect(members.count == found.sizes[cluster])
            for column in 0..<6 {
                let mean = members.reduce(0.0) { $0 + Double(planted.rows.values[$1 * 6 + column]) }
                let centroid = Double(found.centroids.values[cluster * 6 + column])
                #expect(abs(mean / Double(members.count) - centroid) < 1e-4)
            }
        }
        let inertia = (0..<500).reduce(0.0) {
            $0 + planted.rows.squaredDistance($1, to: found.centroids, found.assignments[$1])
        }
        #expect(abs(inertia - found.inertia) < 1e-4 * inertia)
    }

    @Test func sphericalCentroidsHaveLengthOne() throws {
        let planted = try Planted(rows: 400, columns: 7, groups: 3, distance: 2, seed: 3)
        let found = try KMeans(k: 3, isSpherical: true).fit(planted.rows)
        for cluster in 0..<3 {
            let squared = found.centroids[cluster].reduce(0) { $0 + $1 * $1 }
            #expect(abs(squared - 1) < 1e-5)
        }
        let scaled = try Matrix(columns: 7, values: planted.rows.values.map { $0 * 3 })
        #expect(try KMeans(k: 3, isSpherical: true).fit(scaled).assignments == found.assignments)
    }

    @Test func clustersAreNumberedBySizeAndThenByTheirFirstRow() throws {
        let rows = try Matrix(columns: 1, values: [9, 5, 1, 9, 1, 5, 20, 1])
        let found = try KMeans(k: 4).fit(rows)
        #expect(found.assignments == [1, 2, 0, 1, 0, 2, 3, 0])
        #expect(found.sizes == [3, 2, 2, 1])
        #expect(found.centroids.values == [1, 9, 5, 20])
        #expect(found.inertia == 0)
    }

    @Test func oneSeedGivesOneResult() throws {
        let planted = try Planted(rows: 3_000, columns: 16, groups: 6, distance: 0.5, seed: 4)
        let first = try KMeans(k: 7, seed: 9, restarts: 2).fit(planted.rows)
        #expect(try KMeans(k: 7, seed: 9, restarts: 2).fit(planted.rows) == first)
        #expect(try KMeans(k: 7, seed: 10, restarts: 2).fit(planted.rows) != first)
    }

    @Test func fewerDifferentRowsMakeFewerClusters() throws {
        let rows = try Matrix(columns: 2, values: (0..<30).flatMap { [Float($0 % 3), 7] })
        let found = try KMeans(k: 10).fit(rows)
        #expect(found.sizes == [10, 10, 10])
        #expect(found.inertia == 0)
        let same = try Matrix(columns: 2, values: Array(repeating: 0.1, count: 40))
        #expect(try KMeans(k: 4).fit(same).sizes == [20])
    }

    /// Centroids that start side by side leave some without rows at first.
    @Test(arguments: Seeds.list(20))
    func noClusterIsEmptyWhereEnoughRowsDiffer(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<60).map { _ in Float(Int.random(in: 0..<40, using: &generator)) }
        let different = Set(values).count
        let found = try KMeans(k: min(20, different), seed: seed, restarts: 1)
            .fit(Matrix(columns: 1, values: values))
        #expect(found.sizes.count == min(20, different))
        #expect(found.sizes.allSatisfy { $0 > 0 })
        #expect(found.sizes.reduce(0, +) == 60)
    }

    @Test(arguments: Seeds.list(1), [false, true])
    func batchesComeNearToWhatAllRowsGive(seed: UInt64, isSpherical: Bool) throws {
        let planted = try Planted(rows: 20_000, columns: 8, groups: 6, distance: 2, seed: seed)
        let full = try KMeans(k: 6, seed: seed, restarts: 3, isSpherical: isSpherical).fit(planted.rows)
        let settings = KMeans(k: 6, seed: seed, restarts: 3, isSpherical: isSpherical, miniBatchAbove: 10_000)
        let batches = try settings.fit(planted.rows)
        #expect(batches.inertia < full.inertia * 1.05)
        #expect(batches.sizes.reduce(0, +) == 20_000)
        #expect(try settings.fit(planted.rows) == batches)
    }

    @Test func whatTheCheckpointThrowsEndsTheWork() throws {
        struct Stop: Error {}
        let planted = try Planted(rows: 400, columns: 4, groups: 4, distance: 1, seed: 1)
        var calls = 0
        #expect(throws: Stop.self) {
            try KMeans(k: 4).fit(planted.rows) {
                calls += 1
                if calls == 7 { throw Stop() }
            }
        }
        #expect(calls == 7)
    }
}
