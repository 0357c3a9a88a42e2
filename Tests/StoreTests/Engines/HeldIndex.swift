import RapportCore
import Store
import Synchronization

/// An index in memory, and the engine that has it. Who asks how far it is waits while it is held, and is refused as
/// often as it was told to.
final class HeldIndex: FollowingIndex, IndexEngine {
    struct Refusal: Error {}

    private struct State {
        var position: IndexPosition?
        var isHeld = true
        var refusals: Int
        var asked = 0
        var restarts = 0
    }

    private let exact: ExactIndex
    private let state: Mutex<State>

    init(dimension: Int, schema: AttributeSchema, refusing refusals: Int = 0) {
        exact = ExactIndex(dimension: dimension, schema: schema)
        state = Mutex(State(refusals: refusals))
    }

    /// Lets those go on who wait, and nobody wait any more.
    func release() { state.withLock { $0.isHeld = false } }

    /// How often it was asked how far it is.
    var asked: Int { state.withLock { $0.asked } }

    /// How often it was begun to be loaded.
    var restarts: Int { state.withLock { $0.restarts } }

    // MARK: - Following

    var appliesAtomically: Bool { true }

    var position: IndexPosition? {
        get async throws {
            let isRefused = state.withLock { state -> Bool in
                state.asked += 1
                guard state.refusals > 0 else { return false }
                state.refusals -= 1
                return true
            }
            while state.withLock({ $0.isHeld }) { try await Task.sleep(for: .milliseconds(2)) }
            if isRefused { throw Refusal() }
            return state.withLock { $0.position }
        }
    }

    func restart(at position: IndexPosition, from old: IndexPosition?) async throws {
        state.withLock { state in
            guard state.position == old else { return }
            state.position = position
            state.restarts += 1
        }
    }

    func apply(_ changes: IndexChanges, from old: IndexPosition, to new: IndexPosition) async throws -> Bool {
        guard state.withLock({ $0.position == old }) else { return false }
        try await exact.upsert(changes.upserts)
        await exact.updateAttributes(changes.attributes)
        await exact.delete(changes.deletes)
        state.withLock { $0.position = new }
        return true
    }

    /// Nobody compares it with a store.
    func ids(after id: Int64, limit: Int) async throws -> [Int64] { [] }

    func vectors(of ids: [Int64]) async throws -> [Int64: [Float]] { [:] }

    // MARK: - As any index

    var dimension: Int { exact.dimension }

    var count: Int { get async { await exact.count } }

    func search(_ query: VectorQuery) async throws -> VectorAnswer { try await exact.search(query) }

    func upsert(_ records: [VectorRecord]) async throws { try await exact.upsert(records) }

    func updateAttributes(_ records: [AttributeRecord]) async { await exact.updateAttributes(records) }

    func delete(_ ids: [Int64]) async { await exact.delete(ids) }

    // MARK: - As an engine

    func index(
        named name: String, owner: String, dimension: Int, schema: AttributeSchema
    ) async throws -> any FollowingIndex { self }

    func close() async {}
}
