import RapportCore
import Retrieval
import Store
import Synchronization
import TestSupport
import Workflow

/// A store of random fans of whom most have a profile, embedded by words.
struct ProfiledFixture {
    let store: RapportStore
    let indexes: IndexSet
    let embedder = CountingWordEmbedder()
    /// In the order of their ids.
    private(set) var pairs: [StoredPair] = []
    /// Of those that have one.
    private(set) var profiles: [PairID: FanProfile] = [:]
    private let folder: TemporaryFolder

    private static let words = [
        "boat", "garden", "guitar", "rain", "coffee", "gym", "moon", "dress", "train", "bread", "dog", "snow",
    ]

    /// - Parameters:
    ///   - profiled: of ten pairs, those with a profile.
    ///   - withSales: pairs then have up to three stages.
    init(seed: UInt64, pairs count: Int, profiled: Int = 10, withSales: Bool = true) async throws {
        let rows = Self.rows(seed, pairs: count, withSales: withSales)
        let fixture = try await RetrievalFixture(rows)
        (folder, store) = (fixture.folder, fixture.store)
        indexes = IndexSet(store: store)
        var found: [StoredPair] = []
        try store.forEachPair { pair, _ in found.append(pair) }
        pairs = found.sorted { $0.pairID < $1.pairID }
        var random = SeededGenerator(seed: seed)
        for (number, pair) in pairs.enumerated() where number % 10 < profiled {
            let profile = Self.profile(&random)
            profiles[pair.pair] = profile
            try store.save(
                profile, ofPair: pair.pairID, maker: "test", contentHash: ContentHash(of: "\(number)"),
                at: Timestamp(nanoseconds: 0))
        }
        try await embed()
    }

    @discardableResult
    func embed() async throws -> EmbedReport {
        try await Embed(store: store, embedder: embedder, indexes: indexes).run()
    }

    /// - Parameter source: the store's graphs where none is given.
    func retriever(_ source: (any IndexSource)? = nil) -> Retriever {
        Retriever(store: store, source: source ?? indexes, embedder: embedder, chatModel: nil, random: { 7 })
    }

    private static func rows(_ seed: UInt64, pairs: Int, withSales: Bool) -> [LogRow] {
        var random = SeededGenerator(seed: seed)
        return (0..<pairs * 6).map { number in
            let pair = number % pairs
            let isSale = withSales && Int.random(in: 0..<4, using: &random) == 0
            let texts = (0..<2).map { _ in
                (0..<4).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
            }
            return row(
                "fan_\(pair)", on: "Model\(pair % 3)", hour: Double(number), texts[0], texts[1],
                price: isSale ? 10 : 0, purchased: isSale && Bool.random(using: &random))
        }
    }

    private static func profile(_ random: inout SeededGenerator) -> FanProfile {
        let jobs = ["nurse", "electrician", "baker", "teacher", "sailor"]
        let hobbies = ["fishing", "chess", "running", "cooking", "cars"]
        func statements(_ texts: [String]) -> [ProfileStatement] { texts.map { .init(text: $0, evidence: [1]) } }
        var hours = Array(repeating: 0, count: 24)
        for _ in 0..<12 { hours[Int.random(in: 0..<24, using: &random)] += 1 }
        return FanProfile(
            source: .rules,
            statements: [
                .job: statements([jobs.randomElement(using: &random) ?? ""]),
                .hobbies: statements(Array(hobbies.shuffled(using: &random).prefix(2))),
            ],
            communication: CommunicationPattern(
                fanMessages: 12, medianLength: Double.random(in: 5...200, using: &random), meanLength: 40,
                emojiRate: Double.random(in: 0...0.6, using: &random), questionRate: 0.2, initiative: 0.5,
                messagesByHour: hours, languages: [.init(language: "en", share: 1)], evidence: [1]))
    }
}

/// `WordEmbedder` that counts what it is asked.
final class CountingWordEmbedder: Embedder {
    private let words = WordEmbedder()
    private let count = Mutex(0)
    var identifier: String { words.identifier }
    var dimension: Int { words.dimension }
    /// Texts embedded so far.
    var embeddedTexts: Int { count.withLock { $0 } }

    func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
        count.withLock { $0 += texts.count }
        return try await words.embed(texts, purpose: purpose)
    }
}

/// Answers from exact search over the store's float vectors.
struct ExactSource: IndexSource {
    let store: RapportStore

    func index(_ collection: RecordCollection, vector: VectorName) async throws -> any SearchableIndex {
        guard let generation = try store.activeGeneration(),
            let dimension = generation.dimension(of: vector, in: collection)
        else { throw StoreError.noVectors(collection: collection, vector: vector) }
        let graph = GraphID(generation: generation.id, collection: collection, vector: vector)
        let vectors = try store.vectors(of: graph, dimension: dimension, limit: .max)
        let attributes = try store.attributes(of: vectors.map(\.recordID), in: collection)
        let index = ExactIndex(dimension: dimension, schema: collection.attributeSchema)
        try await index.upsert(
            vectors.map { VectorRecord(id: $0.recordID, vector: $0.vector, attributes: attributes[$0.recordID] ?? [:]) }
        )
        return index
    }
}
