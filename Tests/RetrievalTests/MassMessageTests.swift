import RapportCore
import Store
import TestSupport
import Testing

/// What the store counts for suggestions.
@Suite struct MassMessageTests {
    @Test func pairsAreCountedByTheWholeTextAndUpToTheLimit() async throws {
        let prefix = "the first twenty-four letters are equal, "
        let rows =
            (0..<5).map { row("fan_\($0)", hour: 0, "hi", prefix + "one") }
            + (0..<2).map { row("fan_\($0)", hour: 1, "hi", prefix + "two") }
            + [row("fan_0", hour: 2, "hi", prefix + "two"), row("fan_0", on: "Model2", hour: 2, "hi", "só 🙂")]
        let fixture = try await RetrievalFixture(rows)
        let counts = try fixture.store.pairCounts(
            ofAnswers: [prefix + "one", prefix + "two", prefix, "só 🙂", "never sent"], limit: 3)
        #expect(counts == [prefix + "one": 3, prefix + "two": 2, prefix: 0, "só 🙂": 1, "never sent": 0])
    }

    @Test func whatFollowsARowEndsWithItsConversation() async throws {
        let rows = [
            row("fan_1", hour: 0, "a", "1", tips: 1), row("fan_1", hour: 0, "b", "2", tips: 2),
            row("fan_1", hour: 1, "c", "3", tips: 4), row("fan_1", hour: 9, "d", "4", tips: 8),
        ]
        let fixture = try await RetrievalFixture(rows)
        let pair = try #require(try fixture.store.pair(PairID(fanID: "fan_1", modelName: "Model1")))
        let ids = try fixture.store.rows(of: pair.pairID).map(\.rowID)
        let revenue = try fixture.store.following(ids).mapValues(\.revenue)
        #expect(ids.map { revenue[$0] } == [7, 6, 4, 8])
        let around = try fixture.store.rowIDs(around: ids, before: 1, after: 1)
        #expect(ids.map { around[$0] } == [[ids[0], ids[1]], Array(ids[0...2]), Array(ids[1...2]), [ids[3]]])
    }
}
