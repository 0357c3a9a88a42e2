import Synchronization

/// How far the job is that this process runs: newer than what is stored of it.
final class LiveProgress: Sendable {
    private struct State {
        var job: Int64
        var progress: Progress?
        var isStored = true
    }

    private let state = Mutex<State?>(nil)

    func begin(_ job: Int64) { state.withLock { $0 = State(job: job) } }

    func end() { state.withLock { $0 = nil } }

    func show(_ progress: Progress) {
        state.withLock { state in
            state?.progress = progress
            state?.isStored = false
        }
    }

    func progress(ofJob id: Int64) -> Progress? {
        state.withLock { state in state.flatMap { $0.job == id ? $0.progress : nil } }
    }

    /// What is to be stored; nil where nothing is new.
    func takeNew() -> Progress? {
        state.withLock { state in
            guard state?.isStored == false else { return nil }
            state?.isStored = true
            return state?.progress
        }
    }
}
