import RapportCore
import Retrieval
import Store

/// An open store with everything that answers questions about it.
public struct Workspace: Sendable {
    public let store: RapportStore
    public let indexes: IndexSet
    public let retriever: Retriever

    /// - Parameter notice: is told in one line what the user should know, such as an index that is built anew.
    /// - Throws: where a setting cannot be, a key is missing, or the local model is not installed.
    public init(
        store: RapportStore, settings: Settings? = nil, notice: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        let settings = try settings ?? Settings()
        self.store = store
        indexes = IndexSet(store: store, notice: notice)
        retriever = Retriever(
            store: store, indexes: indexes, embedder: try settings.embedder(),
            chatModel: try settings.chatModel(for: .suggest, ledger: store, notice: notice))
    }
}
