import Foundation
import LanguageModel
import Profile
import RapportCore
import Store
import TestSupport
import Testing
import Workflow

/// Providers on bad days: what is stored afterwards, and what the ledger says.
@Suite struct LLMProfilerTroubleTests {
    private typealias Fixture = LLMProfilerFixture

    private func options(
        _ style: LLMSettings.Style, change: @escaping (inout LLMSettings) -> Void = { _ in }
    ) -> Fixture.Options {
        Fixture.Options(style: style, change: change)
    }

    private func expectAllOwn(_ fixture: Fixture, pairs: Int) throws {
        let profiles = try fixture.profiles()
        #expect(profiles.count == pairs)
        for (fan, profile) in profiles { #expect(Fixture.said(profile) == Fixture.ownWords(fan)) }
        #expect(try fixture.failures().isEmpty)
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aRefusedKeyEndsTheRunAndBlamesNoPair(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 3)
        let server = try MisbehavingServer(answers: [.reply(status: 401, body: "{}")])
        let result = try await fixture.run(server, options(style))
        #expect(
            result.report.stopped
                == "\(server.host) does not accept the API key (status 401); check the key and what it may use")
        #expect(result.report.pending == 3)
        #expect(try fixture.profiles().isEmpty)
        #expect(try fixture.failures().isEmpty)
        #expect(try fixture.outcomes() == [.unauthorized])
        #expect(try fixture.store.llmCalls().map(\.costUSD) == [0])
        #expect(server.requests.count == 1)
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aRateLimitIsWaitedOutWithJitter(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 3)
        let server = try MisbehavingServer { request in
            request.number <= 2 ? .reply(status: 429, body: "{}") : ProfileAnswers.reply(request)
        }
        let result = try await fixture.run(server, options(style))
        #expect(result.sleeps == [0.25, 0.5])
        try expectAllOwn(fixture, pairs: 3)
        let calls = try fixture.store.llmCalls()
        #expect(calls.map(\.outcome) == [.done])
        #expect(calls.map(\.requests) == [3])
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func theWaitThatAProviderAsksForIsKept(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 2)
        let server = try MisbehavingServer { request in
            request.number == 1
                ? .reply(status: 429, headers: ["Retry-After": "7"], body: "{}") : ProfileAnswers.reply(request)
        }
        let result = try await fixture.run(server, options(style))
        #expect(result.sleeps == [7.25])
        try expectAllOwn(fixture, pairs: 2)
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aRateLimitThatDoesNotEndEndsTheRun(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 3)
        let server = try MisbehavingServer(answers: [
            .reply(status: 429, headers: ["Retry-After": "3600"], body: "{}")
        ])
        let result = try await fixture.run(server, options(style))
        #expect(result.report.stopped?.contains("it asks to wait 3600 s") == true)
        #expect(result.report.pending == 3)
        #expect(try fixture.outcomes() == [.rateLimited])
        #expect(try fixture.failures().isEmpty)
        // The next run goes on as if nothing had been.
        _ = try await fixture.run(try ProfileAnswers.honestServer(), options(style))
        try expectAllOwn(fixture, pairs: 3)
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aServerThatFailsLeavesItsPairsForTheNextRun(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 4)
        // The first call fails four times over, the second finds the provider well.
        let server = try MisbehavingServer { request in
            request.number <= 4 ? .reply(status: 500, body: "oops") : ProfileAnswers.reply(request)
        }
        var options = options(style)
        options.profiler.pairsPerCall = 2
        let result = try await fixture.run(server, options)
        #expect(result.report.made == 2)
        #expect(result.report.pending == 2)
        #expect(result.report.failed == 0)
        #expect(result.counts.postponed == 2)
        #expect(result.counts.trouble?.contains("failed with status 500 in 4 attempts") == true)
        #expect(try fixture.outcomes() == [.serverError, .done])
        #expect(try fixture.store.llmCalls().map(\.requests) == [4, 1])
        _ = try await fixture.run(try ProfileAnswers.honestServer(), options)
        try expectAllOwn(fixture, pairs: 4)
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aProviderThatIsDownIsLeftAloneAfterSomeFailures(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 6)
        let server = try MisbehavingServer(answers: [.reply(status: 503, body: "{}")])
        var options = options(style) { $0.breakerFailures = 6 }
        options.profiler.pairsPerCall = 1
        let result = try await fixture.run(server, options)
        #expect(server.requests.count == 6)
        #expect(result.report.stopped?.contains("failed 6 times in a row and is left alone for now") == true)
        #expect(result.report.pending == 6)
        #expect(try fixture.failures().isEmpty)
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aCallThatTakesTooLongIsSplit(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 3)
        let server = try MisbehavingServer { request in
            ProfilePromptDouble(request.json).items.count > 1 ? .silence : ProfileAnswers.reply(request)
        }
        let result = try await fixture.run(
            server,
            options(style) {
                $0.timeoutSeconds = 1
                $0.retry.maxAttempts = 1
            })
        try expectAllOwn(fixture, pairs: 3)
        #expect(result.counts.splits == 2)
        let calls = try fixture.store.llmCalls()
        #expect(calls.map(\.outcome) == [.timedOut, .done, .timedOut, .done, .done])
        // What may have been billed counts in full.
        for call in calls where call.outcome == .timedOut {
            #expect(call.isEstimated)
            #expect(call.costUSD >= 800)
        }
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aPairThatNeverComesInTimeIsLeftForTheNextRun(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 1)
        let server = try MisbehavingServer(answers: [.silence])
        let result = try await fixture.run(
            server,
            options(style) {
                $0.timeoutSeconds = 0.2
                $0.retry.maxAttempts = 2
            })
        #expect(result.report.pending == 1)
        #expect(try fixture.failures().isEmpty)
        let call = try #require(try fixture.store.llmCalls().first)
        #expect(call.outcome == .timedOut)
        #expect(call.requests == 2)
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aConnectionThatIsCutInTheMiddleOfABodyIsTriedAgain(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 3)
        let server = try MisbehavingServer { request in
            let answer = ProfileAnswers.reply(request)
            guard request.number == 1, case .reply(_, _, let body) = answer else { return answer }
            return .cut(body: body, afterBytes: body.utf8.count / 2)
        }
        _ = try await fixture.run(server, options(style))
        try expectAllOwn(fixture, pairs: 3)
        let call = try #require(try fixture.store.llmCalls().first)
        #expect(call.outcome == .done)
        #expect(call.requests == 2)
        // The half answer may be on the bill: it counts in full, and the ledger says that it was estimated.
        #expect(call.isEstimated)
        #expect(call.costUSD > 25 + 950)
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aBodyThatIsNoJSONFailsItsPairAlone(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 4)
        let server = try MisbehavingServer { request in
            String(decoding: request.body, as: UTF8.self).contains("fan 2 says")
                ? .reply(body: "<html>busy</html>") : ProfileAnswers.reply(request)
        }
        let result = try await fixture.run(server, options(style))
        #expect(result.report.made == 3)
        #expect(result.report.failed == 1)
        #expect(try fixture.failures().keys.sorted() == [2])
        #expect(try fixture.failures()[2]?.contains("it is not JSON") == true)
        #expect(Set(try fixture.profiles().keys) == [0, 1, 3])
        #expect(try fixture.outcomes().count { $0 == .badReply } == 3)
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func anAnswerThatBreaksTheSchemaIsRetriedWithTheValidatorsMessage(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 3)
        let server = try MisbehavingServer { request in
            ProfilePromptDouble(request.json).isRetry
                ? ProfileAnswers.reply(request)
                : ProviderDouble.answer(request) { _ in #"{"profiles":[{"item":"P1"}]}"# }
        }
        _ = try await fixture.run(server, options(style))
        try expectAllOwn(fixture, pairs: 3)
        #expect(try fixture.outcomes() == [.unfit, .done])
        let retry = String(decoding: try #require(server.requests.last).body, as: UTF8.self)
        #expect(retry.contains("That answer cannot be used: profiles[0].statements is missing."))
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aPairWhoseAnswersNeverFitFailsAlone(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 5)
        let server = try MisbehavingServer { request in
            String(decoding: request.body, as: UTF8.self).contains("fan 3 says")
                ? ProviderDouble.answer(request) { _ in #"{"profiles":[{"item":7,"statements":[]}]}"# }
                : ProfileAnswers.reply(request)
        }
        let result = try await fixture.run(server, options(style))
        #expect(result.report.made == 4)
        let reason =
            "the reply of \(style.rawValue):\(server.host):small-model does not fit, asked twice: "
            + "profiles[0].item must be string; use a model that keeps to JSON schemas"
        #expect(try fixture.failures() == [3: reason])
        for (fan, profile) in try fixture.profiles() { #expect(Fixture.said(profile) == Fixture.ownWords(fan)) }
        // It is not asked about again until its texts change, or it is told to.
        let before = server.requests.count
        #expect(try await fixture.run(server, options(style)).report.failedBefore == 1)
        #expect(server.requests.count == before)
        var again = options(style)
        again.retriesFailed = true
        let healed = try await fixture.run(try ProfileAnswers.honestServer(), again)
        // Another server is another model: all pairs are made anew.
        #expect(healed.report.made == 5)
        try expectAllOwn(fixture, pairs: 5)
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aPairThatAnAnswerLeavesOutIsAskedAboutAgainAlone(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 4)
        let server = try MisbehavingServer { request in
            ProfileAnswers.reply(request) { prompt, answer in
                if prompt.items.count > 1 { answer.remove(at: 2) }
            }
        }
        let result = try await fixture.run(server, options(style))
        try expectAllOwn(fixture, pairs: 4)
        #expect(result.counts.missing == 1)
        #expect(server.requests.count == 2)
        #expect(ProfilePromptDouble(server.requests[1].json).items.map(\.rows.count) == [4])
        #expect(try fixture.store.llmCalls().map(\.items) == [4, 0])
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aPairThatIsLeftOutEvenAloneFails(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 3)
        let server = try MisbehavingServer { request in
            ProfileAnswers.reply(request) { prompt, answer in
                answer.removeAll { item in
                    prompt.items.first { $0.name == item.item }?.rows.contains { $0.fan == "fan 1 says 0" } ?? false
                }
            }
        }
        let result = try await fixture.run(server, options(style))
        #expect(result.report.made == 2)
        #expect(try fixture.failures()[1]?.contains("item P1 is missing") == true)
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func twoSwappedPairsAreCaughtAndAskedAboutAgainAlone(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 4)
        let server = try MisbehavingServer { request in
            ProfileAnswers.reply(request) { prompt, answer in
                guard prompt.items.count > 1 else { return }
                let first = answer[1].statements
                answer[1].statements = answer[3].statements
                answer[3].statements = first
            }
        }
        let result = try await fixture.run(server, options(style))
        try expectAllOwn(fixture, pairs: 4)
        #expect(result.counts.swapped == 2)
        #expect(server.requests.count == 3)
        #expect(try fixture.outcomes() == [.done, .done, .done])
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func tokensThatTheProviderDoesNotCountAreEstimated(style: LLMSettings.Style) async throws {
        let fixture = try Fixture(pairs: 2)
        let server = try MisbehavingServer { ProfileAnswers.reply($0, countsTokens: false) }
        _ = try await fixture.run(server, options(style))
        try expectAllOwn(fixture, pairs: 2)
        let call = try #require(try fixture.store.llmCalls().first)
        #expect(call.outcome == .done)
        #expect(call.isEstimated)
        // The answer's full length and more than the instructions.
        #expect(call.outputTokens == 800)
        #expect(call.inputTokens > (try LLMProfiler.instructionTokens()))
        #expect(call.costUSD == Double(call.inputTokens + call.outputTokens))
    }
}
