import Conversation
import RapportCore
import TestSupport
import Testing

struct FeatureRulesTests {
    private let pair = PairID(fanID: "Tom_88123", modelName: "Model3")
    private let day: Int64 = 86_400

    @Test func aConversationsFiguresAreThoseOfTheDataDictionary() throws {
        let rows = [
            exchange(0, fan: false), exchange(1_800, price: 20), exchange(3_600, price: 15, purchased: true),
            exchange(5_400, tips: 5, chatter: false), exchange(9_000, price: 10, purchased: true),
        ]
        let features = FeatureRules().conversations(
            of: pair, rows: rows, newestRow: exchange(9_000 + 2 * day).datetime)
        let conversation = try #require(features.first)
        #expect(features.count == 1)
        #expect(conversation.id == StableID.conversation(pair, startedAt: rows[0].datetime))
        #expect(conversation.figures.messageCount == 5)
        #expect(conversation.figures.fanMessageCount == 4)
        #expect(conversation.figures.chatterMessageCount == 4)
        #expect(conversation.figures.durationHours == 2.5)
        #expect(conversation.figures.totalRevenue == 30)
        #expect(conversation.figures.tipRevenue == 5)
        #expect(conversation.figures.outcome == Outcome(offers: 3, purchases: 2, revenue: 30))
        #expect(conversation.figures.purchaseRate == 0.4)
        #expect(conversation.figures.successRate == 2.0 / 3)
        #expect(conversation.messagesBeforeFirstPurchase == 2)
        #expect(conversation.timeToFirstPurchaseHours == 1)
        #expect(conversation.daysBetweenFirstLastPurchase == 1.5 / 24)
        #expect(conversation.daysSinceLastMessage == 2)
        #expect(conversation.isActive)
    }

    @Test func withoutAPurchaseItsFiguresAreUndefined() throws {
        let rows = [exchange(0, tips: 5), exchange(1, price: 10)]
        let newest = exchange(1 + 2 * day).datetime
        let conversation = try #require(FeatureRules().conversations(of: pair, rows: rows, newestRow: newest).first)
        #expect(conversation.messagesBeforeFirstPurchase == nil)
        #expect(conversation.timeToFirstPurchaseHours == nil)
        #expect(conversation.daysBetweenFirstLastPurchase == nil)
        #expect(conversation.figures.successRate == 0)
        #expect(conversation.figures.totalRevenue == 5)
    }

    @Test func onePurchaseSpansNoDays() throws {
        let rows = [exchange(0), exchange(60, price: 10, purchased: true)]
        let conversation = try #require(
            FeatureRules().conversations(of: pair, rows: rows, newestRow: rows[1].datetime).first)
        #expect(conversation.daysBetweenFirstLastPurchase == 0)
        #expect(conversation.messagesBeforeFirstPurchase == 1)
    }

    @Test func whetherAPairIsActiveIsThePairsAndASetting() {
        let rows = [exchange(0), exchange(day), exchange(10 * day)]
        let newest = exchange(12 * day + 1).datetime
        let lapsed = FeatureRules().conversations(of: pair, rows: rows, newestRow: newest)
        #expect(lapsed.map(\.isActive) == [false, false, false])
        #expect(Set(lapsed.map(\.daysSinceLastMessage)).count == 1)
        let patient = FeatureRules(activeDays: 3).conversations(of: pair, rows: rows, newestRow: newest)
        #expect(patient.map(\.isActive) == [true, true, true])
    }

    @Test func noRowsHaveNoFeatures() {
        #expect(FeatureRules().conversations(of: pair, rows: [], newestRow: exchange(0).datetime).isEmpty)
        #expect(FeatureRules().stages(of: pair, rows: []).isEmpty)
    }

    /// Whatever is cut, nothing is lost or counted twice.
    @Test(arguments: Seeds.list(10))
    func conversationsAndStagesAddUpToThePair(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let rows = randomExchanges(150, using: &generator)
        let conversations = FeatureRules().conversations(of: pair, rows: rows, newestRow: exchange(0).datetime)
        let stages = FeatureRules().stages(of: pair, rows: rows)
        for figures in [conversations.map(\.figures), stages.map(\.figures)] {
            #expect(figures.map(\.messageCount).reduce(0, +) == rows.count)
            #expect(figures.map(\.fanMessageCount).reduce(0, +) == rows.count(where: \.hasFanMessage))
            #expect(figures.map(\.chatterMessageCount).reduce(0, +) == rows.count(where: \.hasChatterMessage))
            #expect(figures.map(\.offerCount).reduce(0, +) == rows.count(where: \.isOffer))
            #expect(figures.map(\.purchaseCount).reduce(0, +) == rows.count(where: \.isPurchase))
            #expect(abs(figures.map(\.totalRevenue).reduce(0, +) - Outcome(of: rows).revenue) < 1e-9)
        }
        #expect(Set(conversations.map(\.id)).count == conversations.count)
        #expect(Set(stages.map(\.id)).count == stages.count)
    }
}
