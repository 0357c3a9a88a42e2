import HNSW
import TestSupport
import Testing

/// What a search sees while the graph changes, step by step on one thread.
@Suite struct SnapshotTests {
    /// Snapshots taken between random changes, more than there are places for searches to begin with; each
    /// still answers as when it was taken after all later changes.
    @Test(arguments: Seeds.list(4)) func everySnapshotKeepsItsState(seed: UInt64) throws {
        var changes = RandomChanges(seed: seed)
        let graph = try HNSWGraph(changes.parameters)
        for _ in 0..<100 { try changes.apply(to: graph) }
        try nest(100, graph, &changes)
        try graph.checkInvariants()
    }

    private func nest(_ depth: Int, _ graph: HNSWGraph, _ changes: inout RandomChanges) throws {
        guard depth > 0 else { return }
        try graph.withSnapshot { snapshot throws in
            let before = try Observation(snapshot, changes.queries)
            try changes.apply(to: graph)
            try nest(depth - 1, graph, &changes)
            #expect(try Observation(snapshot, changes.queries) == before)
        }
    }

    @Test func aSearchThatBeganBeforeADeleteStillFindsTheRecordAndALaterOneDoesNot() throws {
        let data = try ClusteredGraph(count: 500, seed: 71)
        let vector = try #require(data.graph.vector(at: 7))
        try data.graph.withSnapshot { snapshot throws in
            #expect(try data.graph.delete(70) == 7)
            for plan in HNSWPlan.allCases {
                #expect(try snapshot.search(vector, k: 1, plan: plan).hits.first?.label == 70)
                #expect(try data.graph.search(vector, k: 1, plan: plan).hits.first?.label != 70)
            }
        }
    }

    @Test func aSlotIsUsedAgainOnlyWhenNoSearchCanSeeIt() throws {
        var data = try ClusteredGraph(count: 50, seed: 72)
        let reused = try data.graph.withSnapshot { _ throws in
            try data.graph.delete(70)
            return try data.graph.upsert(1, data.vectors.next().vector)
        }
        #expect(reused != 7)
        data.graph.waitForReaders()
        #expect(try data.graph.upsert(2, data.vectors.next().vector) == 7)
    }

    @Test func changesOfATransactionAppearTogetherWithWhatItPublishes() throws {
        final class Mark {}
        var data = try ClusteredGraph(count: 50, seed: 73)
        let mark = Mark()
        try data.graph.changing(publishing: { mark }) { () throws in
            try data.graph.upsert(1, data.vectors.next().vector)
            try data.graph.delete(70)
            #expect(data.graph.count == 50)
            #expect(data.graph.label(at: 7) == 70)
            #expect(data.graph.withSnapshot { $0.companion == nil })
        }
        #expect(Set(data.graph.labels).isSuperset(of: [1]))
        #expect(data.graph.label(at: 7) == nil)
        #expect(data.graph.withSnapshot { $0.companion?.takeUnretainedValue() === mark })
    }

    @Test func aChangeThatFailsKeepsWhatItDidBefore() throws {
        let graph = try HNSWGraph(HNSWParameters(dimension: 2))
        #expect(throws: HNSWError.notFinite) {
            try graph.changing { () throws(HNSWError) in
                try graph.upsert(1, [1, 0])
                try graph.upsert(2, [.nan, 0])
            }
        }
        #expect(graph.labels == [1])
        try graph.checkInvariants()
    }
}

/// What a snapshot shows.
private struct Observation: Equatable {
    let labels: [Int64]
    let vectors: [[Float]?]
    let hits: [[HNSWHit]]

    init(_ snapshot: borrowing HNSWSnapshot, _ queries: [[Float]]) throws {
        labels = snapshot.labels
        vectors = (0..<UInt32(snapshot.slotCount)).map { snapshot.vector(at: $0) }
        hits = try queries.map { try snapshot.search($0, k: 10, plan: .exact).hits }
    }
}
