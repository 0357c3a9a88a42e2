import Conversation
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing
import Workflow

/// `embed` and Method B.
@Suite struct EmbedProfilesTests {
    private static let pairCount = 600

    /// A store of many pairs with one row each; all but ten have a profile.
    private func store(in folder: TemporaryFolder) throws -> RapportStore {
        let store = try RapportStore(folder: folder.file("store").path, creating: true)
        let table = LogTable(
            rows: (0..<Self.pairCount).map { number in
                LogRow(
                    chatterName: "Chatter1", modelName: "Model1", fanMessage: "message \(number)",
                    chatterMessage: "hi", price: 0, purchased: false, fanID: "fan_\(number)",
                    datetime: Timestamp(nanoseconds: Int64(number)), tips: 0, revenue: 0)
            })
        let batch = SortedPairs(table).map { IncomingPair(pair: $0.pair, rows: Array($0.rows)) }
        _ = try store.load(batch, of: table, keys: RowKey.keys(of: table)) { Segmentation().segments(of: $0) }
        for number in 10..<Self.pairCount {
            let pair = try #require(try store.pair(PairID(fanID: "fan_\(number)", modelName: "Model1")))
            let profile = FanProfile(
                source: .rules, statements: [.hobbies: [ProfileStatement(text: "hobby \(number)", evidence: [1])]],
                communication: CommunicationPattern(
                    fanMessages: 1, medianLength: 9, meanLength: 9, emojiRate: 0, questionRate: 0, initiative: 1,
                    messagesByHour: [1] + Array(repeating: 0, count: 23), languages: [], evidence: []))
            try store.save(
                profile, ofPair: pair.pairID, maker: "test", contentHash: ContentHash(of: "\(number)"),
                at: Timestamp(nanoseconds: 0))
        }
        return store
    }

    @Test func aRunThatWasStoppedGoesOnWhereItWasAndEmbedsNoProfileTwice() async throws {
        let folder = try TemporaryFolder()
        let store = try store(in: folder)
        let embedder = LimitedEmbedder()
        let embed = Embed(store: store, embedder: embedder, indexes: IndexSet(store: store))
        embedder.stopAfterProfiles(300)
        await #expect(throws: LimitedEmbedder.Stopped.self) { try await embed.run() }
        let generation = try #require(try store.activeGeneration())
        let done = try store.profileCoverage(generation: generation).withVector
        #expect(done == 256, "one batch was stored")
        embedder.stopAfterProfiles(.max)
        let stages = Mutex<[Progress]>([])
        let report = try await embed.run { progress in stages.withLock { $0.append(progress) } }
        #expect(report.profiles.embedded == Self.pairCount - 10 - done)
        #expect(report.profiles.vectors == Self.pairCount - 10 && report.profiles.stages == Self.pairCount - 10)
        #expect(report.profiles.withoutProfile == 10)
        let told = stages.withLock { $0 }.filter { $0.stage == "embedding profiles" }
        #expect(told.last?.done == Self.pairCount - 10 - done && told.last?.total == told.last?.done)
        #expect(Set(embedder.profileTexts).count == embedder.profileTexts.count)
        let again = try await embed.run()
        #expect(again.profiles.embedded == 0 && again.profiles.vectors == report.profiles.vectors)
        #expect(embedder.profileTexts.count == Self.pairCount - 10)
        #expect(try store.integrityProblems().isEmpty)
    }

    /// Texts whose vectors are stored already belong to nobody: their records must not be left behind with the lease.
    @Test func aLeaseThatEndsBetweenTakingAndStoringLeavesNoRecordBehind() async throws {
        let folder = try TemporaryFolder()
        let store = try store(in: folder)
        let embedder = LimitedEmbedder()
        let embed = Embed(store: store, embedder: embedder, indexes: IndexSet(store: store))
        let before = try await embed.run().vectors
        #expect(before["turns"] == Self.pairCount)
        try store.executeForTests("DELETE FROM vectors WHERE collection = 'turns'")
        // As forgetting a person does, while the first batch is on its way.
        embedder.once { try store.executeForTests("DELETE FROM embed_workers") }
        let report = try await embed.run()
        #expect(report.vectors == before && report.embedded["turns"] == Self.pairCount)
    }
}

/// Embeds any text and stops where it is told to.
private final class LimitedEmbedder: Embedder {
    struct Stopped: Error {}
    let identifier = "limited"
    let dimension = 16
    private let state = Mutex((texts: [String](), limit: Int.max))
    private let interruption = Mutex<(@Sendable () throws -> Void)?>(nil)

    /// Texts of profiles that were embedded.
    var profileTexts: [String] { state.withLock { $0.texts } }

    func stopAfterProfiles(_ limit: Int) { state.withLock { $0.limit = limit } }

    /// Does this when it is asked next.
    func once(_ body: @escaping @Sendable () throws -> Void) { interruption.withLock { $0 = body } }

    func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
        let interruption = interruption.withLock { interruption in
            defer { interruption = nil }
            return interruption
        }
        try interruption?()
        try state.withLock { state in
            let profiles = texts.filter { $0.hasPrefix("hobbies: ") }
            guard state.texts.count + profiles.count <= state.limit else { throw Stopped() }
            state.texts += profiles
        }
        return texts.map { text in
            var generator = SeededGenerator(seed: UInt64(bitPattern: ContentHash(of: text).recordID))
            let raw = (0..<dimension).map { _ in generator.nextNormal() }
            let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return raw.map { $0 / length }
        }
    }
}
