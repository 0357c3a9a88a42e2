import Synchronization

/// The graphs that a process has open, for those who bring them up to date and those who only search.
final class HeldIndexes: Sendable {
    private struct Held {
        var index: GraphIndex
        var recent: RecentRecords?
        /// Whether somebody brings it up to date.
        var isFollowed = false
    }

    private let held = Mutex<[GraphID: Held]>([:])

    subscript(graph: GraphID) -> GraphIndex? {
        get { held.withLock { $0[graph]?.index } }
        set {
            held.withLock { held in
                guard let newValue else { return held[graph] = nil }
                if held[graph]?.index !== newValue { held[graph]?.recent = nil }
                held[graph, default: Held(index: newValue)].index = newValue
            }
        }
    }

    var all: [GraphID: GraphIndex] { held.withLock { $0.mapValues(\.index) } }

    /// What is known of the log beyond the state in which the index is.
    func recent(_ graph: GraphID, _ index: GraphIndex) -> RecentRecords? {
        held.withLock { held in held[graph].flatMap { $0.index === index ? $0.recent : nil } }
    }

    /// Keeps it for the next, unless somebody came farther meanwhile.
    func keep(_ recent: RecentRecords?, _ graph: GraphID, _ index: GraphIndex) {
        held.withLock { held in
            guard held[graph]?.index === index else { return }
            if let recent, let old = held[graph]?.recent, old.through > recent.through { return }
            held[graph]?.recent = recent
        }
    }

    /// - Returns: whether the caller is the one to bring the graph up to date; it then says so when it is done.
    func beginFollowing(_ graph: GraphID) -> Bool {
        held.withLock { held in
            guard held[graph]?.isFollowed == false else { return false }
            held[graph]?.isFollowed = true
            return true
        }
    }

    func endFollowing(_ graph: GraphID) { held.withLock { $0[graph]?.isFollowed = false } }
}
