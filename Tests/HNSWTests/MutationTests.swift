import HNSW
import TestSupport
import Testing

@Suite struct MutationTests {
    /// Random inserts, updates, deletes and returns of deleted labels, against a dictionary.
    @Test(arguments: Seeds.list(4), [2, 4, 16]) func anySequenceKeepsTheGraphWhole(seed: UInt64, m: Int) throws {
        var vectors = ClusteredVectors(seed: seed, dimension: 12, clusters: 6)
        var generator = SeededGenerator(seed: seed &* 31)
        let graph = try HNSWGraph(HNSWParameters(dimension: 12, m: m, efConstruction: 40, seed: seed))
        var model: [Int64: [Float]] = [:]
        for step in 0..<1_500 {
            let label = Int64.random(in: -150...150, using: &generator)
            // Phases of growth and of shrinking, down to the empty graph.
            let growth = step / 250 % 2 == 0 ? 0.75 : 0.1
            if Double.random(in: 0..<1, using: &generator) < growth {
                let repeated = model.values.first
                let vector = Int.random(in: 0..<4, using: &generator) == 0 ? repeated : nil
                model[label] = vector ?? vectors.next().vector
                let before = graph.slot(of: label)
                let old = before.flatMap { graph.vector(at: $0) }
                let slot = try graph.upsert(label, try #require(model[label]))
                #expect(
                    slot != before || graph.vector(at: slot) == old, "a search could have met half of each vector")
            } else {
                #expect((try graph.delete(label) != nil) == (model.removeValue(forKey: label) != nil))
            }
            if step % 10 == 0 { try check(graph, model) }
        }
        for label in model.keys.sorted() { try graph.delete(label) }
        try check(graph, [:])
    }

    @Test func slotsAreUsedAgainAndNeverOutgrowTheRecords() throws {
        var vectors = ClusteredVectors(seed: 31)
        let graph = try HNSWGraph(HNSWParameters(dimension: vectors.dimension))
        for round in 0..<5 {
            for label in 0..<100 { try graph.upsert(Int64(round * 100 + label), vectors.next().vector) }
            for label in 0..<100 { try graph.delete(Int64(round * 100 + label)) }
        }
        #expect(graph.slotCount == 100)
        #expect(graph.count == 0)
        #expect(graph.slotCapacity >= 100)
    }

    @Test func whatWasDeletedNeverAppears() throws {
        var data = try ClusteredGraph(count: 3_000, seed: 32)
        var generator = SeededGenerator(seed: 33)
        let deleted = Set((0..<Int64(3_000)).filter { _ in Bool.random(using: &generator) }.map { 10 * $0 })
        for label in deleted { #expect(try data.graph.delete(label) != nil) }
        try data.graph.checkInvariants()
        for plan in [HNSWPlan.graph, .exact] {
            for _ in 0..<30 {
                let hits = try data.graph.search(data.vectors.next().vector, k: 50, plan: plan).hits
                #expect(hits.allSatisfy { !deleted.contains($0.label) })
            }
        }
        for label in deleted {
            #expect(data.graph.slot(of: label) == nil)
            #expect(try data.graph.delete(label) == nil)
        }
    }

    @Test func recallSurvivesHeavyChange() throws {
        var data = try ClusteredGraph(count: 4_000, seed: 34)
        var generator = SeededGenerator(seed: 35)
        for _ in 0..<8_000 {
            let label = 10 * Int64.random(in: 0..<4_000, using: &generator)
            if Bool.random(using: &generator) {
                try data.graph.upsert(label, data.vectors.next().vector)
            } else {
                try data.graph.delete(label)
            }
        }
        try data.graph.checkInvariants()
        let queries = (0..<100).map { _ in data.vectors.next().vector }
        #expect(try data.graph.recall(of: queries, ef: 64, plan: .graph) >= 0.98)
    }

    @Test func theRecordThatSearchesBeginAtCanBeDeleted() throws {
        var data = try ClusteredGraph(count: 300, seed: 36)
        // Whatever the entry is, in one of these orders it goes first, last and in between.
        for label in data.graph.labels.reversed() {
            try data.graph.delete(label)
            try data.graph.checkInvariants()
            let hits = try data.graph.search(data.vectors.next().vector, k: 5, plan: .graph).hits
            #expect(hits.count == min(5, data.graph.count))
        }
    }

    @Test func sameVectorThousandsOfTimes() throws {
        var vectors = ClusteredVectors(seed: 37)
        let graph = try HNSWGraph(HNSWParameters(dimension: vectors.dimension))
        let greeting = vectors.next(in: 0)
        // "hey", a few thousand times, between other texts.
        for label in 0..<6_000 {
            try graph.upsert(Int64(label), label % 2 == 0 ? greeting : vectors.next().vector)
        }
        try graph.checkInvariants()
        #expect(try graph.search(greeting, k: 100, plan: .graph).hits.allSatisfy { $0.label % 2 == 0 })
        #expect(try graph.search(greeting, k: 4_000, plan: .graph).hits.count == 4_000)
        let queries = (0..<100).map { _ in vectors.next().vector }
        #expect(try graph.recall(of: queries, plan: .graph) >= 0.98)
        let others = SlotBitmap(slotCount: graph.slotCount) { $0 % 2 == 1 }
        #expect(try graph.recall(of: queries + [greeting], admitting: others, plan: .filteredGraph) >= 0.98)
        for label in stride(from: Int64(0), to: 6_000, by: 4) { try graph.delete(label) }
        try graph.checkInvariants()
    }

    @Test func onlyOneVectorThousandsOfTimes() throws {
        let graph = try HNSWGraph(HNSWParameters(dimension: 8))
        let vector = [Float](repeating: 0.25, count: 8)
        try graph.build(labels: (0..<3_000).map { $0 }, vectors: (0..<3_000).flatMap { _ in vector })
        try graph.checkInvariants()
        #expect(try graph.search(vector, k: 3_000, plan: .graph).hits.map(\.label) == (0..<3_000).map { $0 })
    }

    @Test(arguments: [0, 1, 2]) func tinyGraphsWork(count: Int) throws {
        let graph = try HNSWGraph(HNSWParameters(dimension: 4))
        for label in 0..<count { try graph.upsert(Int64(label), [1, Float(label), 0, 0]) }
        try graph.checkInvariants()
        for plan in [nil, HNSWPlan.exact, .graph, .filteredGraph] {
            #expect(try graph.search([1, 0, 0, 0], k: 10, plan: plan).hits.count == count)
        }
        #expect(try graph.delete(7) == nil)
        for label in 0..<count {
            #expect(try graph.delete(Int64(label)) == UInt32(label))
            try graph.checkInvariants()
        }
        #expect(try graph.search([1, 0, 0, 0], k: 10).hits.isEmpty)
        #expect(graph.label(at: 0) == nil)
        #expect(graph.vector(at: 0) == nil)
    }

    private func check(_ graph: HNSWGraph, _ model: [Int64: [Float]]) throws {
        try graph.checkInvariants()
        #expect(graph.count == model.count)
        #expect(Set(graph.labels) == Set(model.keys))
        for (label, vector) in model {
            let slot = try #require(graph.slot(of: label))
            #expect(graph.label(at: slot) == label)
            #expect(isCode(graph.vector(at: slot), of: vector))
        }
    }
}
