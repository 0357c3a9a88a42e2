import HNSW
import TestSupport
import Testing

@Suite struct FilteredSearchTests {
    static let count = 12_000
    static let selectivities = [0.0001, 0.001, 0.01, 0.03, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9, 1]

    /// Which records match.
    enum Kind: CaseIterable {
        /// Any.
        case random
        /// Those of the clusters nearest to the query first.
        case near
        /// Those of the clusters farthest from the query first.
        case far
    }

    @Test(arguments: Kind.allCases) func recallHoldsAtEverySelectivity(kind: Kind) throws {
        var data = try ClusteredGraph(count: Self.count, seed: 11)
        var generator = SeededGenerator(seed: 12)
        for selectivity in Self.selectivities {
            var recalls: [HNSWPlan?: Double] = [nil: 0, .graph: 0, .filteredGraph: 0]
            let queries = (0..<20).map { _ in data.vectors.next().vector }
            for query in queries {
                let admitted = try matches(kind, selectivity, query, data.graph, &generator)
                for plan in recalls.keys {
                    recalls[plan, default: 0] +=
                        try data.graph.recall(of: [query], admitting: admitted, plan: plan) / Double(queries.count)
                    let answer = try data.graph.search(query, k: 10, admitting: admitted, plan: plan)
                    #expect(answer.hits.count == min(10, admitted.count))
                    #expect(answer.hits.allSatisfy { admitted.contains($0.slot) })
                }
            }
            // The planner does not step over two links where most records match.
            if selectivity > 0.4 { recalls[.filteredGraph] = nil }
            for (plan, recall) in recalls {
                #expect(recall >= 0.98, "\(plan?.rawValue ?? "planned") at \(selectivity), \(kind)")
            }
        }
    }

    @Test func matchesInTheFarthestCornerAreFound() throws {
        var data = try ClusteredGraph(count: 6_000, seed: 13, spread: 0.2)
        // Queries in cluster 0, matches only in cluster 1: nothing on the way matches.
        let admitted = SlotBitmap(slotCount: 6_000) { data.clusters[Int($0)] == 1 }
        for plan in [nil, HNSWPlan.graph, .filteredGraph] {
            for _ in 0..<20 {
                let query = data.vectors.next(in: 0)
                #expect(try data.graph.recall(of: [query], admitting: admitted, plan: plan) >= 0.98)
            }
        }
    }

    @Test func aFilteredWalkComparesAtMostTheMatchesAndThenScans() throws {
        var data = try ClusteredGraph(count: 6_000, seed: 14)
        let admitted = SlotBitmap(slotCount: 6_000) { $0 % 100 == 7 }
        for plan in [HNSWPlan.graph, .filteredGraph] {
            let answer = try data.graph.search(data.vectors.next().vector, k: 10, admitting: admitted, plan: plan)
            #expect(answer.plan == .scan)
            #expect(answer.comparedCount == 60)
        }
    }

    /// Of few candidates it cannot be told whether more are missing: that is no reason to compare everything.
    @Test func aNarrowSearchUnderAFilterThatMostPassIsNoScan() throws {
        // A hundred to a cluster, with noise as long as what they share.
        var data = try ClusteredGraph(count: Self.count, seed: 17, dimension: 128, clusters: 120, spread: 1)
        var generator = SeededGenerator(seed: 18)
        for ef in [1, 10, 16] {
            var compared = 0
            let queries = (0..<40).map { _ in data.vectors.next().vector }
            for query in queries {
                let admitted = try matches(.random, 0.9, query, data.graph, &generator)
                let answer = try data.graph.search(query, k: 10, ef: ef, admitting: admitted)
                compared += answer.comparedCount
            }
            #expect(compared / queries.count < Self.count / 4, "ef \(ef)")
        }
    }

    @Test func freeSlotsInTheBitmapDoNoHarm() throws {
        let data = try ClusteredGraph(count: 1_000, seed: 15)
        let query = try #require(data.graph.vector(at: 3))
        let all = SlotBitmap(slotCount: 2_000) { _ in true }
        for label in stride(from: Int64(0), to: 5_000, by: 10) { try data.graph.delete(label) }
        for plan in [nil, HNSWPlan.exact, .graph, .filteredGraph] {
            let hits = try data.graph.search(query, k: 600, admitting: all, plan: plan).hits
            #expect(hits.count == 500)
            #expect(hits.allSatisfy { $0.label >= 5_000 })
        }
    }

    @Test func aBitmapOfFreeSlotsFindsNothing() throws {
        var data = try ClusteredGraph(count: 2_000, seed: 19)
        for label in stride(from: Int64(0), to: 10_000, by: 10) { try data.graph.delete(label) }
        data.graph.waitForReaders()
        let free = SlotBitmap(slotCount: 1_000) { _ in true }
        for plan in [nil, HNSWPlan.exact, .scan, .graph, .filteredGraph] {
            let query = data.vectors.next().vector
            #expect(try data.graph.search(query, k: 10, admitting: free, plan: plan).hits.isEmpty)
        }
    }

    /// A filter is one though it names as many slots as there are records.
    @Test func asManyAdmittedSlotsAsRecordsAreStillAFilter() throws {
        var data = try ClusteredGraph(count: 6_000, seed: 20)
        for label in stride(from: Int64(0), to: 30_000, by: 10) { try data.graph.delete(label) }
        data.graph.waitForReaders()
        var admitted = SlotBitmap(slotCount: 3_000) { _ in true }
        for slot in UInt32(5_000)..<5_010 { admitted.insert(slot) }
        for plan in [nil, HNSWPlan.exact, .scan, .graph, .filteredGraph] {
            let hits = try data.graph.search(data.vectors.next().vector, k: 20, admitting: admitted, plan: plan).hits
            #expect(Set(hits.map(\.slot)) == Set(5_000..<5_010), "\(plan?.rawValue ?? "any")")
        }
    }

    @Test(arguments: [HNSWPlan?.none, .exact, .scan, .graph, .filteredGraph])
    func numbersBeyondAllRecordsStandForAllOfThem(plan: HNSWPlan?) throws {
        var data = try ClusteredGraph(count: 3_000, seed: 21)
        let half = SlotBitmap(slotCount: 3_000) { $0 % 2 == 0 }
        for (k, ef) in [(Int.max, Int.max), (.max, 1), (10, .max), (1 << 62, 10)] {
            let query = data.vectors.next().vector
            for (admitted, count) in [(SlotBitmap?.none, 3_000), (half, 1_500)] {
                let hits = try data.graph.search(query, k: k, ef: ef, admitting: admitted, plan: plan).hits
                #expect(hits.count == min(k, count))
            }
        }
        #expect(try data.graph.search(data.vectors.next().vector, k: .min, ef: .min, plan: plan).hits.isEmpty)
    }

    @Test func aShortBitmapAdmitsNothingBeyondIt() throws {
        var data = try ClusteredGraph(count: 1_000, seed: 16)
        let admitted = SlotBitmap(slotCount: 10) { _ in true }
        for plan in [nil, HNSWPlan.exact, .graph, .filteredGraph] {
            let hits = try data.graph.search(data.vectors.next().vector, k: 50, admitting: admitted, plan: plan).hits
            #expect(Set(hits.map(\.slot)) == Set(0..<10))
        }
    }

    private func matches(
        _ kind: Kind, _ selectivity: Double, _ query: [Float], _ graph: HNSWGraph,
        _ generator: inout SeededGenerator
    ) throws -> SlotBitmap {
        let wanted = max(1, Int(selectivity * Double(Self.count)))
        switch kind {
        case .random:
            return SlotBitmap(slotCount: Self.count) { _ in Double.random(in: 0..<1, using: &generator) < selectivity }
        case .near, .far:
            let ordered = try graph.exactSearch(query, k: Self.count).hits
            var admitted = SlotBitmap(slotCount: Self.count)
            for hit in kind == .near ? ordered.prefix(wanted) : ordered.suffix(wanted) { admitted.insert(hit.slot) }
            return admitted
        }
    }
}
