import Profile
import RapportCore
import Testing

/// Traits, needs and motives: what a fan does again and again.
struct BehaviourTests {
    private static func texts(_ history: PairHistory, _ field: ProfileField) -> [String] {
        RulesProfiler.profile(of: history)[field].map(\.text)
    }

    @Test func oneLaughMakesNobodyHumorous() {
        #expect(Self.texts(Speaking.history(["lol", "ok", "hi", "sure"]), .personalityTraits) == [])
        #expect(
            Self.texts(Speaking.history(["lol", "haha ok", "hi", "nice 😂", "lmao"]), .personalityTraits) == ["humorous"]
        )
    }

    @Test func aHabitMustBeAShareOfWhatHeWrites() {
        let laughs = ["lol", "haha ok", "nice 😂", "lmao"]
        let others = (0..<40).map { "message number \($0) about the day" }
        #expect(!Self.texts(Speaking.history(laughs + others), .personalityTraits).contains("humorous"))
    }

    @Test func lonelinessSaidTwiceIsANeedWithItsRows() {
        let profile = RulesProfiler.profile(
            of: Speaking.history(["im so lonely tonight", "hi", "nobody to talk to here", "ok"]))
        #expect(
            profile[.emotionalNeeds]
                == [ProfileStatement(text: "company against loneliness", evidence: [100, 102])])
    }

    /// Offers as (price, unlocked).
    private static func deals(_ deals: [(price: Double, purchased: Bool)], tips: [Double] = []) -> PairHistory {
        var history = Speaking.history(Array(repeating: "ok", count: deals.count + tips.count))
        for (index, deal) in deals.enumerated() {
            history.entries[index].row.price = deal.price
            history.entries[index].row.purchased = deal.purchased
        }
        for (index, tip) in tips.enumerated() { history.entries[deals.count + index].row.tips = tip }
        return history
    }

    @Test func motivesFollowFromPurchasesByStatedCriteria() {
        #expect(Self.texts(Self.deals([(10, true), (20, true)]), .purchaseMotivations) == [])
        #expect(
            Self.texts(Self.deals([(10, true), (60, true), (5, false)]), .purchaseMotivations)
                == ["unlocks most of what is offered"])
        #expect(
            Self.texts(Self.deals([(10, true), (5, true), (30, false), (25, false)]), .purchaseMotivations)
                == ["buys when the price is low"])
        #expect(
            Self.texts(Self.deals([(50, true), (90, true), (5, false), (6, false), (7, false)]), .purchaseMotivations)
                == ["pays for dear content, 50 USD and more"])
        #expect(Self.texts(Self.deals([], tips: [5, 5]), .purchaseMotivations) == ["tips without being asked"])
        #expect(Self.texts(Self.deals([], tips: [5]), .purchaseMotivations) == [])
    }

    @Test func motivesNameTheRowsOfTheSales() {
        let profile = RulesProfiler.profile(of: Self.deals([(10, true), (60, true), (5, false)]))
        #expect(profile[.purchaseMotivations].map(\.evidence) == [[100, 101]])
    }

    @Test func anUnlockThatComesLateMakesTheProfileOutOfDate() {
        let profiler = RulesProfiler()
        #expect(
            profiler.contentHash(of: Self.deals([(10, false)])) != profiler.contentHash(of: Self.deals([(10, true)])))
    }
}
