import HNSW
import TestSupport
import Testing

@Suite struct SearchTests {
    @Test(arguments: HNSWMetric.allCases) func aWalkFindsWhatTheScanFinds(metric: HNSWMetric) throws {
        var data = try ClusteredGraph(count: 5_000, seed: 1, metric: metric)
        let queries = (0..<100).map { _ in data.vectors.next().vector }
        #expect(try data.graph.recall(of: queries, plan: .graph) >= 0.98)
        try data.graph.checkInvariants()
    }

    @Test func theScanAgreesWithPlainSums() throws {
        var vectors = ClusteredVectors(seed: 2)
        let graph = try HNSWGraph(HNSWParameters(dimension: vectors.dimension))
        let stored = (0..<500).map { _ in vectors.next().vector }
        for (index, vector) in stored.enumerated() { try graph.upsert(Int64(1000 - index), vector) }
        for _ in 0..<20 {
            let query = vectors.next().vector
            let answer = try graph.exactSearch(query, k: 25)
            #expect(answer.plan == .exact)
            #expect(answer.comparedCount == 500)
            let expected = stored.enumerated()
                .map { (Int64(1000 - $0.offset), zip($0.element, query).reduce(0) { $0 + Double($1.0 * $1.1) }) }
                .sorted { $0.1 > $1.1 }.prefix(25)
            #expect(Set(answer.hits.map(\.label)).intersection(expected.map(\.0)).count >= 24)
            for (hit, (_, similarity)) in zip(answer.hits, expected) {
                // The graph keeps 12 bits a component.
                #expect(abs(Double(hit.similarity) - similarity) < 1e-3)
                #expect(graph.slot(of: hit.label) == hit.slot)
            }
        }
    }

    @Test(arguments: [HNSWPlan.exact, .graph]) func hitsComeBestFirstAndTiesByLabel(plan: HNSWPlan) throws {
        let graph = try HNSWGraph(HNSWParameters(dimension: 2))
        for label in [5, 3, 9, 1] as [Int64] { try graph.upsert(label, [1, 0]) }
        for label in [8, 2] as [Int64] { try graph.upsert(label, [0, 1]) }
        let hits = try graph.search([0.8, 0.6], k: 6, plan: plan).hits
        #expect(hits.map(\.label) == [1, 3, 5, 9, 2, 8])
        #expect(try graph.exactSearch([0.8, 0.6], k: 3).hits.map(\.label) == [1, 3, 5])
    }

    @Test func noSearchReturnsFewerThanThereAre() throws {
        var data = try ClusteredGraph(count: 700, seed: 3)
        for k in [1, 10, 699, 700, 701, 5_000] {
            for plan in [nil, HNSWPlan.exact, .graph] {
                let hits = try data.graph.search(data.vectors.next().vector, k: k, ef: 1, plan: plan).hits
                #expect(hits.count == min(k, 700))
                #expect(Set(hits.map(\.label)).count == hits.count)
            }
        }
    }

    @Test func askingForNothingGivesNothing() throws {
        var data = try ClusteredGraph(count: 50, seed: 4)
        for k in [0, -1] { #expect(try data.graph.search(data.vectors.next().vector, k: k).hits.isEmpty) }
        let none = SlotBitmap(slotCount: 50)
        #expect(try data.graph.search(data.vectors.next().vector, k: 5, admitting: none).hits.isEmpty)
    }

    @Test func queriesOfAnyLengthAreAnswered() throws {
        var data = try ClusteredGraph(count: 3_000, seed: 5)
        let query = data.vectors.next().vector
        let unit = try data.graph.search(query, k: 10)
        let long = try data.graph.search(query.map { $0 * 4 }, k: 10)
        #expect(unit.hits.map(\.label) == long.hits.map(\.label))
        #expect(try data.graph.search([Float](repeating: 0, count: 32), k: 10).hits.count == 10)
    }

    @Test func searchesRunAtTheSameTime() async throws {
        var data = try ClusteredGraph(count: 3_000, seed: 6)
        let graph = data.graph
        let queries = (0..<40).map { _ in data.vectors.next().vector }
        let expected = try queries.map { try graph.search($0, k: 10, plan: .graph) }
        try await withThrowingTaskGroup(of: (Int, HNSWAnswer).self) { group in
            for (index, query) in queries.enumerated() {
                group.addTask { (index, try graph.search(query, k: 10, plan: .graph)) }
            }
            for try await (index, answer) in group { #expect(answer == expected[index]) }
        }
    }

    @Test func vectorsThatDoNotFitAreRefused() throws {
        let graph = try HNSWGraph(HNSWParameters(dimension: 3))
        try graph.upsert(1, [1, 0, 0])
        #expect(throws: HNSWError.wrongDimension(expected: 3, found: 2)) { try graph.search([1, 0], k: 1) }
        for bad in [Float.nan, .infinity, -.infinity, 1e30] {
            #expect(throws: HNSWError.notFinite) { try graph.search([0, bad, 0], k: 1) }
            #expect(throws: HNSWError.notFinite) { try graph.upsert(2, [0, bad, 0]) }
            #expect(throws: HNSWError.notFinite) { try graph.build(labels: [2, 3], vectors: [1, 0, 0, bad, 0, 0]) }
        }
        #expect(throws: HNSWError.wrongDimension(expected: 3, found: 4)) { try graph.upsert(2, [1, 0, 0, 0]) }
        #expect(throws: HNSWError.wrongCount(labels: 2, components: 5, dimension: 3)) {
            try graph.build(labels: [2, 3], vectors: [1, 0, 0, 1, 0])
        }
        #expect(graph.count == 1)
        try graph.checkInvariants()
    }

    @Test(arguments: [
        (HNSWParameters(dimension: 0), "dimension"), (HNSWParameters(dimension: 8, m: 1), "m"),
        (HNSWParameters(dimension: 8, m: 129), "m"),
        (HNSWParameters(dimension: 8, efConstruction: 0), "efConstruction"),
    ]) func parametersOutOfRangeAreRefused(parameters: HNSWParameters, name: String) {
        let error = #expect(throws: HNSWError.self) { try HNSWGraph(parameters) }
        guard case .badParameter(name, _, _) = error else {
            Issue.record("\(String(describing: error)) does not name \(name)")
            return
        }
    }
}
