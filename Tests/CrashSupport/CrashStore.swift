import Conversation
import RapportCore
import Store
import Synchronization
import TestSupport
import Workflow

/// A store that takes the operations of a crash script, by the paths that the program takes.
public final class CrashStore {
    public let store: RapportStore
    public private(set) var indexes: IndexSet
    private let notices: Notices

    /// Opens the store in `folder`, which is made where it is missing.
    public init(folder: String) throws {
        store = try RapportStore(folder: folder, creating: true)
        let notices = Notices()
        self.notices = notices
        indexes = IndexSet(store: store, notice: notices.add)
    }

    /// What the graphs said on being opened: why they were built anew.
    public var saidNotices: [String] { notices.all }

    public func apply(_ operation: CrashOperation) async throws {
        switch operation {
        case .load(let rows):
            let table = LogTable(rows: rows)
            let batch = SortedPairs(table).map { IncomingPair(pair: $0.pair, rows: Array($0.rows)) }
            _ = try store.load(batch, of: table, keys: RowKey.keys(of: table)) { Segmentation().segments(of: $0) }
        case .profile(let pair, let profile):
            guard let stored = try store.pair(pair) else { return }
            try store.save(
                profile, ofPair: stored.pairID, maker: "crash", contentHash: ContentHash(of: "crash"),
                at: Timestamp(nanoseconds: 0))
        case .embed:
            _ = try await Embed(store: store, embedder: HashEmbedder(), indexes: indexes).run()
        case .save:
            try await indexes.save()
        case .compact:
            _ = try await Compaction(store: store, notice: notices.add).run()
        case .forget(let pair):
            do {
                _ = try await ForgetReport(forgetting: pair, in: store, now: Timestamp(nanoseconds: 0))
            } catch StoreError.unknownPair {
                // None of the fan's rows was loaded yet; those that come are taken.
            }
        case .reopen:
            indexes = IndexSet(store: store, notice: notices.add)
        }
    }

    private final class Notices: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }
}

/// Everything that must survive: rows with what was cut from them, profiles, and the vectors of each graph.
public struct CrashSnapshot: Equatable, Sendable {
    public var contents: [String] = []
    public var vectors: [Graph: [Int64: [Float]]] = [:]

    public struct Graph: Hashable, Sendable {
        public var collection: RecordCollection
        public var vector: VectorName
    }

    public init(of store: RapportStore) throws {
        var contents: [String] = []
        try store.forEachPair { pair, rows in
            contents.append("pair \(pair)")
            let conversations = try store.conversations(ids: Array(Set(rows.map(\.conversationID))))
            contents += conversations.values.map { "conversation \($0)" }.sorted()
            contents += try store.stages(of: pair.pairID).map { "stage \($0)" }
            // By hash: descriptions show nothing that a fan wrote or that is known of him.
            contents += try store.profiles(ofPairs: [pair.pairID]).values.map { "profile \($0.profile.hashValue)" }
            contents += rows.map { "row \($0.rowID) \($0.row.hashValue) \($0.conversationID) \($0.stage)" }
        }
        self.contents = contents
        guard let generation = try store.activeGeneration() else { return }
        for collection in RecordCollection.allCases {
            for vector in VectorName.allCases {
                guard let dimension = generation.dimension(of: vector, in: collection) else { continue }
                let graph = GraphID(generation: generation.id, collection: collection, vector: vector)
                let all = try store.vectors(of: graph, dimension: dimension, limit: .max)
                vectors[Graph(collection: collection, vector: vector)] = Dictionary(
                    uniqueKeysWithValues: all.map { ($0.recordID, $0.vector) })
            }
        }
    }

    /// Whether every vector is one of the other's too.
    public func hasNoMoreVectors(than other: CrashSnapshot) -> Bool {
        vectors.allSatisfy { graph, vectors in
            vectors.allSatisfy { other.vectors[graph]?[$0.key] == $0.value }
        }
    }
}

/// Embeds by a hash of the text: the same text always gets the same vector, and no two are near.
struct HashEmbedder: Embedder {
    let identifier = "hash"
    let dimension = 16

    func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
        texts.map(vector(of:))
    }

    func vector(of text: String) -> [Float] {
        var generator = SeededGenerator(seed: UInt64(bitPattern: ContentHash(of: text).recordID))
        let raw = (0..<dimension).map { _ in generator.nextNormal() }
        let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return raw.map { $0 / length }
    }
}
