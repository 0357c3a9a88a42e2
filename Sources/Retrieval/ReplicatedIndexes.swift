import RapportCore
import Store
import Synchronization

extension EngineIndexes: IndexSource {}

/// The indexes of an engine, and the store's own in their place while it cannot be reached.
///
/// After a failure the engine is left alone for some seconds, so that not every question waits for it.
package final class ReplicatedIndexes: IndexSource {
    private let engine: EngineIndexes
    private let own: IndexSet
    private let notice: @Sendable (String) -> Void
    /// When the engine is asked again; nil while it answers.
    private let retry = Mutex<ContinuousClock.Instant?>(nil)
    private static let pause = Duration.seconds(5)

    /// - Parameter notice: is told in one line when the engine goes and when it comes back.
    package init(engine: EngineIndexes, own: IndexSet, notice: @escaping @Sendable (String) -> Void) {
        self.engine = engine
        self.own = own
        self.notice = notice
    }

    package func index(_ collection: RecordCollection, vector: VectorName) async throws -> any SearchableIndex {
        if retry.withLock({ $0.map { $0 > .now } ?? false }) { return try await own.index(collection, vector: vector) }
        do {
            let index = try await engine.index(collection, vector: vector)
            if retry.withLock({ $0.take() }) != nil {
                notice("the engine answers again")
            }
            return ReplicatedIndex(engine: index) { [self] error in
                isAway(because: error)
                return try await own.index(collection, vector: vector)
            }
        } catch let error as any IndexEngineError where error.isUnreachable {
            isAway(because: error)
            return try await own.index(collection, vector: vector)
        }
    }

    private func isAway(because error: any IndexEngineError) {
        let isNew = retry.withLock { retry in
            defer { retry = .now + Self.pause }
            return retry == nil
        }
        if isNew { notice("\(error.message); the store's own index answers meanwhile") }
    }
}

/// An engine's index that is searched; where the engine goes away meanwhile, another is asked the same.
private struct ReplicatedIndex: SearchableIndex {
    let engine: any SearchableIndex
    let replacement: @Sendable (any IndexEngineError) async throws -> any SearchableIndex

    var dimension: Int { engine.dimension }
    var count: Int { get async throws { try await engine.count } }

    func search(_ query: VectorQuery) async throws -> VectorAnswer {
        do { return try await engine.search(query) } catch let error as any IndexEngineError where error.isUnreachable {
            return try await replacement(error).search(query)
        }
    }
}
