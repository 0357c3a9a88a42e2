import Embedding
import RapportCore
import Retrieval
import Store

/// An open store with everything that answers questions about it.
public struct Workspace: Sendable {
    public let store: RapportStore
    public let indexes: IndexSet
    public let retriever: Retriever
    let settings: Settings
    /// Embeds what is stored; questions go through the retriever's own.
    let embedder: any Embedder
    private let isEmbedderLocal: Bool

    /// - Parameter notice: is told in one line what the user should know, such as an index that is built anew.
    /// - Throws: where a setting cannot be, a key is missing, or the local model is not installed.
    public init(
        store: RapportStore, settings: Settings? = nil, notice: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        let settings = try settings ?? Settings()
        self.store = store
        self.settings = settings
        indexes = IndexSet(store: store, notice: notice)
        embedder = try settings.embedder()
        isEmbedderLocal = embedder is MiniLMEmbedder
        retriever = Retriever(
            store: store, indexes: indexes,
            // Questions of many chatters share the local model; a provider is better asked one by one.
            embedder: isEmbedderLocal ? CoalescingEmbedder(embedder) : embedder,
            chatModel: try settings.chatModel(for: .suggest, ledger: store, notice: notice))
    }

    /// Does beforehand what the first suggestion would otherwise wait for.
    ///
    /// - Throws: what stands in the way, which the first request will be told too.
    public func prepare() async throws { try await retriever.prepare(embedding: isEmbedderLocal) }

    /// What language models cost, by the prices that are set.
    ///
    /// - Complexity: O(calls · log).
    /// - Throws: `StoreError`; `ProviderError.badSetting`.
    public func llmStatistics() throws -> LLMStatistics {
        try LLMStatistics(of: store, prices: settings.languageModel()?.prices)
    }
}
