import RapportCore
import Store
import Synchronization

/// The words by which the store's fans and models go: what no other fan's reply may hold.
final class KnownPeople: Sendable {
    private struct State {
        var names: Set<String> = []
        /// With the words that are no names: most fans share theirs with others.
        var seen: Set<String> = []
        var lastPairID: Int64 = 0
    }

    private let store: RapportStore
    private let state = Mutex(State())

    init(store: RapportStore) { self.store = store }

    /// About how many pairs the store held when `names` was last called.
    var count: Int { state.withLock { Int(clamping: $0.lastPairID) } }

    /// Words of all fan ids and model names that are not words of everyday language too.
    ///
    /// - Complexity: O(pairs) at first, then O(pairs that are new).
    func names() throws -> Set<String> {
        let last = state.withLock { $0.lastPairID }
        let fresh = try store.pairs(after: last)
        return state.withLock { state in
            for (pairID, pair) in fresh where pairID > state.lastPairID {
                state.lastPairID = pairID
                for name in PersonName.words(ofFanID: pair.fanID) + PersonName.words(of: pair.modelName)
                where state.seen.insert(name).inserted && !CommonWords.contains(name) {
                    state.names.insert(name)
                }
            }
            return state.names
        }
    }
}
