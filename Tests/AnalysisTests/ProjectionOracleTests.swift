import Analysis
import TestSupport
import Testing

@Suite struct ProjectionOracleTests {
    @Test(arguments: [5, 15])
    func trustworthinessIsThatOfScikitLearn(neighbours: Int) throws {
        let planted = try Planted(rows: 500, columns: 10, groups: 3, distance: 1, seed: 6, offset: 4)
        let places = try PrincipalComponents(planted.rows, dimensions: 2).transform(planted.rows)
        let theirs: [Double] = try ScikitLearn.ask(
            planted.rows,
            """
            from sklearn.decomposition import PCA
            from sklearn.manifold import trustworthiness
            from sklearn.neighbors import NearestNeighbors
            y = PCA(2, svd_solver='full').fit_transform(x)
            near = lambda z: NearestNeighbors(n_neighbors=\(neighbours)).fit(z).kneighbors(return_distance=False)
            kept = np.mean([len(set(a) & set(b)) for a, b in zip(near(x), near(y))]) / \(neighbours)
            answer = [trustworthiness(x, y, n_neighbors=\(neighbours)), kept]
            """)
        let ours = try ProjectionQuality(planted.rows, places, neighbours: neighbours)
        #expect(abs(ours.trustworthiness - theirs[0]) < 1e-4)
        #expect(abs(ours.preservation - theirs[1]) < 1e-3)
        #expect(ours.measured == 500)
        let sampled = try ProjectionQuality(planted.rows, places, neighbours: neighbours, sampleRows: 200)
        #expect(sampled.measured == 200 && abs(sampled.trustworthiness - theirs[0]) < 0.02)
    }

    @Test func neighboursAreThoseOfScikitLearn() throws {
        let planted = try Planted(rows: 700, columns: 13, groups: 4, distance: 1, seed: 7, offset: -3)
        let theirs: [[Double]] = try ScikitLearn.ask(
            planted.rows,
            """
            from sklearn.neighbors import NearestNeighbors
            distances, rows = NearestNeighbors(n_neighbors=9).fit(x).kneighbors()
            answer = [list(distances.ravel()), list(map(float, rows.ravel()))]
            """)
        let ours = try NeighbourGraph(exact: planted.rows, k: 9)
        #expect(zip(ours.neighbours, theirs[1]).allSatisfy { Double($0) == $1 })
        #expect(zip(ours.distances, theirs[0]).allSatisfy { abs(Double($0) - $1) < 1e-3 })
    }

    /// Above the limit a graph is built for the search; nearly all that it finds are the nearest.
    @Test func manyRowsFindNearlyAllTheirNeighbours() throws {
        let planted = try Planted(rows: NeighbourGraph.exactBelow + 100, columns: 16, groups: 8, distance: 1, seed: 8)
        let exact = try NeighbourGraph(exact: planted.rows, k: 10)
        let found = try NeighbourGraph(planted.rows, k: 10)
        var hits = 0
        for row in 0..<exact.rows {
            let range = row * 10..<(row + 1) * 10
            hits += Set(exact.neighbours[range]).intersection(found.neighbours[range]).count
        }
        #expect(Double(hits) / Double(exact.rows * 10) > 0.97)
    }
}
