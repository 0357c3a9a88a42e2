import HNSW
import Testing

@Suite struct SearchPlannerTests {
    @Test(arguments: [
        (10, 1_000_000, HNSWPlan.scan), (10_000, 20_000, .scan), (40_000, 1_000_000, .scan),
        (60_000, 1_000_000, .filteredGraph), (200_000, 1_000_000, .filteredGraph), (600_000, 1_000_000, .graph),
        (400_000, 10_000_000, .filteredGraph),
    ]) func theShareOfMatchesDecides(matches: Int, records: Int, plan: HNSWPlan) {
        #expect(SearchPlanner.plan(matchCount: matches, liveCount: records, ef: 128, isFiltered: true) == plan)
    }

    @Test func withoutAFilterOnlySmallGraphsAndWideSearchesAreScanned() {
        func plan(_ count: Int, ef: Int) -> HNSWPlan {
            SearchPlanner.plan(matchCount: count, liveCount: count, ef: ef, isFiltered: false)
        }
        #expect(plan(2_000, ef: 128) == .scan)
        #expect(plan(3_000, ef: 128) == .graph)
        #expect(plan(3_000, ef: 1_000) == .scan)
        #expect(plan(10_000_000, ef: 1_000) == .graph)
    }
}
