import RapportCore
import Retrieval
import Store
import TestSupport
import Testing

/// What is likely to do good after a reply, and why.
@Suite struct NextStepTests {
    private let question = "do you have something new"
    /// Unlike each other, and without a number, so that they may be suggested.
    private let answers = [
        "maybe if you smile", "you are so curious", "come closer and see", "always for my favourite",
        "what do you wish",
        "ask me nicely babe", "let me think about that", "only when the moon is up", "tell me your mood",
        "i was waiting for that", "you read my mind", "so many ideas for us", "guess what i wear", "hold on honey",
    ]

    /// Fans who asked alike; `unlocked` of them unlocked an offer right after, others got none.
    private func rows(
        _ count: Int, unlocked prices: [Double], on model: String = "Model1", refused: Int = 0, from first: Int = 0
    ) -> [LogRow] {
        (0..<count).flatMap { number -> [LogRow] in
            let fan = "fan_\(first + number)"
            var rows = [row(fan, on: model, hour: 0, question, answers[number % answers.count])]
            if number < prices.count {
                rows.append(
                    row(fan, on: model, hour: 0.2, "ok", "yes", price: prices[number], purchased: true))
            } else if number < prices.count + refused {
                rows.append(row(fan, on: model, hour: 0.2, "ok", "yes", price: 99))
            }
            return rows
        }
    }

    private func step(_ rows: [LogRow], text: String? = nil, fan: String? = nil, on model: String = "Model1")
        async throws
        -> NextStep
    {
        let fixture = try await RetrievalFixture(rows)
        let pair = fan.map { PairID(fanID: $0, modelName: model) }
        let answer = try await fixture.retriever().suggest(SuggestRequest(text: text ?? question, pair: pair))
        return try #require(answer.suggestions.first?.nextStep)
    }

    @Test(arguments: Seeds.list(8))
    func theOfferedPriceWasUnlockedAndIsTheMedian(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let prices = (0..<Int.random(in: 6...12, using: &generator)).map { _ in
            Double(Int.random(in: 3...60, using: &generator))
        }
        let step = try await step(rows(prices.count + 2, unlocked: prices))
        #expect(step.action == .offer)
        let price = try #require(step.priceUSD)
        #expect(prices.contains(price))
        #expect(step.comparablePurchases == prices.count)
        #expect(2 * prices.count { $0 < price } <= prices.count && 2 * prices.count { $0 > price } <= prices.count)
        #expect(step.why.hasPrefix("\(prices.count) of \(prices.count) offers were unlocked after \(prices.count + 2)"))
    }

    @Test func withoutSalesThereIsNothingToOffer() async throws {
        for rows in [
            rows(8, unlocked: []), rows(8, unlocked: [5, 6], refused: 5), rows(10, unlocked: [5, 6, 7], refused: 7),
        ] {
            let step = try await step(rows)
            #expect(step.action == .chat && step.priceUSD == nil && step.comparablePurchases == 0)
        }
    }

    @Test func purchasesOfTheSameModelCountWhereThereAreEnough() async throws {
        let cheap = rows(6, unlocked: [5, 5, 5, 6, 7])
        let dear = rows(6, unlocked: [50, 60, 70, 70, 80], on: "Model2", from: 50)
        let new = [row("fan_new", hour: 0, "hi", "hey"), row("fan_new", on: "Model2", hour: 0, "hi", "hey")]
        let own = try await step(cheap + dear + new, fan: "fan_new")
        #expect(own.priceUSD == 5 && own.why.contains("Model1"))
        let other = try await step(cheap + dear + new, fan: "fan_new", on: "Model2")
        #expect(other.priceUSD == 70 && other.why.contains("Model2"))
    }

    @Test func whatHeBoughtHimselfIsTheNearestComparison() async throws {
        let earlier = (0..<3).map {
            row(
                "fan_new", hour: Double($0) * 10 - 100, "hi \($0)", "this one", price: [30, 35, 40][$0], purchased: true
            )
        }
        let step = try await step(rows(8, unlocked: [5, 5, 5, 6, 7, 8]) + earlier, fan: "fan_new")
        #expect(step.action == .offer && step.priceUSD == 35 && step.comparablePurchases == 3)
        #expect(step.why.contains("his own last 3 purchases"))
    }

    @Test func heIsLeftAloneAfterTwoRefusalsAndNotAfterOne() async throws {
        let sold = rows(8, unlocked: [5, 5, 5, 6, 7, 8])
        let one = [
            row("fan_new", hour: 0, "hi", "look", price: 20), row("fan_new", hour: 0.1, "no", "ok then, how are you"),
        ]
        #expect(try await step(sold + one, fan: "fan_new").action == .offer)
        let two =
            one + [row("fan_new", hour: 0.2, "fine", "and this", price: 10), row("fan_new", hour: 0.3, "no", "ok")]
        let step = try await step(sold + two, fan: "fan_new")
        #expect(step.action == .leave && step.priceUSD == nil)
        let later = two + [row("fan_new", hour: 30, "hey", "hello again")]
        #expect(try await self.step(sold + later, fan: "fan_new").action != .leave, "another conversation")
    }

    @Test func anOpenOfferIsNotFollowedByAnother() async throws {
        let open = [row("fan_new", hour: 0, "hi", "look", price: 20)]
        let step = try await step(rows(8, unlocked: [5, 5, 5, 6, 7, 8]) + open, fan: "fan_new")
        #expect(step.action == .chat && step.why.contains("still open"))
    }

    @Test(arguments: ["good night babe", "Gotta go, talk later!", "bye", "ok i'm going to sleep now xx"])
    func aGoodbyeIsLetGo(message: String) async throws {
        let step = try await step(rows(8, unlocked: [5, 5, 5, 6, 7, 8]), text: message)
        #expect(step.action == .leave)
    }

    @Test(arguments: ["goodness me", "the night is young", "bypass", "i love byebye songs"])
    func wordsThatOnlyLookLikeAGoodbyeAreNone(message: String) async throws {
        #expect(try await step(rows(8, unlocked: []), text: message).action == .chat)
    }

    @Test func textsOfOffersAreSuggestedOnlyWithAnOffer() async throws {
        let pitch = (0..<6).map {
            row("fan_\($0)", hour: 0, question, answers[$0] + ", it is ready", price: 9, purchased: $0 < 5)
        }
        let fixture = try await RetrievalFixture(pitch + [row("fan_50", hour: 0, "hi", "hello you")])
        let offer = try await fixture.retriever().suggest(SuggestRequest(text: question))
        #expect(offer.suggestions.first?.nextStep.action == .offer)
        #expect(offer.suggestions.contains { $0.text.contains("ready") })
        let leave = try await fixture.retriever().suggest(SuggestRequest(text: "\(question), good night"))
        #expect(leave.suggestions.first?.nextStep.action == .leave)
        #expect(!leave.suggestions.contains { $0.text.contains("ready") })
    }

    @Test func everySuggestionSaysWhyWithoutQuotingAnybody() async throws {
        let fixture = try await RetrievalFixture(sailingRows(8) + rows(6, unlocked: [5, 5, 5, 6], from: 900))
        for text in ["do you like sailing on the sea", question] {
            let answer = try await fixture.retriever().suggest(SuggestRequest(text: text))
            #expect(answer.suggestions.count == 3)
            for suggestion in answer.suggestions {
                let said = suggestion.why + suggestion.nextStep.why
                #expect(!suggestion.why.isEmpty && !suggestion.nextStep.why.isEmpty)
                #expect(!said.contains("sailing") && !said.contains("something new") && !said.contains("fan_"))
                let confidence = try #require(suggestion.confidence)
                #expect((0...1).contains(confidence))
            }
        }
    }
}
