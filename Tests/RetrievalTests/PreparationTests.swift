import Foundation
import RapportCore
import Retrieval
import Store
import Synchronization
import TestSupport
import Testing

/// What is done before the first suggestion.
@Suite struct PreparationTests {
    private final class CountingEmbedder: Embedder {
        private let words = WordEmbedder()
        private let count = Mutex(0)
        var identifier: String { words.identifier }
        var dimension: Int { words.dimension }
        var texts: Int { count.withLock { $0 } }

        func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
            count.withLock { $0 += texts.count }
            return texts.map(words.vector)
        }
    }

    @Test(arguments: [true, false]) func aDamagedIndexIsBuiltBeforehandAndNotByTheFirstSuggestion(
        embedding: Bool
    ) async throws {
        let fixture = try await RetrievalFixture(sailingRows(9))
        try await fixture.indexes.save()
        let question = SuggestRequest(text: "do you like sailing on the sea")
        let before = try await fixture.retriever().suggest(question)
        let graph = fixture.folder.file("graphs/turns.text.g1.hnsw")
        var bytes = try Data(contentsOf: graph)
        bytes[bytes.count / 2] ^= 0x55
        bytes[8] ^= 0x55
        try bytes.write(to: graph)

        let notices = Mutex(0)
        let embedder = CountingEmbedder()
        let retriever = Retriever(
            store: fixture.store, indexes: IndexSet(store: fixture.store) { _ in notices.withLock { $0 += 1 } },
            embedder: embedder)
        try await retriever.prepare(embedding: embedding)
        // A provider is not paid for a word that nobody said.
        #expect((embedder.texts > 0) == embedding)
        #expect(notices.withLock { $0 } == 1)
        let after = try await retriever.suggest(question)
        #expect(notices.withLock { $0 } == 1)
        #expect(after.conversations.map(\.conversationID) == before.conversations.map(\.conversationID))
    }

    @Test func beforeAnythingWasEmbeddedThereIsNothingToPrepare() async throws {
        let folder = try TemporaryFolder()
        let store = try RapportStore(folder: folder.url.path, creating: true)
        let embedder = CountingEmbedder()
        for embedding in [true, false] {
            try await Retriever(store: store, indexes: IndexSet(store: store), embedder: embedder)
                .prepare(embedding: embedding)
        }
    }
}
