import RapportCore
import Store
import Synchronization
import TestSupport
import Testing

/// Callers who come while another has an engine's index brought up to date: they wait for that, and look again once.
@Suite struct EngineWaitingTests {
    private static let callers = 8
    private static let dimension = 16
    /// How often the index is asked how far it is while it is loaded, at most.
    private static let stepsOfALoad = 6

    private final class Outcomes: Sendable {
        private let list = Mutex<[Result<Int, any Error>]>([])
        var all: [Result<Int, any Error>] { list.withLock { $0 } }
        func add(_ outcome: Result<Int, any Error>) { list.withLock { $0.append(outcome) } }

        /// What those got who were answered.
        var answers: [Int] { all.compactMap { try? $0.get() } }
        /// Those who were refused.
        var refusals: Int {
            all.count { outcome in
                guard case .failure(let error) = outcome else { return false }
                return error is HeldIndex.Refusal
            }
        }
    }

    private let fixture: StoreFixture
    /// Turns with a vector.
    private let records: Int

    init() throws {
        var logs = RandomLogs(seed: 27)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(100))
        let generation = try fixture.embed(dimension: Self.dimension)
        records = try #require(try fixture.store.vectorCounts(of: generation)[.turns])
        self.fixture = fixture
    }

    private func index(refusing refusals: Int) -> HeldIndex {
        HeldIndex(dimension: Self.dimension, schema: RecordCollection.turns.attributeSchema, refusing: refusals)
    }

    /// Has all callers ask while the first of them is held up, and then lets it go on.
    ///
    /// - Throws: where one of them never comes to an end. They are tasks of their own, so that the test does.
    private func ask(_ index: HeldIndex) async throws -> Outcomes {
        let indexes = EngineIndexes(store: fixture.store, engine: index)
        let outcomes = Outcomes()
        for _ in 0..<Self.callers {
            Task {
                do {
                    outcomes.add(.success(try await indexes.index(.turns).count))
                } catch {
                    outcomes.add(.failure(error))
                }
            }
        }
        try await wait { index.asked > 0 }
        // The others come meanwhile; one that is late would find nobody to wait for, and ask all the same.
        try await Task.sleep(for: .milliseconds(100))
        #expect(outcomes.all.isEmpty && index.asked == 1)
        index.release()
        try await wait { outcomes.all.count == Self.callers }
        return outcomes
    }

    private func wait(until isSo: () -> Bool) async throws {
        // By looks and not by the clock, which goes on while other tests hold up all threads.
        for _ in 0..<12_000 where !isSo() { try await Task.sleep(for: .milliseconds(5)) }
        try #require(isSo(), "a caller goes on for ever")
    }

    @Test func whoWaitsForALoadGetsItsAnswerAndLoadsNothing() async throws {
        let index = index(refusing: 0)
        let outcomes = try await ask(index)
        #expect(outcomes.answers == Array(repeating: records, count: Self.callers))
        #expect(index.restarts == 1)
        #expect(index.asked < Self.callers + Self.stepsOfALoad, "each who waited looks once")
    }

    @Test func whoWaitsForALoadThatFailsTriesOnce() async throws {
        let index = index(refusing: .max)
        let outcomes = try await ask(index)
        #expect(outcomes.refusals == Self.callers)
        #expect(index.asked == Self.callers)
        #expect(index.restarts == 0)
    }

    @Test func aLoadThatFailedIsTakenUpByTheNextWhoWaits() async throws {
        let index = index(refusing: 1)
        let outcomes = try await ask(index)
        #expect(outcomes.refusals == 1)
        #expect(outcomes.answers == Array(repeating: records, count: Self.callers - 1))
        #expect(index.restarts == 1)
        #expect(index.asked < Self.callers + Self.stepsOfALoad)
    }
}
