import Analysis
import TestSupport
import Testing

@Suite struct ClusterSweepTests {
    private static func sweep(_ rows: Matrix, range: ClosedRange<Int> = 2...8, seed: UInt64) throws
        -> ClusterSweepResult
    {
        try ClusterSweep(
            settings: KMeans(k: 2, seed: seed, restarts: 3), range: range, draws: 6, referenceRows: 250
        ).run(rows)
    }

    @Test(arguments: Seeds.list(1), [2, 3, 5, 7])
    func plantedGroupsAreCounted(seed: UInt64, groups: Int) throws {
        let planted = try Planted(rows: 400, columns: 20, groups: groups, distance: 2, seed: seed)
        let result = try Self.sweep(planted.rows, seed: seed)
        #expect(result.choice.k == groups, "\(result.choice.reason)")
        #expect(result.measures.map(\.k) == Array(2...8))
    }

    /// Embeddings have length 1.
    @Test(arguments: Seeds.list(1))
    func groupsOfDirectionsAreCounted(seed: UInt64) throws {
        let planted = try Planted(rows: 400, columns: 40, groups: 4, distance: 1, seed: seed)
        #expect(try Self.sweep(planted.rows.normalized(), seed: seed).choice.k == 4)
    }

    enum Noise: CaseIterable { case cloud, longCloud, box, sphere, plane }

    /// No groups in any of these, although k-means cuts each into pieces.
    @Test(arguments: Seeds.list(1), Noise.allCases)
    func noiseHasNoStructure(seed: UInt64, noise: Noise) throws {
        var generator = SeededGenerator(seed: seed)
        let columns = noise == .plane ? 2 : 12
        let values = (0..<400).flatMap { _ in
            (0..<columns).map { column in
                switch noise {
                case .cloud, .sphere, .plane: generator.nextNormal()
                case .longCloud: generator.nextNormal() * (column == 0 ? 9 : column == 1 ? 3 : 1)
                case .box: Float.random(in: -1...1, using: &generator)
                }
            }
        }
        let rows = try Matrix(columns: columns, values: values)
        let result = try Self.sweep(noise == .sphere ? rows.normalized() : rows, seed: seed)
        #expect(result.choice.k == nil, "\(noise): \(result.choice.reason)")
        #expect(result.choice.reason.hasPrefix("no structure: "))
        #expect(result.choice.arguments.isEmpty)
    }

    @Test func theReasonStatesTheFigures() throws {
        let planted = try Planted(rows: 300, columns: 20, groups: 3, distance: 3, seed: 1)
        let choice = try Self.sweep(planted.rows, range: 2...5, seed: 1).choice
        #expect(choice.reason.hasPrefix("3 clusters: preferred by 5 of 5 criteria, silhouette 0."))
        #expect(choice.reason.contains("(p = 0.050), stability "))
        #expect(Set(choice.arguments.map(\.criterion)) == Set(ClusterArgument.Criterion.allCases))
    }

    @Test func aSweepNeedsRowsAndTwoClusters() throws {
        let rows = try Matrix(columns: 1, values: [1, 2, 3, 4])
        #expect(throws: AnalysisError.tooFewRows(found: 4, needed: 5, purpose: "a sweep to k = 2")) {
            try ClusterSweep(settings: KMeans(k: 2), range: 2...2).run(rows)
        }
        #expect(throws: AnalysisError.outOfRange(field: "the smallest k", allowed: "2 or more")) {
            try ClusterSweep(settings: KMeans(k: 2), range: 1...2).run(rows)
        }
    }
}
