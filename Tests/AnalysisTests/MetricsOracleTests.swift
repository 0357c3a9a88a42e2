import Analysis
import TestSupport
import Testing

@Suite struct MetricsOracleTests {
    @Test(arguments: Seeds.list(1))
    func internalMetricsAreThoseOfScikitLearn(seed: UInt64) throws {
        let planted = try Planted(rows: 700, columns: 17, groups: 5, distance: 1, seed: seed, offset: 3)
        // Labels with a gap, and one cluster of a single row.
        var labels = try KMeans(k: 6, seed: seed, restarts: 1).fit(planted.rows).assignments.map { $0 * 2 }
        labels[13] = 99
        let theirs: [Double] = try ScikitLearn.ask(
            planted.rows, extra: ["labels": labels],
            """
            from sklearn import metrics
            y = extra['labels']
            samples = metrics.silhouette_samples(x, y)
            answer = [metrics.silhouette_score(x, y), metrics.davies_bouldin_score(x, y),
                      metrics.calinski_harabasz_score(x, y)] + list(samples)
            """)
        let silhouette = try Silhouette(planted.rows, labels)
        let separation = try ClusterSeparation(planted.rows, labels)
        #expect(abs(silhouette.mean - theirs[0]) < 1e-5)
        #expect(silhouette.standardError == 0)
        #expect(abs(separation.daviesBouldin - theirs[1]) < 1e-5)
        #expect(abs(separation.calinskiHarabasz / theirs[2] - 1) < 1e-5)
        #expect(silhouette.rows == Array(0..<700))
        for (ours, theirs) in zip(silhouette.values, theirs.dropFirst(3)) { #expect(abs(ours - theirs) < 1e-4) }
        #expect(silhouette.clusterMeans.count == Set(labels).count)
        #expect(silhouette.clusterMeans.last == 0)
    }

    @Test(arguments: Seeds.list(1))
    func agreementIsThatOfScikitLearn(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let one = (0..<300).map { _ in Int.random(in: 0..<6, using: &generator) }
        let other = one.map { Int.random(in: 0..<3, using: &generator) == 0 ? 7 - $0 : $0 % 4 }
        let constant = Array(repeating: 4, count: 300)
        let pairs = [(one, other), (other, one), (one, one), (one, constant), (constant, constant)]
        let nothing = try Matrix(columns: 1, values: [])
        let theirs: [[Double]] = try ScikitLearn.ask(
            nothing, extra: ["one": one, "other": other, "constant": constant],
            """
            from sklearn.metrics import adjusted_rand_score as ari, normalized_mutual_info_score as nmi
            a, b, c = extra['one'], extra['other'], extra['constant']
            answer = [[ari(x, y), nmi(x, y)] for x, y in [(a, b), (b, a), (a, a), (a, c), (c, c)]]
            """)
        for (pair, expected) in zip(pairs, theirs) {
            let ours = try ClusterAgreement(pair.0, pair.1)
            #expect(abs(ours.adjustedRandIndex - expected[0]) < 1e-9)
            #expect(abs(ours.normalizedMutualInformation - expected[1]) < 1e-9)
        }
    }

    @Test func principalComponentsAreThoseOfScikitLearn() throws {
        let planted = try Planted(rows: 400, columns: 15, groups: 4, distance: 2, seed: 8, offset: -20)
        let theirs: [[Double]] = try ScikitLearn.ask(
            planted.rows,
            """
            from sklearn.decomposition import PCA
            p = PCA(4, svd_solver='full').fit(x)
            answer = [list(p.explained_variance_), list(p.explained_variance_ratio_), list(np.abs(p.components_).ravel()),
                      list(np.abs(p.transform(x)).ravel())]
            """)
        let ours = try PrincipalComponents(planted.rows, dimensions: 4)
        for (index, variance) in ours.variances.enumerated() {
            #expect(abs(variance / theirs[0][index] - 1) < 1e-5)
            #expect(abs(variance / ours.totalVariance - theirs[1][index]) < 1e-5)
        }
        for (one, other) in zip(ours.directions.values, theirs[2]) { #expect(abs(abs(Double(one)) - other) < 1e-4) }
        let coordinates = try ours.transform(planted.rows)
        for (one, other) in zip(coordinates.values, theirs[3]) { #expect(abs(abs(Double(one)) - other) < 1e-3) }
        for row in 0..<4 {
            #expect(ours.directions[row].max { abs($0) < abs($1) } ?? 0 > 0)
        }
    }
}
