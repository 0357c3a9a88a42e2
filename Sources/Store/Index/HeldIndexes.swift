import Synchronization

/// The graphs that a process has open, for those who bring them up to date and those who only search.
final class HeldIndexes: Sendable {
    private struct Held {
        let index: GraphIndex
        let recent = RecentKeeper()
        /// Whether somebody brings it up to date.
        var isFollowed = false
        /// Why that failed the last time, and when.
        var failure: (message: String, moment: ContinuousClock.Instant)?
    }

    /// How long a graph that could not be brought up to date is left alone: each search would try.
    private static let restsFor = Duration.seconds(10)

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
            guard let index = held[graph], !index.isFollowed else { return false }
            if let failure = index.failure, ContinuousClock.now - failure.moment < Self.restsFor { return false }
            held[graph]?.isFollowed = true
            return true
        }
    }

    /// - Parameter failure: why it could not be brought up to date; nil where it was.
    /// - Returns: whether that is news: it was not the reason the last time.
    @discardableResult
    func endFollowing(_ graph: GraphID, failure: String? = nil) -> Bool {
        held.withLock { held in
            let known = held[graph]?.failure?.message
            held[graph]?.isFollowed = false
            held[graph]?.failure = failure.map { ($0, .now) }
            return failure != nil && failure != known
        }
    }
}
