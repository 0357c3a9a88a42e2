import RapportBench
import TestSupport
import Testing

@Suite struct ChurnTests {
    @Test(arguments: ChurnPattern.allCases, Seeds.list(2)) func asManyComeAsGo(pattern: ChurnPattern, seed: UInt64) {
        var records = ChurningRecords(count: 300, dimension: 8, seed: seed)
        var known = Set(records.labels)
        for _ in 0..<5 {
            let picked = records.pick(100, pattern)
            #expect(Set(picked).count == 100)
            #expect(Set(picked).isSubset(of: records.labels))
            records.remove(picked)
            let added = records.add(100)
            #expect(records.labels.count == 300)
            #expect(known.isDisjoint(with: added), "a label was given twice")
            #expect(Set(picked).isDisjoint(with: records.labels))
            known.formUnion(added)
        }
    }

    @Test(arguments: Seeds.list(3)) func thePatternsPickWhatTheySay(seed: UInt64) throws {
        var records = ChurningRecords(count: 300, dimension: 8, seed: seed)
        #expect(records.pick(50, .oldest) == Array(0..<50))
        let near = records.pick(50, .clustered)
        // The first is the centre: its own vector is the nearest of all of length 1.
        let centre = records.vector(near[0])
        func similarity(_ label: Int64) -> Float { zip(records.vector(label), centre).reduce(0) { $0 + $1.0 * $1.1 } }
        let farthest = try #require(near.map(similarity).min())
        for label in records.labels where !near.contains(label) { #expect(similarity(label) <= farthest + 1e-6) }
    }

    @Test func aReplacedRecordHasAnotherVectorThatStays() {
        var records = ChurningRecords(count: 100, dimension: 8, seed: 3)
        let (changed, kept) = (records.vector(7), records.vector(8))
        records.replace([7])
        #expect(records.vector(7) != changed)
        #expect(records.vector(7) == records.vector(7))
        #expect(records.vector(8) == kept)
    }
}
