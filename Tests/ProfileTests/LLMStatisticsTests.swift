import LanguageModel
import RapportCore
import Store
import TestSupport
import Testing
import Workflow

@Suite struct LLMStatisticsTests {
    private func call(
        _ outcome: LLMCall.Outcome = .done, purpose: LLMCall.Purpose = .profile, items: Int = 1, input: Int = 100,
        output: Int = 10, cost: Double = 0.5, seconds: Double = 1, requests: Int = 1, isEstimated: Bool = false
    ) -> LLMCall {
        LLMCall(
            startedAt: Timestamp(nanoseconds: 0), purpose: purpose, maker: "a:b:c", outcome: outcome, items: items,
            requests: requests, inputTokens: input, outputTokens: output, isEstimated: isEstimated, costUSD: cost,
            latencySeconds: seconds)
    }

    private let prices = TokenPrices(usdPerMillionInputTokens: 2, usdPerMillionOutputTokens: 4)

    @Test func theLedgerIsReadBackAsItWasWritten() throws {
        let folder = try TemporaryFolder()
        let store = try RapportStore(folder: folder.url.path, creating: true)
        let calls = LLMCall.Outcome.allCases.enumerated().map { index, outcome in
            call(
                outcome, purpose: index.isMultiple(of: 2) ? .suggest : .profile, items: index, input: index * 7,
                output: index * 3, cost: Double(index) / 3, seconds: Double(index) / 7, requests: index + 1,
                isEstimated: index.isMultiple(of: 3))
        }
        for call in calls { try store.record(call) }
        #expect(try store.llmCalls() == calls)
        // Another connection sees it: it is on disk, not in this one's memory.
        #expect(try RapportStore(folder: folder.url.path, creating: false).llmCalls() == calls)
    }

    @Test func callsAreCountedByPurposeAndFailuresByKind() {
        let statistics = LLMStatistics(
            of: [
                call(items: 20), call(purpose: .suggest, cost: 0.25, isEstimated: true),
                call(.rateLimited, input: 0, output: 0, cost: 0, requests: 4), call(.unfit), call(.unfit),
                call(.cached, items: 7),
            ], prices: nil, instructionTokens: 500)
        #expect(statistics.total.calls == 5)
        #expect(statistics.total.answered == 2)
        #expect(statistics.total.requests == 8)
        #expect(statistics.total.inputTokens == 400)
        #expect(statistics.total.outputTokens == 40)
        #expect(statistics.total.costUSD == 1.75)
        #expect(statistics.total.estimatedCalls == 1)
        #expect(statistics.purposes.mapValues(\.calls) == ["profile": 4, "suggest": 1])
        #expect(statistics.failures == ["rate_limited": 1, "unfit": 2])
        #expect(statistics.cacheHits == 7)
    }

    @Test func latenciesAreThoseOfAnswersByNearestRank() {
        let answered = (1...20).map { call(seconds: Double(21 - $0)) }
        let statistics = LLMStatistics(
            of: answered + [call(.timedOut, seconds: 500)], prices: nil, instructionTokens: 0)
        #expect(statistics.total.latencyP50Seconds == 10)
        #expect(statistics.total.latencyP95Seconds == 19)
        let none = LLMStatistics(of: [call(.timedOut)], prices: nil, instructionTokens: 0)
        #expect(none.total.latencyP50Seconds == nil)
    }

    @Test func theSavingIsWhatTheSamePairsWouldHaveCostOneCallEach() {
        // 20 pairs in one call that was split for want of an answer, and one asked about again alone.
        let calls = [
            call(.unfit, items: 20), call(items: 10), call(items: 10), call(items: 0),
            // Suggestions have nothing to share, and a call that was not read costs no instructions.
            call(purpose: .suggest), call(.rateLimited, items: 10, input: 0, output: 0),
            call(.cached, items: 5, input: 1_000, output: 100, cost: 0),
        ]
        let saving = LLMStatistics(of: calls, prices: prices, instructionTokens: 500).saving
        #expect(saving.batchedInputTokens == (20 - 4) * 500)
        #expect(saving.batchingUSD == Double(16 * 500 * 2) / 1_000_000)
        #expect(saving.cachedInputTokens == 1_000)
        #expect(saving.cachedOutputTokens == 100)
        #expect(saving.cacheUSD == Double(1_000 * 2 + 100 * 4) / 1_000_000)
        #expect(saving.computed.contains("20 pairs answered in 4 calls"))
    }

    @Test func withoutPricesTheSavingIsInTokensAlone() {
        let saving = LLMStatistics(of: [call(items: 3), call(.cached)], prices: nil, instructionTokens: 500).saving
        #expect(saving.batchedInputTokens == 1_000)
        #expect(saving.cacheUSD == nil)
        #expect(saving.batchingUSD == nil)
    }

    @Test func oneCallForEachPairSavesNothing() {
        let saving = LLMStatistics(
            of: [call(), call(), call(.unfit)], prices: prices, instructionTokens: 500
        ).saving
        #expect(saving.batchedInputTokens == 0)
    }
}
