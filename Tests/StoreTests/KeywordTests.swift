import RapportCore
import Store
import TestSupport
import Testing

@Suite struct KeywordTests {
    private func row(_ fan: String, _ chatter: String, _ second: Int64) -> LogRow {
        LogRow(
            chatterName: "Chatter1", modelName: "Model1", fanMessage: fan, chatterMessage: chatter, price: 0,
            purchased: false, fanID: "Tom_1",
            datetime: Timestamp(nanoseconds: 1_744_156_800_000_000_000 + second * 1_000_000_000),
            tips: 0, revenue: 0)
    }

    @Test func rowsWithMoreOfTheWordsComeFirst() throws {
        let fixture = try StoreFixture()
        try fixture.load([
            row("my sailing boat is ready", "lovely", 0), row("the boat needs paint", "which colour?", 1),
            row("good morning", "hey you", 2),
        ])
        let hits = try fixture.store.keywordHits("sailing boat", limit: 10)
        let texts = try hits.map { try fixture.store.rows(ids: [$0.rowID])[$0.rowID]?.row.fanMessage }
        #expect(texts == ["my sailing boat is ready", "the boat needs paint"])
        #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
    }

    @Test(arguments: [
        "\"", "a OR", "NEAR(", "fan_message:x", "*", "'; DROP TABLE log_rows; --", "^", "\u{0}", "(((", "- NOT",
    ])
    func operatorsInATextAreWords(text: String) throws {
        let fixture = try StoreFixture()
        try fixture.load([row("hello a", "hi", 0)])
        _ = try fixture.store.keywordHits(text, limit: 10)
        #expect(try fixture.store.totals().rows == 1)
    }

    @Test func fanMessagesAloneCanBeSearched() throws {
        let fixture = try StoreFixture()
        try fixture.load([row("hello", "garden party", 0), row("garden work", "nice", 1)])
        #expect(try fixture.store.keywordHits("garden", limit: 10).count == 2)
        #expect(try fixture.store.keywordHits("garden", limit: 10, fanMessagesOnly: true).count == 1)
    }
}
