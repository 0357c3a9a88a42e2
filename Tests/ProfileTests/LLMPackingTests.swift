import Foundation
import LanguageModel
import Profile
import ProviderHTTP
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing
import Workflow

/// Prompts over any logs, by what a model gets to see.
@Suite struct LLMPackingTests {
    /// Answers nothing about anybody and keeps what it was asked.
    private final class Listener: ChatModel {
        let identifier = "listener"
        private let state = Mutex<[ChatRequest]>([])
        var requests: [ChatRequest] { state.withLock { $0 } }

        func reply(_ request: ChatRequest) async throws -> ChatReply {
            state.withLock { $0.append(request) }
            let prompt = ProfilePromptDouble([
                "messages": request.messages.map { ["role": $0.role.rawValue, "content": $0.text] }
            ])
            return ChatReply(text: ProfilePromptDouble.json(prompt.items.map { ($0.name, []) }))
        }
    }

    @Test(arguments: Seeds.list(3), [4_096, 8_192, 32_768])
    func everyPairIsAskedAboutOnceUnderTheWindow(seed: UInt64, contextTokens: Int) async throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = ["boat ", "🌻", "garden\n", "{\"row\":1} ", "é", "END ", "   ", "work "]
        let words = (0..<30).map { _ in
            (0..<Int.random(in: 1...60, using: &random)).map { _ in
                (0..<Int.random(in: 1...60, using: &random))
                    .map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }.joined() + "x"
            }
        }
        let fixture = try LLMProfilerFixture(words)
        let listener = Listener()
        var options = LLMProfilerFixture.Options()
        options.profiler = .init(
            pairsPerCall: Int.random(in: 1...25, using: &random), concurrency: 3, contextTokens: contextTokens)
        let result = try await fixture.run(listener, options)
        #expect(result.report.made == 30)
        var seen: [String] = []
        for request in listener.requests {
            let prompt = ProfilePromptDouble([
                "messages": request.messages.map { ["role": $0.role.rawValue, "content": $0.text] }
            ])
            #expect(prompt.items.count <= options.profiler.pairsPerCall)
            #expect(request.items == prompt.items.count)
            // Numbers are unique in the prompt, and all rows of an item follow each other.
            #expect(prompt.items.flatMap(\.rows).map(\.number) == Array(1...prompt.items.flatMap(\.rows).count))
            #expect(request.estimatedUsage.input + 2 * request.maxTokens <= contextTokens)
            seen += prompt.items.compactMap { $0.rows.last?.fan }
        }
        let newest = words.compactMap { $0.last.map(EmbeddedText.message) }
        #expect(seen.sorted() == newest.map { $0.count > 800 ? $0.prefix(800) + " …[cut]" : $0 }.sorted())
    }
}
