import RapportCore
import Retrieval
import Store
import TestSupport
import Testing

/// What `similar` says of why a match is one.
@Suite struct SimilarExplanationTests {
    @Test(arguments: Seeds.list(2)) func contributionsSumToTheSimilarity(seed: UInt64) async throws {
        let fixture = try await ProfiledFixture(seed: seed, pairs: 30)
        for share in [0, 0.3, 1] {
            let answer = try await fixture.retriever().similar(
                SimilarRequest(pair: fixture.pairs[1].pair, method: .profiled, k: 29, profileWeight: share))
            for match in answer.matches {
                let profile = try #require(match.contributions.profile)
                #expect(abs(match.contributions.text + profile - match.similarity) < 2e-6)
            }
        }
        let text = try await fixture.retriever().similar(SimilarRequest(pair: fixture.pairs[1].pair))
        #expect(text.matches.allSatisfy { $0.contributions.profile == nil && $0.contributions.text == $0.similarity })
    }

    @Test func agreementsAreWhatBothProfilesState() async throws {
        let fixture = try await ProfiledFixture(seed: 8, pairs: 40, profiled: 6)
        let asked = fixture.pairs[0].pair
        let own = try #require(fixture.profiles[asked])
        let answer = try await fixture.retriever().similar(SimilarRequest(pair: asked, k: 39))
        var shared = 0
        for match in answer.matches {
            guard let other = fixture.profiles[PairID(fanID: match.fanID, modelName: match.modelName)] else {
                #expect(match.agreements == nil)
                continue
            }
            for field in [ProfileField.job, .hobbies] {
                let expected = Set(own[field].map(\.text)).intersection(other[field].map(\.text))
                let said = try #require(match.agreements).filter { $0.field == field.rawValue }
                #expect(Set(said.compactMap(\.statement)) == expected && said.count == expected.count)
                shared += expected.count
            }
        }
        #expect(shared > 5)
    }

    /// Every pair of turns of the two stages is compared by hand.
    @Test(arguments: Seeds.list(2)) func theNearestExchangesAreTheNearestOfAll(seed: UInt64) async throws {
        let fixture = try await ProfiledFixture(seed: seed, pairs: 15)
        let embedder = WordEmbedder()
        func turns(_ pair: PairID, stage: Int) throws -> [[Float]] {
            let stored = try #require(try fixture.store.pair(pair))
            return try fixture.store.rows(of: stored.pairID).filter { $0.stage == stage }.map {
                embedder.vector($0.row.fanMessage)
            }
        }
        let asked = fixture.pairs[2].pair
        let answer = try await fixture.retriever().similar(SimilarRequest(pair: asked, k: 14))
        let own = try turns(asked, stage: answer.stage)
        for match in answer.matches {
            let others = try turns(PairID(fanID: match.fanID, modelName: match.modelName), stage: match.stage)
            let all = own.flatMap { turn in
                others.map { other in zip(turn, other).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
            }
            let first = try #require(match.nearestExchanges.first)
            #expect(abs(first.similarity - (all.max() ?? -9)) < 1e-5)
            #expect(match.nearestExchanges.count == min(2, own.count, others.count))
            #expect(match.nearestExchanges.allSatisfy { !$0.asked.fan.isEmpty && !$0.match.fan.isEmpty })
        }
    }

    @Test func aTurnOfOneWordIsShownOnlyWhereThereIsNoLongerOne() async throws {
        let fixture = try await RetrievalFixture([
            row("fan_1", hour: 0, "hi", "hello"), row("fan_1", hour: 1, "i made bread today", "yum"),
            row("fan_2", hour: 0, "hi", "hey"), row("fan_2", hour: 1, "my garden needs rain", "poor garden"),
            row("fan_3", hour: 0, "hi", "hey you"),
        ])
        let answer = try await fixture.retriever().similar(
            SimilarRequest(pair: PairID(fanID: "fan_1", modelName: "Model1")))
        let shown = Dictionary(
            uniqueKeysWithValues: answer.matches.map { ($0.fanID, $0.nearestExchanges.map(\.match.fan)) })
        #expect(shown == ["fan_2": ["my garden needs rain"], "fan_3": ["hi"]])
    }

    @Test func longTextsAreCutInExcerpts() async throws {
        let long = Array(repeating: "rain", count: 100).joined(separator: " ")
        let fixture = try await RetrievalFixture([
            row("fan_1", hour: 0, long, "oh"), row("fan_2", hour: 0, "so much rain", long),
        ])
        let answer = try await fixture.retriever().similar(
            SimilarRequest(pair: PairID(fanID: "fan_1", modelName: "Model1")))
        let exchange = try #require(answer.matches.first?.nearestExchanges.first)
        #expect(exchange.asked.fan.count == 160 && exchange.asked.fan.hasSuffix("rain rain…"))
        #expect(exchange.match.fan == "so much rain" && exchange.match.chatter.count == 160)
    }

    @Test func figuresAreComparedWithThoseOfThePairAskedWith() async throws {
        let fixture = try await ProfiledFixture(seed: 9, pairs: 30)
        var compared = 0
        for pair in fixture.pairs.prefix(6) {
            let answer = try await fixture.retriever().similar(SimilarRequest(pair: pair.pair, k: 29))
            #expect(answer.asked.pairRevenue == pair.outcome.revenue)
            #expect(answer.asked.pairSuccessRate == pair.outcome.successRate)
            for match in answer.matches {
                let stored = try #require(
                    try fixture.store.pair(PairID(fanID: match.fanID, modelName: match.modelName)))
                #expect(match.pairRevenueDifference == stored.outcome.revenue - pair.outcome.revenue)
                guard let rate = stored.outcome.successRate, let own = pair.outcome.successRate else {
                    #expect(match.pairSuccessRateDifference == nil)
                    continue
                }
                #expect(match.pairSuccessRateDifference == rate - own)
                compared += 1
            }
        }
        #expect(compared > 0)
    }
}
