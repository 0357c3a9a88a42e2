import Dispatch
import RapportCore
import Retrieval
import Store
import Synchronization

/// Keeps what was shown and what chatters did with it, without keeping an answer waiting for the disk.
///
/// Suggestions of several answers are written in one transaction. What a process had not written when it was killed is
/// lost; `finish` writes it all.
public final class SuggestionLog: Sendable {
    private let store: RapportStore
    private let now: @Sendable () -> Timestamp
    private let onFailure: @Sendable (_ count: Int, any Error) -> Void
    private let pending = Mutex<[(suggestion: ShownSuggestion, at: Timestamp)]>([])
    /// Writes one after the other, and off the threads that answer: a writer may wait for another process.
    private let queue = DispatchQueue(label: "rapport.suggestions")

    /// - Parameter onFailure: is told how many suggestions were not kept, and why.
    public init(
        store: RapportStore, now: @escaping @Sendable () -> Timestamp,
        onFailure: @escaping @Sendable (_ count: Int, any Error) -> Void = { _, _ in }
    ) {
        self.store = store
        self.now = now
        self.onFailure = onFailure
    }

    /// Notes the suggestions of an answer that is being shown; returns at once.
    public func show(_ answer: SuggestAnswer, of request: SuggestRequest, to chatterName: String?) {
        let moment = now()
        let shown = answer.shown(to: chatterName, askedBy: request.pair)
        guard !shown.isEmpty else { return }
        let isFirst = pending.withLock { pending in
            defer { pending += shown.map { ($0, moment) } }
            return pending.isEmpty
        }
        if isFirst { queue.async { self.write() } }
    }

    /// Keeps what a chatter did with a suggestion; returns once that survives a power cut.
    ///
    /// - Parameter key: nil, or what the request is known by.
    /// - Throws: `StoreError.unknownSuggestion`, `.keyOfAnotherRequest`.
    public func note(
        _ action: FeedbackAction, on suggestionID: String, by chatterName: String, key: FeedbackKey? = nil
    ) async throws {
        let moment = now()
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async {
                // What was shown before is there first.
                self.write()
                continuation.resume(
                    with: Result {
                        try self.store.save(action, onSuggestion: suggestionID, by: chatterName, key: key, at: moment)
                    })
            }
        }
    }

    /// Writes what is left.
    public func finish() { queue.sync { write() } }

    private func write() {
        let shown = pending.withLock { pending in
            defer { pending = [] }
            return pending
        }
        do { try store.save(shown: shown) } catch { onFailure(shown.count, error) }
    }
}

extension SuggestAnswer {
    /// Its suggestions as they are kept.
    func shown(to chatterName: String?, askedBy pair: PairID?) -> [ShownSuggestion] {
        suggestions.enumerated().map { index, suggestion in
            ShownSuggestion(
                id: suggestion.suggestionID, source: suggestion.source.rawValue,
                maker: suggestion.source == .llm ? provider.llm : nil, rank: index + 1,
                confidence: suggestion.confidence,
                textHash: ContentHash(of: suggestion.text), modelName: model ?? pair?.modelName,
                chatterName: chatterName, pair: pair)
        }
    }
}
