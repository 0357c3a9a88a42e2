import HNSW
import TestSupport
import Testing

/// One thread changes the graph, others search it; every answer is held against the states it could have seen.
@Suite struct ConcurrentChangeTests {
    @Test(arguments: Seeds.list(3)) func everyAnswerIsTheAnswerOfOneState(seed: UInt64) throws {
        let run = try ConcurrentRun(seed: seed, changes: 600, readers: 3)
        let oracle = try StateOracle(run.changes)
        #expect(run.answers.contains { $0.states.count > 1 }, "no search ran beside a change")
        for answer in run.answers {
            let isRight = answer.states.contains { oracle.allows(answer, in: $0) }
            #expect(isRight, "\(answer.plan) of query \(answer.query) in one of the states \(answer.states)")
        }
        try run.graph.checkInvariants()
        #expect(Set(run.graph.labels) == Set(run.changes.states.last.map(\.keys) ?? [:].keys))
    }
}

/// What a search answered, and between which states of the graph.
struct ObservedAnswer: Sendable {
    let query: Int
    let plan: HNSWPlan
    /// Whether only even labels were admitted.
    let isFiltered: Bool
    let hits: [HNSWHit]
    /// The states that the graph had between the search's begin and its end, or the one that the search read with it.
    let states: ClosedRange<Int>
}

/// The number of a state, published with it.
private final class StateMark: Sendable {
    let index: Int

    init(_ index: Int) { self.index = index }
}

/// A graph that was changed by one thread and searched by others at the same time.
struct ConcurrentRun {
    static let k = 10

    let graph: HNSWGraph
    private(set) var changes: RandomChanges
    private(set) var answers: [ObservedAnswer] = []

    init(seed: UInt64, changes count: Int, readers: Int) throws {
        changes = RandomChanges(seed: seed)
        graph = try HNSWGraph(changes.parameters)
        let (graph, queries) = (graph, changes.queries)
        let threads = ReaderThreads(readers, seed: seed) { generator, oldest, newest in
            try Self.search(graph, queries, &generator, oldest, newest)
        }
        do {
            for index in 1...count {
                try threads.changing(to: index) {
                    try changes.apply(to: graph, publishing: { StateMark(index) })
                }
                if index % 50 == 0 { graph.waitForReaders() }
            }
        } catch {
            try threads.stop()
            throw error
        }
        answers = try threads.stop()
    }

    private static func search(
        _ graph: HNSWGraph, _ queries: [[Float]], _ generator: inout SeededGenerator, _ oldest: Int,
        _ newest: () -> Int
    ) throws -> ObservedAnswer {
        let query = Int.random(in: queries.indices, using: &generator)
        let plan = HNSWPlan.allCases[Int.random(in: HNSWPlan.allCases.indices, using: &generator)]
        if Bool.random(using: &generator) {
            return try filteredSearch(graph, query, queries[query], plan, notBefore: oldest)
        }
        let hits = try graph.search(queries[query], k: k, ef: 20, plan: plan).hits
        return ObservedAnswer(query: query, plan: plan, isFiltered: false, hits: hits, states: oldest...newest())
    }

    /// Asks one snapshot for the even labels, then for the nearest among them; the mark says which state it is.
    private static func filteredSearch(
        _ graph: HNSWGraph, _ query: Int, _ vector: [Float], _ plan: HNSWPlan, notBefore oldest: Int
    ) throws -> ObservedAnswer {
        try graph.withSnapshot { snapshot throws in
            let mark = snapshot.companion.map { unsafeDowncast($0.takeUnretainedValue(), to: StateMark.self).index }
            let even = SlotBitmap(slotCount: snapshot.slotCount) { slot in
                snapshot.label(at: slot).map { $0 % 2 == 0 } ?? false
            }
            let hits = try snapshot.search(vector, k: k, ef: 20, admitting: even, plan: plan).hits
            let state = mark ?? 0
            #expect(state >= oldest, "a search began with a state that was no longer the newest")
            return ObservedAnswer(query: query, plan: plan, isFiltered: true, hits: hits, states: state...state)
        }
    }
}

/// Knows the exact answer of every state.
struct StateOracle {
    private let changes: RandomChanges
    /// Per query the similarity of each vector that was ever inserted.
    private let similarities: [[Float]]

    /// Compares all queries with all vectors, in a graph that holds them all.
    init(_ changes: RandomChanges) throws {
        self.changes = changes
        let graph = try HNSWGraph(changes.parameters)
        for (index, vector) in changes.vectors.enumerated() { try graph.upsert(Int64(index), vector) }
        similarities = try changes.queries.map { query in
            var similarities = [Float](repeating: 0, count: changes.vectors.count)
            for hit in try graph.exactSearch(query, k: changes.vectors.count).hits {
                similarities[Int(hit.label)] = hit.similarity
            }
            return similarities
        }
    }

    /// Whether an answer can be that of a state: the exact plan must give its best records, others some of its
    /// records, as many as there are, each once, with the similarity of its vector of that time.
    func allows(_ answer: ObservedAnswer, in state: Int) -> Bool {
        let records = changes.states[state].filter { !answer.isFiltered || $0.key % 2 == 0 }
        guard answer.hits.count == min(ConcurrentRun.k, records.count) else { return false }
        guard Set(answer.hits.map(\.label)).count == answer.hits.count else { return false }
        for hit in answer.hits {
            guard let vector = records[hit.label], similarities[answer.query][vector] == hit.similarity else {
                return false
            }
        }
        guard answer.plan == .exact else { return true }
        let best = records.values.map { similarities[answer.query][$0] }.sorted(by: >).prefix(ConcurrentRun.k)
        return answer.hits.map(\.similarity) == Array(best)
    }
}
