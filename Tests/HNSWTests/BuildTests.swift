import HNSW
import TestSupport
import Testing

@Suite struct BuildTests {
    @Test(arguments: [1, 2, 4]) func buildingOnThreadsKeepsTheGraphWhole(threads: Int) throws {
        for round in 0..<3 {
            var data = try ClusteredGraph(count: 2_000, seed: UInt64(41 + round), threads: threads)
            try data.graph.checkInvariants()
            let queries = (0..<50).map { _ in data.vectors.next().vector }
            #expect(try data.graph.recall(of: queries, plan: .graph) >= 0.98)
        }
    }

    @Test func oneThreadBuildsTheSameGraphEachTime() throws {
        var first = try ClusteredGraph(count: 1_500, seed: 44, threads: 1)
        let second = try ClusteredGraph(count: 1_500, seed: 44, threads: 1)
        for _ in 0..<30 {
            let query = first.vectors.next().vector
            #expect(
                try first.graph.search(query, k: 20, ef: 20, plan: .graph)
                    == second.graph.search(query, k: 20, ef: 20, plan: .graph))
        }
    }

    @Test func buildingIntoAGraphUpdatesAndAdds() throws {
        var vectors = ClusteredVectors(seed: 45)
        let graph = try HNSWGraph(HNSWParameters(dimension: vectors.dimension))
        for label in 0..<300 { try graph.upsert(Int64(label), vectors.next().vector) }
        try graph.delete(5)
        try graph.delete(6)
        // 200 are known, 400 new, and one comes twice.
        let labels = (100..<700).map { Int64($0) } + [650]
        let new = labels.map { _ in vectors.next().vector }
        try graph.build(labels: labels, vectors: new.flatMap { $0 }, threads: 2)
        try graph.checkInvariants()
        #expect(graph.count == 698)
        #expect(graph.slotCount == 698)
        for (label, vector) in zip(labels, new).dropLast() where label != 650 {
            #expect(isCode(graph.vector(at: try #require(graph.slot(of: label))), of: vector))
        }
        #expect(isCode(graph.vector(at: try #require(graph.slot(of: 650))), of: new.last))
    }

    @Test func buildingNothingIsFine() throws {
        let graph = try HNSWGraph(HNSWParameters(dimension: 4))
        try graph.build(labels: [], vectors: [])
        #expect(graph.count == 0)
        try graph.checkInvariants()
    }

    @Test func recallHoldsWhileTheGraphGrows() throws {
        var vectors = ClusteredVectors(seed: 46)
        let graph = try HNSWGraph(HNSWParameters(dimension: vectors.dimension))
        for label in 0..<4_000 {
            try graph.upsert(Int64(label), vectors.next().vector)
            if label % 1_000 == 999 {
                let queries = (0..<30).map { _ in vectors.next().vector }
                #expect(try graph.recall(of: queries, ef: 64, plan: .graph) >= 0.98)
            }
        }
        try graph.checkInvariants()
    }
}
