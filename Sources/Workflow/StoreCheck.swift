import RapportCore
import Store
import Synchronization

/// The findings of a check: `check --json`, specified in `schemas/check.schema.json`.
public struct StoreCheck: Codable, Sendable {
    /// What is wrong, one line each; empty where nothing is.
    public var problems: [String] = []
    /// Graph files that could not be used and were built anew from SQLite, one line each.
    public var repaired: [String] = []
    /// What was looked at.
    public var measured: [String] = []
    public var crossModelConversations = 0
    /// Vectors in SQLite and in the graph, by collection; those of Method B under `stages.profiled` and the like.
    public var vectors: [String: VectorCounts] = [:]
    /// recall@10 of the graph against exact search over SQLite's vectors, under the same names; measured by a deep check.
    /// Of Method B also by the profile's share that is asked with, as in `stages.profiled@0.25`.
    public var recallAt10: [String: Double] = [:]

    /// The same of an engine elsewhere, where one was checked.
    public var engine: [String: EngineCounts]?

    public struct VectorCounts: Codable, Sendable {
        public var sqlite: Int
        public var graph: Int
    }

    private static let recallName = "recall@10 against exact search over SQLite's vectors"

    enum CodingKeys: String, CodingKey {
        case problems, repaired, measured, vectors, engine
        case crossModelConversations = "cross_model_conversations"
        case recallAt10 = "recall_at_10"
    }

    /// Checks SQLite's pages, the conversations, counts, and checksums and ids of every graph.
    ///
    /// - Parameters:
    ///   - isDeep: also SQLite's indexes, the graphs' invariants and reachability, and recall@10 on a sample of
    ///     stored vectors.
    ///   - place: where searches look; an engine is brought up to date and compared with SQLite too.
    ///   - loading: as of `Workspace`.
    public init(
        of store: RapportStore, isDeep: Bool, place: IndexPlace = .embedded,
        loading: @escaping @Sendable () throws -> Void = {}
    ) async throws {
        let integrity = try store.integrity(isDeep: isDeep)
        problems += integrity.problems
        measured = ["sqlite pages", "references"]
        guard integrity.pagesAreWhole else {
            problems.append("rapport.sqlite is damaged, so nothing else was looked at; restore a backup")
            return
        }
        measured += ["counts", "conversations"]
        problems += try store.countProblems()
        try checkConversations(of: store)
        if try store.hasUnfinishedErasure() {
            problems.append("what a forgotten person left may still lie in the files; finish with: rapport compact")
        }
        if isDeep { measured += ["sqlite indexes", "full text"] }
        guard let generation = try store.activeGeneration() else { return }
        let notices = Notices()
        let indexes = IndexSet(store: store, notice: notices.add)
        measured += ["graph checksums", "ids on both sides"]
        if isDeep { measured += ["graph invariants", "reachability", Self.recallName] }
        for (collection, vector) in try store.graphsInUse(of: generation) {
            try await check(collection, vector, in: indexes, isDeep: isDeep)
        }
        if let engine = try place.engine() {
            let indexes = EngineIndexes(
                store: store, engine: engine.engine, notice: notices.add, loading: loading)
            measured += ["ids in the engine", "a sample of its vectors"]
            if isDeep { measured.append("the engine's recall@10") }
            for (collection, vector) in try store.graphsInUse(of: generation) {
                try await check(collection, vector, in: indexes, isDeep: isDeep)
            }
        }
        repaired = notices.all
    }

    private mutating func checkConversations(of store: RapportStore) throws {
        let contamination = try Ingest(store: store).contamination()
        crossModelConversations = contamination.crossModel
        if contamination.crossPair > 0 {
            problems.append("\(contamination.crossPair) conversations hold rows of more than one pair")
        }
        if contamination.looseRows > 0 { problems.append("\(contamination.looseRows) rows belong to no conversation") }
    }

    private mutating func check(
        _ collection: RecordCollection, _ vector: VectorName, in indexes: IndexSet, isDeep: Bool
    ) async throws {
        let name = Self.name(collection, vector)
        try await indexes.verifiedIndex(collection, vector: vector)
        let agreement = try await indexes.agreement(collection, vector: vector)
        vectors[name] = VectorCounts(sqlite: agreement.sqlite, graph: agreement.graph)
        if agreement.missing + agreement.surplus > 0 {
            problems.append(
                "the graph of \(name) lacks \(agreement.missing) records of SQLite and holds \(agreement.surplus) others"
            )
        }
        guard isDeep else { return }
        let index = try await indexes.graphIndex(collection, vector: vector)
        do { try index.checkInvariants() } catch let error as any RapportError {
            problems.append("the graph of \(name): \(error.message)")
        }
        recallAt10[name] = try await indexes.sampledRecall(collection, vector: vector, k: 10, queries: 200)
        guard vector == .profiled else { return }
        for share in [0, 0.25, 0.5, 0.75, 1] {
            let digits = share == share.rounded() ? "\(Int(share))" : "\(share)"
            recallAt10["\(name)@\(digits)"] = try await indexes.sampledRecall(
                collection, vector: vector, k: 10, queries: 200, share: share)
        }
    }
}

/// Lines that are told from elsewhere.
private final class Notices: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
