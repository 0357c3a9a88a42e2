import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// What is kept of suggestions and of what chatters do with them.
@Suite struct FeedbackTests {
    static let moment = Timestamp(nanoseconds: 1_750_000_123_456_789_000)

    static func shown(
        _ number: Int, source: String = "retrieved", chatter: String? = "Chatter1", pair: PairID? = nil,
        text: String = "hello you"
    ) -> ShownSuggestion {
        ShownSuggestion(
            id: ContentHash.hex(Int64(number)), source: source, maker: source == "llm" ? "fake" : nil, rank: 1,
            confidence: nil, textHash: ContentHash(of: text), modelName: "Model1", chatterName: chatter, pair: pair)
    }

    private func show(_ suggestions: [ShownSuggestion], in store: RapportStore) throws {
        try store.save(shown: suggestions.map { ($0, Self.moment) })
    }

    @Test func theSameActionCountsOnceHoweverOftenItIsSent() throws {
        let fixture = try StoreFixture()
        let store = fixture.store
        try show([Self.shown(1), Self.shown(2)], in: store)
        try show([Self.shown(1)], in: store)
        for _ in 0..<3 {
            try store.save(.copied, onSuggestion: ContentHash.hex(1), by: "Chatter1", at: Self.moment)
        }
        try store.save(.copied, onSuggestion: ContentHash.hex(1), by: "Chatter2", at: Self.moment)
        try store.save(.sent, onSuggestion: ContentHash.hex(1), by: "Chatter1", at: Self.moment)
        let counts = try #require(try store.suggestionCounts().first)
        #expect(counts.shown == 2 && counts.accepted == 1)
        #expect(counts.actions[.copied] == 1 && counts.actions[.sent] == 1 && counts.actions[.thumbsUp] == 0)
    }

    @Test func aSuggestionThatWasNotShownGetsNoFeedback() throws {
        let fixture = try StoreFixture()
        let store = fixture.store
        #expect(throws: StoreError.unknownSuggestion(id: "0000000000000009")) {
            try store.save(.sent, onSuggestion: "0000000000000009", by: "", at: Self.moment)
        }
    }

    @Test func theTypeOfFanIsWhatThePairHadSpentThen() throws {
        let fixture = try StoreFixture()
        var logs = RandomLogs(seed: 5)
        try fixture.load(logs.rows(200))
        var expected: [FanType: Int] = [.unknown: 2]
        var suggestions = [Self.shown(1), Self.shown(2, pair: PairID(fanID: "nobody", modelName: "Model1"))]
        try fixture.store.forEachPair { stored, _ in
            suggestions.append(Self.shown(suggestions.count + 1, pair: stored.pair))
            expected[FanType(revenue: stored.outcome.revenue), default: 0] += 1
        }
        try show(suggestions, in: fixture.store)
        let counts = try fixture.store.suggestionCounts()
        #expect(Dictionary(uniqueKeysWithValues: counts.map { ($0.fanType, $0.shown) }) == expected)
        #expect(expected.count > 2)
    }

    @Test(
        arguments: [
            (nil, FanType.unknown), (0, .noSpend), (0.01, .under50), (49.99, .under50), (50, .under200),
            (200, .from200),
        ] as [(Double?, FanType)])
    func spendFallsIntoOneType(revenue: Double?, type: FanType) {
        #expect(FanType(revenue: revenue) == type)
    }

    @Test func forgettingAPairMakesItsSuggestionsNameless() async throws {
        let fixture = try StoreFixture()
        try fixture.load(CareForgettingTests.rows(seed: 3))
        let text = "hello \(CareForgettingTests.marker)"
        try show(
            [Self.shown(1, pair: CareForgettingTests.person, text: text), Self.shown(2, text: "for all")],
            in: fixture.store)
        try fixture.store.save(.sent, onSuggestion: ContentHash.hex(1), by: "Chatter1", at: Self.moment)
        let hash = Data(ContentHash(of: text).bytes)
        let exactly = withUnsafeBytes(of: Self.moment.nanoseconds.bigEndian) { Data($0) }
        #expect(try StoreBytes(fixture.folder.url).files(with: hash).count >= 1)

        try await Forgetting(store: fixture.store).forget(CareForgettingTests.person, now: CareForgettingTests.now)

        let bytes = try StoreBytes(fixture.folder.url)
        #expect(bytes.files(with: hash) == [] && bytes.files(with: CareForgettingTests.marker) == [])
        // The other suggestion keeps its hash and, once, its time.
        #expect(bytes.files(with: Data(ContentHash(of: "for all").bytes)).count >= 1)
        let times = bytes.files.reduce(0) { count, file in count + file.bytes.ranges(of: exactly).count }
        #expect(times >= 1)
        let counts = try fixture.store.suggestionCounts()
        #expect(counts.reduce(0) { $0 + $1.shown } == 2 && counts.reduce(0) { $0 + $1.accepted } == 1)
        #expect(try fixture.store.integrityProblems() == [])
    }
}
