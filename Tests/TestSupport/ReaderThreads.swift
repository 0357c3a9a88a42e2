import Foundation
import Synchronization

/// Threads that ask something while the caller changes it, and the states that each answer could have seen.
public final class ReaderThreads<Answer: Sendable>: @unchecked Sendable {
    // Sendable: `results` is guarded by `lock`; a system's lock, which the thread sanitizer sees, unlike `Mutex`.
    private let lock = NSLock()
    private var results: [Result<[Answer], any Error>] = []
    private let running = DispatchGroup()
    private let begun = Atomic(0)
    private let finished = Atomic(0)
    private let isOver = Atomic(false)

    /// Starts the threads; each calls `ask` with a generator of its own until `stop`.
    ///
    /// - Parameter ask: is given the number of the oldest state that it may see, and a function that says which is
    ///   the newest by now.
    public init(
        _ count: Int, seed: UInt64,
        _ ask:
            @escaping @Sendable (
                _ generator: inout SeededGenerator, _ oldest: Int, _ newest: () -> Int
            ) throws -> Answer
    ) {
        for reader in 0..<count {
            running.enter()
            Thread { [self] in
                var generator = SeededGenerator(seed: seed &+ UInt64(reader))
                let result = Result { try answers(of: ask, &generator) }
                lock.withLock { results.append(result) }
                running.leave()
            }.start()
        }
    }

    private func answers(
        of ask: (inout SeededGenerator, Int, () -> Int) throws -> Answer, _ generator: inout SeededGenerator
    ) throws -> [Answer] {
        var answers: [Answer] = []
        while !isOver.load(ordering: .acquiring) {
            let oldest = finished.load(ordering: .sequentiallyConsistent)
            answers.append(try ask(&generator, oldest) { begun.load(ordering: .sequentiallyConsistent) })
        }
        return answers
    }

    /// Runs a change, after which the thing asked is in the state `number`; they count up from 1.
    public func changing(to number: Int, _ change: () throws -> Void) rethrows {
        begun.store(number, ordering: .sequentiallyConsistent)
        try change()
        finished.store(number, ordering: .sequentiallyConsistent)
    }

    /// Ends the threads.
    ///
    /// - Returns: all answers.
    /// - Throws: what `ask` threw.
    @discardableResult
    public func stop() throws -> [Answer] {
        isOver.store(true, ordering: .releasing)
        running.wait()
        return try lock.withLock { try results.flatMap { try $0.get() } }
    }
}
