import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Kills a run that asks a language model; what was paid for is there, and the next run goes on.
@Suite struct LLMProfileCrashTests {
    @Test(arguments: Seeds.list(2))
    func aKilledRunLosesNoAnswerThatItHad(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let fixture = try LLMProfilerFixture(pairs: 40)
        let server = try MisbehavingServer { request in
            // Long enough for a kill to come in between.
            usleep(20_000)
            return ProfileAnswers.reply(request)
        }
        let environment = [
            "RAPPORT_LLM_MODEL": "small-model", "RAPPORT_LLM_BASE_URL": server.baseURL,
            "RAPPORT_LLM_CONCURRENCY": "2",
        ]
        let arguments = ["--store", fixture.folder.url.path, "profile", "--batch", "2", "--quiet", "--json"]
        let rounds = LongRun.rounds(normally: 5, long: 30)
        var answeredBefore = 0
        for _ in 0..<rounds {
            let process = try RapportBinary.start(arguments, environment: environment)
            usleep(UInt32.random(in: 20_000...300_000, using: &random))
            process.send(SIGKILL)
            try process.wait()
            let answered = try fixture.store.llmCalls().filter { $0.outcome == .done }.reduce(0) { $0 + $1.items }
            #expect(answered >= answeredBefore)
            answeredBefore = answered
            // Each profile was paid for by a call on record.
            #expect(try fixture.profiles().count <= answered)
        }
        let last = try RapportBinary.run(arguments, environment: environment)
        #expect(last.succeeded, "\(last.errorText)")
        for (fan, profile) in try fixture.profiles() {
            #expect(LLMProfilerFixture.said(profile) == LLMProfilerFixture.ownWords(fan))
        }
        #expect(try fixture.profiles().count == 40)
        // A kill can cost what was under way, two calls, and an answer between the ledger and the cache.
        let asked = server.requests.map { ProfilePromptDouble($0.json).items.count }.reduce(0, +)
        #expect(asked <= 40 + rounds * 2 * 2)
    }
}
