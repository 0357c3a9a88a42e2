import Foundation

/// Threads beside those on which all tests take turns: for tasks of a test that must go on while others hold those up.
public final class OwnThreads: TaskExecutor {
    public static let shared = OwnThreads()
    private let queue = DispatchQueue(label: "rapport.tests", attributes: .concurrent)

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
