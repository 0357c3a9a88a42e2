import Profile
import RapportCore
import Store
import TestSupport
import Testing

/// A budget is the store's, not a process's: whoever starts the same run again does not get it again.
@Suite struct LLMBudgetRunsTests {
    @Test func aRunThatIsStartedAgainDoesNotGetTheBudgetAgain() async throws {
        let fixture = try LLMProfilerFixture(pairs: 24)
        let server = try ProfileAnswers.honestServer()
        // One USD a token: a call is thought to cost its prompt and 800 tokens, and the double counts 25.
        let budget = try LLMProfiler.instructionTokens() + 1_200 + 5 * 25
        let environment = [
            "RAPPORT_LLM_MODEL": "small-model", "RAPPORT_LLM_BASE_URL": server.baseURL,
            "RAPPORT_LLM_CONCURRENCY": "1", "RAPPORT_LLM_USD_PER_MILLION_INPUT_TOKENS": "1000000",
            "RAPPORT_LLM_USD_PER_MILLION_OUTPUT_TOKENS": "1000000",
        ]
        let arguments = [
            "--store", fixture.folder.url.path, "profile", "--batch", "1", "--quiet", "--json", "--budget-usd",
            "\(budget)",
        ]
        _ = try RapportBinary.run(arguments, environment: environment)
        let spent = try fixture.store.spentUSD()
        let asked = server.requests.count
        #expect(spent > 0 && spent <= Double(budget))
        #expect((5..<24).contains(asked))

        let again = try RapportBinary.run(arguments, environment: environment)
        #expect(server.requests.count == asked)
        #expect(try fixture.store.spentUSD() == spent)
        #expect(
            again.errorText.contains("has no room for another request")
                || again.text.contains("no room for another request"))
    }
}
