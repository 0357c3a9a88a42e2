import Foundation
import Synchronization

/// Runs what an actor does on a thread of its own, one thing after the other.
///
/// For work that blocks for long: the threads that all tasks share are as many as there are cores. The thread ends with
/// the last reference to this.
final class WorkThread: SerialExecutor {
    /// What waits, for a thread that must not keep its owner alive.
    private final class Waiting: Sendable {
        private let state = Mutex((jobs: [(UnownedJob, UnownedSerialExecutor)](), isOver: false))
        private let signal = DispatchSemaphore(value: 0)

        func add(_ job: UnownedJob, _ executor: UnownedSerialExecutor) {
            state.withLock { $0.jobs.append((job, executor)) }
            signal.signal()
        }

        func end() {
            state.withLock { $0.isOver = true }
            signal.signal()
        }

        func run() {
            while true {
                signal.wait()
                let (jobs, isOver) = state.withLock { state in
                    defer { state.jobs = [] }
                    return (state.jobs, state.isOver)
                }
                for (job, executor) in jobs { job.runSynchronously(on: executor) }
                if isOver { return }
            }
        }
    }

    private let waiting = Waiting()

    init(name: String) {
        let waiting = waiting
        let thread = Thread { waiting.run() }
        thread.name = name
        thread.start()
    }

    deinit { waiting.end() }

    func enqueue(_ job: consuming ExecutorJob) { waiting.add(UnownedJob(job), asUnownedSerialExecutor()) }
}
