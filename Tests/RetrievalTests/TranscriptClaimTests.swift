import RapportCore
import Retrieval
import Store
import TestSupport
import Testing

/// No reply speaks of what did not happen in this conversation.
@Suite struct TranscriptClaimTests {
    private func context(
        _ message: String = "hey", price: Double = 0, purchased: Bool = false, tips: Double = 0
    ) -> SuggestContext {
        let last = row("fan_1", hour: 0, "hello", "hey you", price: price, purchased: purchased, tips: tips)
        return SuggestContext(
            message: message, pair: last.pair,
            rows: [StoredRow(rowID: 1, row: last, conversationID: "0123456789abcdef", stage: 1)])
    }

    @Test(arguments: TranscriptClaims.Ground.allCases)
    func everyPhraseNeedsItsGround(ground: TranscriptClaims.Ground) throws {
        let phrases = try #require(TranscriptClaims.phrases[ground])
        #expect(!phrases.isEmpty)
        let grounds: [TranscriptClaims.Ground: SuggestContext] = [
            .tip: context(tips: 5), .purchase: context(price: 10, purchased: true), .offer: context(price: 10),
        ]
        for phrase in phrases {
            for reply in [phrase, "aww \(phrase) babe", "Oh, \(phrase)!"] {
                #expect(!TranscriptClaims(context()).support(reply), "\(phrase)")
                if let ground = grounds[ground] { #expect(TranscriptClaims(ground).support(reply), "\(phrase)") }
            }
            // As part of longer words it says nothing.
            #expect(TranscriptClaims(context()).support("x\(phrase.filter { $0 != " " })x"))
        }
    }

    @Test func aPurchaseIsAnOfferTooButNoTip() {
        let claims = TranscriptClaims(context(price: 10, purchased: true))
        #expect(claims.support("glad you like it") && claims.support("the price is for you"))
        #expect(!claims.support("thank you for the tip"))
    }

    @Test(arguments: ["as promised, here i am", "thanks for your tip!", "did you like the video i sent you?"])
    func whatTheIssueNamesIsRefused(reply: String) {
        #expect(!TranscriptClaims(context()).support(reply))
    }

    @Test(arguments: [
        "aww you make me smile", "how was your day?", "i missed you too", "tell me more about it",
        "what a nice price of joy",
    ])
    func ordinaryAnswersPass(reply: String) {
        #expect(TranscriptClaims(context()).support(reply))
    }

    @Test func onlyWhatTheFanSpokeOfIsHis() {
        let claims = TranscriptClaims(context("my puppy is so wild today"))
        #expect(claims.support("how is your puppy?") && claims.support("give your dog a hug"))
        #expect(!claims.support("how is your daughter?"))
        #expect(!TranscriptClaims(context()).support("how is your dog?"))
        var profiled = context()
        profiled.facts = ["a daughter"]
        #expect(TranscriptClaims(profiled).support("how is your daughter?"))
        #expect(TranscriptClaims(context()).support("your smile is the best"))
    }

    @Test func repliesToTipsAreSuggestedWhereThereWasOne() async throws {
        let question = "this is for you"
        let thanks = "aww thank you for the tip sweetie"
        let rows =
            (1...3).map { row("fan_\($0)", hour: 0, question, "\(thanks) \(["x", "hun", "ok"][$0 - 1])", tips: 5) }
            + [row("fan_9", hour: 0, "hey", "hey hey", tips: 10), row("fan_8", hour: 0, "hey", "hello")]
        let fixture = try await RetrievalFixture(rows)
        func texts(_ fan: String) async throws -> [String] {
            let pair = PairID(fanID: fan, modelName: "Model1")
            return try await fixture.retriever().suggest(SuggestRequest(text: question, pair: pair)).suggestions.map(
                \.text)
        }
        #expect(try await texts("fan_9").contains { $0.hasPrefix(thanks) })
        #expect(try await !texts("fan_8").contains { $0.hasPrefix(thanks) })
    }
}
