import HNSW
import Testing

@Suite struct SearchPlannerTests {
    private let planner = SearchPlanner(.usual)

    @Test(arguments: [
        (10, 1_000_000, HNSWPlan.scan), (5_000, 20_000, .scan), (10_000, 1_000_000, .scan),
        (60_000, 1_000_000, .filteredGraph), (150_000, 1_000_000, .filteredGraph), (600_000, 1_000_000, .graph),
        (15_000, 20_000, .graph), (400_000, 10_000_000, .filteredGraph),
    ]) func matchesAndRecordsDecide(matches: Int, records: Int, plan: HNSWPlan) {
        #expect(planner.plan(matchCount: matches, liveCount: records, k: 10, ef: 128, isFiltered: true) == plan)
    }

    @Test func withoutAFilterOnlySmallGraphsAndWideSearchesAreScanned() {
        func plan(_ count: Int, ef: Int) -> HNSWPlan {
            planner.plan(matchCount: count, liveCount: count, k: 10, ef: ef, isFiltered: false)
        }
        #expect(plan(2_000, ef: 128) == .scan)
        #expect(plan(3_000, ef: 128) == .graph)
        #expect(plan(3_000, ef: 1_000) == .scan)
        #expect(plan(10_000_000, ef: 1_000) == .graph)
    }

    /// Of several filters on the same records the one with more matches is never scanned where the other is not.
    @Test func aScanIsForFewerMatchesThanAWalk() {
        for records in [1_000, 30_000, 1_000_000] {
            for ef in [10, 128, 2_000] {
                let plans = (1..<200).map { step in
                    planner.plan(
                        matchCount: records * step / 200, liveCount: records, k: 10, ef: ef, isFiltered: true)
                }
                #expect(plans.drop { $0 == .scan }.allSatisfy { $0 != .scan }, "\(records) records, ef \(ef)")
                #expect(plans.drop { $0 != .graph }.allSatisfy { $0 == .graph }, "\(records) records, ef \(ef)")
            }
        }
    }

    /// The machine that built the graph decides from where on a walk follows every node.
    @Test func theDearerItIsToStepOverLinksTheSoonerEveryNodeIsFollowed() {
        func fewestPlain(_ filteredStep: Float) -> Int? {
            let planner = SearchPlanner(SearchCosts(scan: 15, step: 300, filteredStep: filteredStep))
            return (1...99).first { percent in
                planner.plan(
                    matchCount: 10_000 * percent, liveCount: 1_000_000, k: 10, ef: 128, isFiltered: true) == .graph
            }
        }
        let shares = [Float(900), 1_500, 2_500].compactMap(fewestPlain)
        #expect(shares.count == 3 && shares == shares.sorted(by: >) && Set(shares).count == 3)
    }
}
