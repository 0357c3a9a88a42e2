import ProviderHTTP
import Synchronization
import TestSupport
import Testing

@Suite struct ConcurrencyLimitTests {
    private struct Trouble: Error {}

    /// How many are inside, and the most that ever were.
    private final class Room: Sendable {
        private let state = Mutex((now: 0, most: 0, visits: 0))
        var most: Int { state.withLock { $0.most } }
        var visits: Int { state.withLock { $0.visits } }

        func visit() async {
            state.withLock { state in
                state.now += 1
                state.visits += 1
                state.most = max(state.most, state.now)
            }
            for _ in 0..<5 { await Task.yield() }
            state.withLock { $0.now -= 1 }
        }
    }

    @Test(arguments: [1, 3, 8])
    func noMoreThanTheLimitAreInsideAndAllComeThrough(limit: Int) async throws {
        let room = Room()
        let gate = ConcurrencyLimit(limit)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { try await gate.run { await room.visit() } } }
            try await group.waitForAll()
        }
        #expect(room.most <= limit)
        #expect(room.visits == 100)
    }

    @Test func whoIsCancelledWhileWaitingLeavesAndBlocksNobody() async throws {
        let gate = ConcurrencyLimit(1)
        let room = Room()
        let (entered, enter) = AsyncStream<Void>.makeStream()
        let (released, release) = AsyncStream<Void>.makeStream()
        let first = Task {
            try await gate.run {
                enter.finish()
                for await _ in released {}
            }
        }
        for await _ in entered {}
        let waiting = (0..<10).map { _ in Task { try await gate.run { await room.visit() } } }
        for task in waiting[..<9] { task.cancel() }
        for task in waiting[..<9] { await #expect(throws: CancellationError.self) { try await task.value } }
        release.finish()
        try await first.value
        try await waiting[9].value
        #expect(room.visits == 1)
    }

    @Test func whatFailsInsideLeavesItsPlace() async throws {
        let gate = ConcurrencyLimit(1)
        for _ in 0..<3 {
            await #expect(throws: Trouble.self) {
                try await gate.run { throw Trouble() }
            }
        }
        #expect(try await gate.run { 7 } == 7)
    }
}
