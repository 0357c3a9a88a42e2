import HNSW
import TestSupport
import Testing

/// What a graph knows of the costs of its searches.
@Suite struct SearchCostTests {
    /// A clock that goes on by a millisecond whenever it is looked at.
    private final class Clock {
        private var looks = 0

        func now() -> Duration {
            looks += 1
            return .milliseconds(looks)
        }
    }

    @Test func costsOfALargeGraphAreTimesByWhatWasDoneMeanwhile() throws {
        let graph = try ClusteredGraph(count: 20_000, seed: 51).graph
        #expect(graph.costs != nil, "none were measured when it was built")
        let clock = Clock()
        graph.measureCosts(now: clock.now)
        let costs = try #require(graph.costs)
        // Each sample took a millisecond: a walk of 128 nodes, one of 64, and a scan of 4,096 records at least.
        #expect(costs.step == 1e6 / 128)
        #expect(costs.filteredStep == 1e6 / 64)
        #expect(costs.scan <= 1e6 / 4_096)
    }

    /// In pieces that are small beside it, as a store fills it.
    @Test func costsAreMeasuredAnewOnceAGraphHasDoubled() throws {
        var data = try ClusteredGraph(count: 20_000, seed: 54)
        let graph = data.graph
        graph.measureCosts(now: Clock().now)
        let before = try #require(graph.costs)
        func grow(to count: Int) throws {
            while graph.count < count {
                let added = min(2_000, count - graph.count)
                let first = Int64(1_000_000 + graph.count)
                let vectors = (0..<added).flatMap { _ in data.vectors.next().vector }
                try graph.build(labels: Array(first..<first + Int64(added)), vectors: vectors)
            }
        }
        try grow(to: 32_000)
        #expect(graph.costs == before)
        try grow(to: 34_000)
        #expect(graph.costs != before)
    }

    @Test func aClockThatStandsStillMeasuresNothing() throws {
        let graph = try ClusteredGraph(count: 2_000, seed: 52).graph
        graph.measureCosts { .zero }
        #expect(graph.costs == nil)
    }

    @Test func costsAreKeptInTheFile() throws {
        let folder = try TemporaryFolder()
        let graph = try ClusteredGraph(count: 2_000, seed: 53).graph
        try graph.save(to: folder.file("none").path, sequence: 1)
        graph.measureCosts(now: Clock().now)
        try graph.save(to: folder.file("some").path, sequence: 1)
        #expect(try HNSWGraph.open(folder.file("none").path).graph.costs == nil)
        let opened = try HNSWGraph.open(folder.file("some").path).graph
        #expect(opened.costs != nil && opened.costs == graph.costs)
    }

    @Test func plansFollowTheCosts() throws {
        let cheapScans = SearchPlanner(SearchCosts(scan: 0.1, step: 300, filteredStep: 1_500))
        let dearScans = SearchPlanner(SearchCosts(scan: 1_000, step: 300, filteredStep: 1_500))
        for matches in stride(from: 2_000, to: 100_000, by: 1_000) {
            func plan(_ planner: SearchPlanner) -> HNSWPlan {
                planner.plan(matchCount: matches, liveCount: 100_000, k: 10, ef: 128, isFiltered: true)
            }
            #expect(plan(cheapScans) == .scan)
            #expect(plan(dearScans) != .scan)
        }
    }
}
