import RapportCore
import Store
import TestSupport
import Testing

/// Reads beside a process that writes.
@Suite struct ReadingTests {
    /// All statements of a read see one state, whatever is committed between two of them, and so do reads inside it.
    @Test func aReadSeesOneStateFromItsFirstStatementToItsLast() throws {
        var logs = RandomLogs(seed: 1)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(60))
        let before = try fixture.store.totals()
        let other = try StoreFixture(opening: fixture.folder)
        let later = logs.rows(60)
        var rows = 0
        var within: [StoreTotals] = []
        try fixture.store.forEachPair { _, pairRows in
            if within.isEmpty { try other.load(later) }
            rows += pairRows.count
            within.append(try fixture.store.totals())
        }
        #expect(rows == before.rows)
        #expect(within.count == before.pairs && within.allSatisfy { $0 == before })
        #expect(try fixture.store.totals().rows > before.rows)
    }
}
