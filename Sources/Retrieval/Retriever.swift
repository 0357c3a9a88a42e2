import LanguageModel
import RapportCore
import Store

/// Answers what chatters and analysts ask of a store: `search`, `similar` and `suggest`.
///
/// Vectors come from the indexes, everything else from the store in batches: the cost of an answer does not grow with
/// the store beyond that of the index.
public final class Retriever: Sendable {
    let store: RapportStore
    let indexes: any IndexSource
    let embedder: any Embedder
    let chatModel: (any ChatModel)?
    let people: KnownPeople
    let voices: ModelVoices
    /// How `suggest` looks for exchanges.
    let tuning: SuggestTuning
    let random: @Sendable () -> UInt64

    /// - Parameter chatModel: writes suggestions; without one they are the chatters' own replies.
    public convenience init(
        store: RapportStore, indexes: IndexSet, embedder: any Embedder, chatModel: (any ChatModel)? = nil
    ) {
        self.init(store: store, source: indexes, embedder: embedder, chatModel: chatModel)
    }

    /// As the public one, over other indexes than the store's own.
    package convenience init(
        store: RapportStore, source: any IndexSource, embedder: any Embedder, chatModel: (any ChatModel)?
    ) {
        self.init(
            store: store, source: source, embedder: embedder, chatModel: chatModel,
            random: {
                var generator = SystemRandomNumberGenerator()
                return generator.next()
            })
    }

    /// - Parameter random: makes the marks around data in prompts; they must not be foreseeable.
    package init(
        store: RapportStore, source: any IndexSource, embedder: any Embedder, chatModel: (any ChatModel)?,
        tuning: SuggestTuning = .standard, random: @escaping @Sendable () -> UInt64
    ) {
        self.store = store
        self.indexes = source
        self.embedder = embedder
        self.chatModel = chatModel
        self.random = random
        self.tuning = tuning
        people = KnownPeople(store: store)
        voices = ModelVoices(store: store)
    }

    /// The unit vector of a question, by the embedder that made the store's vectors.
    ///
    /// - Throws: `RetrievalError.otherEmbedder`; what the embedder throws.
    func queryVector(_ text: String) async throws -> [Float] {
        try await queryVectors([EmbeddedText.turn(fanMessage: text)])[0]
    }

    /// The unit vectors of texts, in order, as many as there are texts.
    ///
    /// - Throws: as `queryVector`.
    func queryVectors(_ texts: [String]) async throws -> [[Float]] {
        if let active = try store.activeGeneration(), active.embedder != embedder.identifier {
            throw RetrievalError.otherEmbedder(store: active.embedder, configured: embedder.identifier)
        }
        let vectors = try await embedder.embed(texts, purpose: .query)
        guard vectors.count == texts.count else {
            throw RetrievalError.noQueryVector(embedder: embedder.identifier)
        }
        return vectors
    }

    /// How many records satisfy all conditions but the minimum success rate, because they have no rate; 0 without a
    /// minimum.
    ///
    /// - Complexity: O(records) on the attribute columns.
    func countWithoutRate(
        _ index: any SearchableIndex, _ vector: [Float], _ conditions: Conditions, and more: Filter? = nil
    ) async throws -> Int {
        guard conditions.minimumSuccessRate != nil else { return 0 }
        let query = VectorQuery(vector: vector, k: 1, filter: conditions.withoutRate(and: more))
        return try await index.search(query).matchCount ?? 0
    }

    static let longestTextCharacters = 50_000
    static let largestK = 1_000

    static func validate(text: String) throws(RetrievalError) {
        guard !Blank.isBlank(text) else { throw .blank(field: "text") }
        // Bytes first: counting characters takes time that a hostile text should not get.
        guard text.utf8.count <= longestTextCharacters * 4, text.count <= longestTextCharacters else {
            throw .tooLong(field: "text", limitCharacters: longestTextCharacters)
        }
    }

    static func validate(k: Int) throws(RetrievalError) {
        guard (1...largestK).contains(k) else { throw .outOfRange(field: "k", allowed: "from 1 to \(largestK)") }
    }
}
