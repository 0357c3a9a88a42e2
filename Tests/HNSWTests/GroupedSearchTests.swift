import HNSW
import TestSupport
import Testing

@Suite struct GroupedSearchTests {
    @Test(arguments: [1, 3, 40, 3_000]) func hitsDifferInGroupAndEachIsItsBest(groupCount: Int) throws {
        var data = try ClusteredGraph(count: 4_000, seed: 21)
        var generator = SeededGenerator(seed: 22)
        let groups = (0..<4_000).map { _ in UInt32.random(in: 0..<UInt32(groupCount), using: &generator) }
        let admitted = SlotBitmap(slotCount: 4_000) { $0 % 2 == 0 }
        for filter in [nil, admitted] {
            for plan in [nil, HNSWPlan.exact, .graph, .filteredGraph] {
                for k in [1, 5, 25] {
                    let query = data.vectors.next().vector
                    let hits = try groups.withUnsafeBufferPointer {
                        try data.graph.search(query, k: k, admitting: filter, groups: $0, plan: plan).hits
                    }
                    let expected = try bestOfGroups(data.graph, query, groups, filter).prefix(k)
                    #expect(hits.count == expected.count)
                    #expect(Set(hits.map { groups[Int($0.slot)] }).count == hits.count)
                    let found = Set(hits.map(\.label)).intersection(expected.map(\.label)).count
                    #expect(found * 10 >= expected.count * 9)
                    if plan == .exact { #expect(hits == Array(expected)) }
                }
            }
        }
    }

    @Test func oneHugeGroupAroundTheQueryDoesNotHideTheOthers() throws {
        var vectors = ClusteredVectors(seed: 23, clusters: 2, spread: 0.2)
        let graph = try HNSWGraph(HNSWParameters(dimension: vectors.dimension))
        // 3,000 records of one conversation lie nearer than the 5 of others.
        for label in 0..<3_000 { try graph.upsert(Int64(label), vectors.next(in: 0)) }
        for label in 3_000..<3_005 { try graph.upsert(Int64(label), vectors.next(in: 1)) }
        let groups = (0..<3_005).map { UInt32(max(0, $0 - 2_999)) }
        for plan in [nil, HNSWPlan.graph] {
            let hits = try groups.withUnsafeBufferPointer {
                try graph.search(vectors.next(in: 0), k: 6, ef: 64, groups: $0, plan: plan).hits
            }
            #expect(Set(hits.map { groups[Int($0.slot)] }) == Set(0...5))
        }
    }

    @Test func aShortColumnOfGroupsIsRefused() throws {
        let data = try ClusteredGraph(count: 20, seed: 24)
        let groups = [UInt32](repeating: 0, count: 19)
        #expect(throws: HNSWError.shortColumn(slots: 20, found: 19)) {
            try groups.withUnsafeBufferPointer {
                try data.graph.search([Float](repeating: 1, count: 32), k: 1, groups: $0)
            }
        }
    }

    /// The best hit of each group, best first, by plain means.
    private func bestOfGroups(
        _ graph: HNSWGraph, _ query: [Float], _ groups: [UInt32], _ admitted: SlotBitmap?
    ) throws -> [HNSWHit] {
        var seen = Set<UInt32>()
        return try graph.exactSearch(query, k: graph.count, admitting: admitted).hits
            .filter { seen.insert(groups[Int($0.slot)]).inserted }
    }
}
