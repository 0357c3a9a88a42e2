import HNSW
import TestSupport
import Testing

/// Records that a search leaves out by their labels: something newer is known of them elsewhere.
@Suite struct ExclusionTests {
    /// Far away, everywhere, and all that is nearest: the walk must look farther for what is left.
    @Test(
        arguments: [("few", 10), ("few", 100), ("many", 10), ("the nearest", 10), ("the nearest", 100)],
        [nil, HNSWPlan.exact, .scan, .graph, .filteredGraph])
    func theNearestOfTheOthersAreFound(which: (String, k: Int), plan: HNSWPlan?) throws {
        let k = which.k
        var data = try ClusteredGraph(count: 4_000, seed: 31)
        var generator = SeededGenerator(seed: 32)
        let admitted = SlotBitmap(slotCount: 4_000) { $0 % 3 != 0 }
        var (found, expected) = (0, 0)
        for _ in 0..<20 {
            let query = data.vectors.next().vector
            let all = try data.graph.exactSearch(query, k: data.graph.count).hits
            let excluded: Set<Int64>
            switch which.0 {
            case "few": excluded = Set(all.shuffled(using: &generator).prefix(20).map(\.label))
            case "many": excluded = Set(all.shuffled(using: &generator).prefix(2_000).map(\.label))
            default: excluded = Set(all.prefix(300).map(\.label))
            }
            for filter in [nil, admitted] {
                let right = all.filter { hit in
                    !excluded.contains(hit.label) && filter.map { $0.contains(hit.slot) } ?? true
                }.prefix(k)
                let hits = try data.graph.withSnapshot { snapshot in
                    try snapshot.search(query, k: k, ef: 64, admitting: filter, excluding: excluded, plan: plan)
                }.hits
                #expect(hits.count == right.count && hits.allSatisfy { !excluded.contains($0.label) })
                if plan == .exact { #expect(hits == Array(right)) }
                found += Set(hits.map(\.label)).intersection(right.map(\.label)).count
                expected += right.count
            }
        }
        #expect(Double(found) >= 0.95 * Double(expected))
    }

    /// The best of a group is left out, and the next best stands for it.
    @Test(arguments: [nil, HNSWPlan.exact, .graph])
    func theNextOfAGroupTakesThePlaceOfOneThatIsLeftOut(plan: HNSWPlan?) throws {
        var data = try ClusteredGraph(count: 2_000, seed: 33)
        let groups = (0..<2_000).map { UInt32($0 % 40) }
        let query = data.vectors.next().vector
        let all = try data.graph.exactSearch(query, k: data.graph.count).hits
        let excluded = Set(all.prefix(60).map(\.label))
        var seen = Set<UInt32>()
        let right = all.filter { !excluded.contains($0.label) && seen.insert(groups[Int($0.slot)]).inserted }
        let hits = try groups.withUnsafeBufferPointer { groups in
            try data.graph.withSnapshot { snapshot in
                try snapshot.search(query, k: 40, excluding: excluded, groups: groups, plan: plan)
            }
        }.hits
        #expect(Set(hits.map { groups[Int($0.slot)] }).count == 40)
        #expect(hits.allSatisfy { !excluded.contains($0.label) })
        let found = Set(hits.map(\.label)).intersection(right.map(\.label)).count
        #expect(plan == .graph ? found >= 36 : hits == right)
    }

    @Test func withoutAllThereIsNothing() throws {
        var data = try ClusteredGraph(count: 300, seed: 34)
        let query = data.vectors.next().vector
        for plan in [nil, HNSWPlan.graph] {
            let hits = try data.graph.withSnapshot { snapshot in
                try snapshot.search(query, k: 5, excluding: Set(snapshot.labels), plan: plan)
            }.hits
            #expect(hits.isEmpty)
        }
    }
}
