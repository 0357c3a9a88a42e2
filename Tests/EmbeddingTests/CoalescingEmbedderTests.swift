import Embedding
import RapportCore
import Synchronization
import Testing

/// Callers share the embedder's time, and nothing else.
@Suite struct CoalescingEmbedderTests {
    /// A vector says which text it is of; the first call waits for the gate.
    private final class GatedEmbedder: Embedder {
        let identifier = "gated"
        let dimension = 1
        let calls = Mutex<[[String]]>([])
        let isOpen = Mutex(false)
        let failure: RefusedText?

        init(failure: RefusedText? = nil) { self.failure = failure }

        func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
            calls.withLock { $0.append(texts) }
            while !isOpen.withLock({ $0 }) { await Task.yield() }
            if let failure { throw failure }
            return texts.map { [Float($0) ?? -1] }
        }
    }

    private struct RefusedText: RapportError, Equatable {
        var message: String { "refused" }
    }

    @Test func eachCallerGetsTheVectorsOfItsTexts() async throws {
        let base = GatedEmbedder()
        base.isOpen.withLock { $0 = true }
        let embedder = CoalescingEmbedder(base)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let texts = (0...number % 4).map { "\(number * 10 + $0)" }
                    let vectors = try await embedder.embed(texts, purpose: number % 3 == 0 ? .document : .query)
                    #expect(vectors == texts.map { [Float($0) ?? -1] })
                }
            }
            try await group.waitForAll()
        }
        #expect(base.calls.withLock { $0.joined().count } == 500)
    }

    @Test func whatArrivesMeanwhileGoesTogether() async throws {
        let base = GatedEmbedder()
        let embedder = CoalescingEmbedder(base)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await embedder.embed(["0"], purpose: .query) }
            while base.calls.withLock({ $0.isEmpty }) { await Task.yield() }
            for number in 1...16 {
                group.addTask { _ = try await embedder.embed(["\(number)"], purpose: .query) }
            }
            while embedder.waitingCount < 16 { await Task.yield() }
            base.isOpen.withLock { $0 = true }
            try await group.waitForAll()
        }
        let calls = base.calls.withLock { $0 }
        #expect(calls.map(\.count) == [1, 16])
    }

    @Test func aFailureReachesAllWhoWaitAndEndsThere() async throws {
        let base = GatedEmbedder(failure: RefusedText())
        base.isOpen.withLock { $0 = true }
        let embedder = CoalescingEmbedder(base)
        for _ in 0..<2 {
            await #expect(throws: RefusedText.self) { try await embedder.embed(["1"], purpose: .query) }
        }
        #expect(embedder.identifier == "gated" && embedder.dimension == 1)
    }
}
