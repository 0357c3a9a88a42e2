import Embedding
import RapportCore
import Retrieval
import Store

/// An open store with everything that answers questions about it.
public struct Workspace: Sendable {
    public let store: RapportStore
    /// The store's own indexes. Where an engine is set, they answer only in its place.
    public let indexes: IndexSet
    public let retriever: Retriever
    private let engine: IndexPlace.Engine?
    let settings: Settings
    /// Embeds what is stored; questions go through the retriever's own.
    let embedder: any Embedder
    let isEmbedderLocal: Bool

    /// - Parameters:
    ///   - place: where the indexes are; by default where the settings say.
    ///   - notice: is told in one line what the user should know, such as an index that is built anew.
    ///   - loading: is called before all fans' names go to an engine that lacks the index; where it throws they do not.
    /// - Throws: where a setting cannot be, a key is missing, or the local model is not installed.
    public init(
        store: RapportStore, settings: Settings? = nil, place: IndexPlace? = nil,
        notice: @escaping @Sendable (String) -> Void = { _ in },
        loading: @escaping @Sendable () throws -> Void = {}
    ) throws {
        let settings = try settings ?? Settings()
        self.store = store
        self.settings = settings
        indexes = IndexSet(store: store, notice: notice)
        engine = try (place ?? settings.indexPlace()).engine()
        embedder = try settings.embedder()
        isEmbedderLocal = embedder is MiniLMEmbedder
        retriever = Retriever(
            store: store,
            source: engine?.indexes(of: store, own: indexes, notice: notice, loading: loading) ?? indexes,
            // Questions of many chatters share the local model; a provider is better asked one by one.
            embedder: isEmbedderLocal ? CoalescingEmbedder(embedder) : embedder,
            chatModel: try settings.chatModel(for: .suggest, ledger: store, notice: notice))
    }

    /// Does beforehand what the first suggestion would otherwise wait for.
    ///
    /// - Throws: what stands in the way, which the first request will be told too.
    public func prepare() async throws { try await retriever.prepare(embedding: isEmbedderLocal) }

    /// Saves the store's own indexes, where they are what answers, or may have to.
    public func saveIndexes() async throws {
        if engine?.hasReplica ?? true { try await indexes.save() }
    }

    /// What language models cost, by the prices that are set.
    ///
    /// - Complexity: O(calls · log).
    /// - Throws: `StoreError`; `ProviderError.badSetting`.
    public func llmStatistics() throws -> LLMStatistics {
        try LLMStatistics(of: store, prices: settings.languageModel()?.prices)
    }
}
