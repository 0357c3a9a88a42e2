import Synchronization

/// What searches read first: where the newest state is. In memory of its own, which a graph that nobody
/// changes never writes to.
struct Publication: ~Copyable {
    let state: Atomic<UnsafeMutablePointer<GraphState>>
    /// Counts the states; a search announces it while it runs. Begins at 1.
    let epoch = Atomic<UInt64>(1)
    /// Changes that have begun.
    let changesBegun = Atomic<UInt64>(0)

    init(_ state: UnsafeMutablePointer<GraphState>) { self.state = Atomic(state) }
}
