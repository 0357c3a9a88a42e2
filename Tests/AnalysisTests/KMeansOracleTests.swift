import Analysis
import TestSupport
import Testing

@Suite struct KMeansOracleTests {
    /// Overlapping groups, so that the answer depends on the beginnings.
    @Test(arguments: Seeds.list(1))
    func inertiaIsNoWorseThanThatOfScikitLearn(seed: UInt64) throws {
        let planted = try Planted(rows: 1_500, columns: 12, groups: 9, distance: 1.2, seed: seed, offset: 5)
        let (ks, seeds) = ([2, 5, 9, 14], [1, 2, 3])
        let theirs: [[Double]] = try ScikitLearn.ask(
            planted.rows, extra: ["k": ks, "seeds": seeds],
            """
            from sklearn.cluster import KMeans
            answer = [[KMeans(k, n_init=5, random_state=s).fit(x).inertia_ for s in extra['seeds']] for k in extra['k']]
            """)
        for (k, inertias) in zip(ks, theirs) {
            for (seed, inertia) in zip(seeds, inertias) {
                let ours = try KMeans(k: k, seed: UInt64(seed), restarts: 5).fit(planted.rows)
                #expect(ours.inertia <= inertia * 1.01, "k = \(k), seed \(seed)")
            }
        }
    }

    @Test func groupsThatLieApartAreFoundExactly() throws {
        let planted = try Planted(rows: 800, columns: 20, groups: 6, distance: 6, seed: 11)
        let found = try KMeans(k: 6).fit(planted.rows)
        var names: [Int: Set<Int>] = [:]
        for (cluster, group) in zip(found.assignments, planted.groups) { names[cluster, default: []].insert(group) }
        #expect(names.values.allSatisfy { $0.count == 1 })
        #expect(Set(names.values.flatMap { $0 }).count == 6)
    }
}
