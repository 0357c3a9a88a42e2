import Synchronization

/// The graphs that a process has open, for those who bring them up to date and those who only search.
final class HeldIndexes: Sendable {
    private struct Held {
        let index: GraphIndex
        let recent = RecentKeeper()
        /// Whether somebody brings it up to date.
        var isFollowed = false
    }

    private let held = Mutex<[GraphID: Held]>([:])

    subscript(graph: GraphID) -> GraphIndex? {
        get { held.withLock { $0[graph]?.index } }
        set {
            held.withLock { held in
                if held[graph]?.index === newValue { return }
                held[graph] = newValue.map { Held(index: $0, isFollowed: held[graph]?.isFollowed ?? false) }
            }
        }
    }

    var all: [GraphID: GraphIndex] { held.withLock { $0.mapValues(\.index) } }

    /// What is known of the log beyond the graph; nil where another index has its place by now.
    func recent(_ graph: GraphID, _ index: GraphIndex) -> RecentKeeper? {
        held.withLock { held in held[graph].flatMap { $0.index === index ? $0.recent : nil } }
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
