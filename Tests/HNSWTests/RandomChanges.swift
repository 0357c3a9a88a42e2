import HNSW
import TestSupport

/// Random inserts, updates, deletes and returns of deleted labels, with a record of every state they make.
struct RandomChanges {
    /// Which vector each label has: an index into `vectors`.
    typealias State = [Int64: Int]

    let parameters: HNSWParameters
    let queries: [[Float]]
    /// The state after each change that searches can see; the first is the empty graph's.
    private(set) var states: [State] = [[:]]
    private(set) var vectors: [[Float]] = []
    private var data: ClusteredVectors
    private var generator: SeededGenerator

    init(seed: UInt64) {
        data = ClusteredVectors(seed: seed, dimension: 12, clusters: 6)
        generator = SeededGenerator(seed: seed &* 31)
        parameters = HNSWParameters(dimension: 12, m: 4, efConstruction: 40, seed: seed)
        var queries: [[Float]] = []
        for _ in 0..<4 { queries.append(data.next().vector) }
        self.queries = queries
    }

    /// Makes one change to a graph that all changes before were made to.
    mutating func apply(to graph: HNSWGraph, publishing mark: (() -> AnyObject)? = nil) throws {
        var state = states[states.count - 1]
        if Int.random(in: 0..<40, using: &generator) == 0 {
            try build(in: graph, &state, mark)
        } else {
            let count = Int.random(in: 0..<4, using: &generator) == 0 ? 5 : 1
            try graph.changing(publishing: mark) {
                for _ in 0..<count { try changeOne(in: graph, &state) }
            }
        }
        states.append(state)
    }

    private mutating func changeOne(in graph: HNSWGraph, _ state: inout State) throws {
        let label = Int64.random(in: -80...80, using: &generator)
        // Phases of growth and of shrinking.
        let growth = states.count / 250 % 2 == 0 ? 0.7 : 0.3
        if Double.random(in: 0..<1, using: &generator) < growth {
            try graph.upsert(label, newVector(for: label, &state))
        } else {
            state[label] = nil
            try graph.delete(label)
        }
    }

    /// Adds records on two threads.
    private mutating func build(in graph: HNSWGraph, _ state: inout State, _ mark: (() -> AnyObject)?) throws {
        let labels = (-80...80).filter { state[$0] == nil && Int.random(in: 0..<3, using: &generator) == 0 }
        var components: [Float] = []
        for label in labels { components += newVector(for: label, &state) }
        try graph.changing(publishing: mark) { try graph.build(labels: labels, vectors: components, threads: 2) }
    }

    private mutating func newVector(for label: Int64, _ state: inout State) -> [Float] {
        let vector = data.next().vector
        state[label] = vectors.count
        vectors.append(vector)
        return vector
    }
}
