import HNSW
import TestSupport
import Testing

/// Rounds in which a third of the records goes and as many come.
@Suite struct ChurnTests {
    enum Pattern: CaseIterable {
        case random, clustered, oldest, update
    }

    private static let size = 1_500
    private static let rounds = 10

    /// The churned graph against one that is built of the same records.
    @Test(arguments: Pattern.allCases, Seeds.list(2)) func tenRoundsLeaveTheGraphAsGoodAsAFreshOne(
        pattern: Pattern, seed: UInt64
    ) throws {
        var world = try World(seed: seed, size: Self.size)
        for _ in 0..<Self.rounds {
            try world.change(Self.size / 3, pattern)
            try world.graph.checkInvariants()
        }
        let fresh = try world.freshGraph()
        // One more, since an updated record's old vector stays until searches see the new one.
        #expect(world.graph.slotCount <= fresh.slotCount + 1, "slots were not used again")
        let queries = (0..<1_000).map { _ in world.vectors.next().vector }
        // Where the fresh graph finds about 0.95 and 0.99.
        for target in [0.95, 0.99] {
            func recall(_ graph: HNSWGraph, _ ef: Int) throws -> Double {
                try graph.recall(of: queries, ef: ef, plan: .graph)
            }
            let ef = try #require(try (10...200).first { try recall(fresh, $0) >= target })
            let (churned, expected) = (try recall(world.graph, ef), try recall(fresh, ef))
            #expect(churned >= expected - 0.01, "at ef \(ef)")
        }
    }

    /// A graph, and what it holds.
    private struct World {
        let graph: HNSWGraph
        var vectors: ClusteredVectors
        private var generator: SeededGenerator
        /// The oldest first.
        private var records: [(label: Int64, vector: [Float])] = []
        private var nextLabel: Int64 = 0

        init(seed: UInt64, size: Int) throws {
            vectors = ClusteredVectors(seed: seed)
            generator = SeededGenerator(seed: seed &* 7919)
            graph = try HNSWGraph(Self.parameters(vectors.dimension))
            try add(size)
        }

        private static func parameters(_ dimension: Int) -> HNSWParameters {
            HNSWParameters(dimension: dimension, m: 8, efConstruction: 100)
        }

        func freshGraph() throws -> HNSWGraph {
            let fresh = try HNSWGraph(graph.parameters)
            try fresh.build(labels: records.map(\.label), vectors: records.flatMap(\.vector), threads: 1)
            return fresh
        }

        mutating func change(_ count: Int, _ pattern: Pattern) throws {
            sort(pattern)
            guard pattern != .update else {
                for index in 0..<count {
                    records[index].vector = vectors.next().vector
                    try graph.upsert(records[index].label, records[index].vector)
                }
                return
            }
            for record in records.prefix(count) { try graph.delete(record.label) }
            records.removeFirst(count)
            try add(count)
        }

        /// Puts those that go first.
        private mutating func sort(_ pattern: Pattern) {
            switch pattern {
            case .random, .update: records.shuffle(using: &generator)
            case .oldest: break
            case .clustered:
                let centre = records[Int.random(in: 0..<records.count, using: &generator)].vector
                func similarity(_ vector: [Float]) -> Float { zip(vector, centre).reduce(0) { $0 + $1.0 * $1.1 } }
                records.sort { similarity($0.vector) > similarity($1.vector) }
            }
        }

        private mutating func add(_ count: Int) throws {
            for _ in 0..<count {
                records.append((nextLabel, vectors.next().vector))
                try graph.upsert(nextLabel, records[records.count - 1].vector)
                nextLabel += 1
            }
        }
    }
}
