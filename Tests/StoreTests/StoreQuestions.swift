import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// All that is asked of a store in which every table has a row.
struct StoreQuestions: Sendable {
    /// Runs a question by its name.
    typealias Ask = (String, () throws -> Void) -> Void

    static let now = Timestamp(nanoseconds: 1_800_000_000_000_000_000)
    static let uploadID = "0123456789abcdef"
    private static let asked = ContentHash(of: "asked")
    private static let dimension = StoreFixture.space.textDimension
    private static let key = FeedbackKey(text: "key", asker: "local", request: ContentHash(of: "body"))
    private static let job = NewJob(kind: .embed, parameters: "{}", idempotencyKey: "key")
    private static let call = LLMCall(
        startedAt: now, purpose: .report, maker: "model", outcome: .done, items: 1, requests: 1, inputTokens: 20,
        outputTokens: 5, isEstimated: false, costUSD: 0.5, latencySeconds: 0.1)

    let pair: PairID
    private let pairID: Int64
    private let rows: [LogRow]
    private let rowIDs: [Int64]
    private let conversationIDs: [String]
    private let recordIDs: [RecordCollection: [Int64]]
    private let generation: Generation

    /// Gives every table of a new store a row.
    init(filling fixture: StoreFixture) throws {
        let store = fixture.store
        var logs = RandomLogs(seed: 61)
        let rows = logs.rows(40, pairs: 4)
        try fixture.load(rows)
        try fixture.embed(dimension: Self.dimension)
        var random = SeededGenerator(seed: 61)
        try fixture.profileSome(&random, share: 1)
        let generation = try fixture.embedProfiles()
        let pairs = try store.pairs()
        let first = try #require(pairs.first)
        try #require(pairs.count > 1)
        // One profile is newer than its vector, the others are not.
        try store.save(
            StoreFixture.profile(jobs: 9), ofPair: first.pairID, maker: "test", contentHash: Self.asked, at: Self.now)
        let stored = try store.rows(of: first.pairID)
        let conversationIDs = Array(Set(stored.map(\.conversationID)))
        let conversations = try store.conversations(ids: conversationIDs).values.map(\.recordID)
        let stages = try pairs.flatMap { try store.stages(of: $0.pairID) }.map(\.recordID)
        (pair, pairID, self.rows, self.generation) = (first.pair, first.pairID, rows, generation)
        (rowIDs, self.conversationIDs) = (stored.map(\.rowID), conversationIDs)
        recordIDs = [.turns: stored.map(\.rowID), .conversations: conversations, .stages: stages]
        try Self.fillAnalyses(store, generation, first)
        try Self.fillWork(store)
    }

    private static func run(_ kind: RunKind, _ name: String, _ generation: Generation) -> NewRun {
        let graph = GraphID(generation: generation.id, collection: .stages, vector: .text)
        return NewRun(
            kind: kind, name: name, graph: graph, filter: "stage = 1", parameters: "{}", seed: 7, metrics: "{}")
    }

    private static func fillAnalyses(_ store: RapportStore, _ generation: Generation, _ pair: StoredPair) throws {
        let graph = GraphID(generation: generation.id, collection: .stages, vector: .text)
        let ids = try store.vectors(of: graph, dimension: dimension, limit: .max).map(\.recordID)
        _ = try store.save(
            run(.kmeans, "groups", generation), clusters: ids.map { RecordCluster(recordID: $0, cluster: 1) }, at: now)
        _ = try store.save(
            run(.pca, "places", generation), points: ids.map { RecordPoint(recordID: $0, x: 1, y: 2, z: 3) }, at: now)
        try store.save(
            ProfileFailure(pairID: pair.pairID, maker: "model", contentHash: asked, reason: "unfit"), at: now)
        try store.cache("{}", to: asked, about: pair.pair, maker: "model", at: now)
        try store.record(call)
        try store.save(shown: [(FeedbackTests.shown(1, source: "llm", pair: pair.pair), now)])
        try store.save(.copied, onSuggestion: ContentHash.hex(1), by: "Chatter1", key: key, at: now)
        try store.save(
            [StoredWording(contentHash: asked, wording: "club")], maker: "model", forgotten: store.forgottenCount(),
            at: now)
    }

    private static func fillWork(_ store: RapportStore) throws {
        _ = try store.add(job, at: now)
        _ = try store.startJob(at: now)
        _ = try store.add(NewJob(kind: .cluster, parameters: "{}"), at: now)
        try store.record(ingestOf: "logs.csv", finishedAt: now, report: "{}")
        try store.executeForTests(
            """
            INSERT INTO uploads (upload_id, name, bytes, content_hash, created_at, idempotency_key)
            VALUES ('\(uploadID)', 'logs.csv', 3, zeroblob(32), \(now.nanoseconds), 'key');
            INSERT INTO backups VALUES ('/nowhere', 0, 0);
            INSERT INTO forgotten VALUES (zeroblob(32), zeroblob(32), 0);
            INSERT INTO erasures VALUES (1, 0);
            INSERT INTO embed_workers (token, expires_at) VALUES (zeroblob(16), 0);
            INSERT INTO embed_claims VALUES (1, zeroblob(32), 1)
            """)
    }

    /// Asks everything, what only reads first.
    func all(_ fixture: StoreFixture, _ ask: Ask) {
        askForRows(fixture.store, ask)
        askForLists(fixture.store, ask)
        askForVectors(fixture.store, ask)
        askForAnalyses(fixture.store, ask)
        askForWork(fixture.store, ask)
        askToWrite(fixture, ask)
    }
}

// MARK: - Reading

extension StoreQuestions {
    private func askForRows(_ store: RapportStore, _ ask: Ask) {
        ask("totals") { _ = try store.totals() }
        ask("newest row") { _ = try store.newestRow() }
        ask("models") { _ = try store.models() }
        ask("pair") { _ = try store.pair(pair) }
        ask("rows of a pair") { _ = try store.rows(of: pairID) }
        ask("every pair") { try store.forEachPair { _, _ in } }
        ask("rows of conversations") { for id in conversationIDs { _ = try store.rows(ofConversation: id) } }
        ask("rows by id") { _ = try store.rows(ids: rowIDs) }
        ask("conversations") { _ = try store.conversations(ids: conversationIDs) }
        ask("stages") { _ = try store.stages(of: pairID) }
        ask("places") { _ = try store.withRowPlaces { places in places.reduce(0) { count, _ in count + 1 } } }
        for collection in RecordCollection.allCases {
            let ids = recordIDs[collection] ?? []
            ask("spans of \(collection)") { _ = try store.spans(collection, recordIDs: ids) }
            ask("last rows of \(collection)") { _ = try store.lastRowIDs(of: ids, in: collection, count: 2) }
        }
        ask("rows around") { _ = try store.rowIDs(around: rowIDs, before: 2, after: 2) }
        ask("following") { _ = try store.following(rowIDs) }
        ask("prices") { _ = try store.unlockedPrices(of: pairID, limit: 5) }
        ask("answers") { _ = try store.newestAnswers(ofModel: pair.modelName, pairs: 5, limit: 5) }
        ask("newest rows") { _ = try store.newestRows(of: pairID, limit: 5) }
        ask("keywords") { _ = try store.keywordHits("hey you sailing", limit: 10) }
        ask("mass messages") { _ = try store.pairCounts(ofAnswers: rows.map(\.chatterMessage), limit: 3) }
    }

    private func askForLists(_ store: RapportStore, _ ask: Ask) {
        ask("pairs") { _ = try store.pairs() }
        ask("pairs by number") { _ = try store.pairs(numbered: [pairID]) }
        ask("pairs of fans") { _ = try store.pairs(ofFans: [pair.fanID]) }
        ask("pairs after") { _ = try store.pairs(after: 0) }
        ask("totals of models") { _ = try store.totals(ofModels: [pair.modelName]) }
        ask("listed pairs") {
            _ = try store.listedPairs(containing: "fan", modelNames: [pair.modelName], after: nil, limit: 10)
        }
        ask("listed pair") { _ = try store.listedPair(pair) }
        ask("timeline") { _ = try store.timeline(of: pairID, after: nil, limit: 10) }
        ask("last ingest") { _ = try store.lastIngest() }
        ask("traces") { _ = try store.traces(of: pair) }
        ask("the forgotten") { _ = try store.isForgotten(pair) }
        ask("erasures") { _ = try store.hasUnfinishedErasure() }
        ask("backups") { _ = try store.backups(holding: pair) }
        ask("counts") { _ = try store.countProblems() }
    }

    private func askForVectors(_ store: RapportStore, _ ask: Ask) {
        ask("active generation") { _ = try store.activeGeneration() }
        ask("graphs in use") { _ = try store.graphsInUse(of: generation) }
        ask("vector counts") { _ = try store.vectorCounts(of: generation) }
        for collection in RecordCollection.allCases {
            let ids = recordIDs[collection] ?? []
            let graph = GraphID(generation: generation.id, collection: collection, vector: .text)
            ask("pending \(collection)") {
                _ = try store.pendingCount(collection, generation: generation)
                _ = try store.pending(collection, generation: generation, limit: .max)
            }
            ask("vectors of \(collection)") {
                _ = try store.vectors(of: graph, dimension: Self.dimension, limit: .max)
            }
            ask("some vectors of \(collection)") {
                _ = try store.vectors(of: graph, dimension: Self.dimension, recordIDs: ids)
            }
            ask("attributes of \(collection)") { _ = try store.attributes(of: ids, in: collection) }
        }
        ask("profiled vectors") {
            let graph = GraphID(generation: generation.id, collection: .stages, vector: .profiled)
            _ = try store.vectors(of: graph, dimension: StoreFixture.space.dimension, limit: .max)
        }
        ask("near turns") {
            let stages = recordIDs[.stages] ?? []
            guard let own = stages.first else { return }
            _ = try store.nearTurns(
                ofStage: own, toStages: Array(stages.dropFirst()), generation: generation, count: 2, newest: 5)
        }
        ask("pending profiles") {
            _ = try store.pendingProfileCount(generation: generation)
            _ = try store.pendingProfiles(generation: generation, limit: .max)
        }
        ask("profile vectors") {
            _ = try store.profileCoverage(generation: generation)
            let pairs = try store.pairs().map(\.pairID)
            _ = try store.profileVectors(ofPairs: pairs, generation: generation)
        }
    }

    private func askForAnalyses(_ store: RapportStore, _ ask: Ask) {
        ask("runs") { _ = try store.runs() }
        ask("a run") { _ = try store.run(named: "groups") }
        ask("the current run") { _ = try store.currentRun(.stages) }
        ask("clusters") { _ = try store.clusters(ofRun: 1) }
        ask("points") { _ = try store.points(ofRun: 2) }
        ask("profiles") { _ = try store.profiles(ofPairs: [pairID]) }
        ask("origins of profiles") { _ = try store.profileOrigins() }
        ask("failed profiles") { _ = try store.profileFailures() }
        ask("calls") { _ = try store.llmCalls() }
        ask("totals of calls") { _ = try store.llmTotals() }
        ask("costs") { _ = try store.spentUSD() }
        ask("cached replies") { _ = try store.cachedReplies(to: [Self.asked]) }
        ask("suggestions") { _ = try store.suggestionCounts() }
        ask("totals of suggestions") { _ = try store.suggestionTotals() }
        ask("wordings") { _ = try store.wordings(of: [Self.asked]) }
    }

    private func askForWork(_ store: RapportStore, _ ask: Ask) {
        ask("jobs") { _ = try store.jobs(before: nil, limit: 10) }
        ask("a job") { _ = try store.job(1) }
        ask("a job by its key") { _ = try store.hasJob(idempotencyKey: "key") }
        ask("unfinished jobs") { _ = try store.unfinishedJobs() }
        ask("a cancelled job") { _ = try store.isJobCancelled(1) }
        ask("an upload") { _ = try Uploads(of: store).file(Self.uploadID) }
    }
}

// MARK: - Writing

extension StoreQuestions {
    private func askToWrite(_ fixture: StoreFixture, _ ask: Ask) {
        let store = fixture.store
        ask("load") { try fixture.load(rows) }
        ask("embed") { try fixture.embed(dimension: Self.dimension) }
        ask("embed profiles") { try fixture.embedProfiles() }
        ask("take texts") {
            let worker = EmbedWorker(in: store, generation: generation, leaseSeconds: 60)
            _ = try worker.take([Self.asked])
            _ = try worker.isAnyFree(of: [Self.asked])
            try worker.end()
        }
        ask("save a profile") {
            try store.save(
                StoreFixture.profile(jobs: 8), ofPair: pairID, maker: "test", contentHash: Self.asked, at: Self.now)
        }
        ask("save a run") {
            _ = try store.save(Self.run(.kmeans, "groups", generation), clusters: [], at: Self.now)
        }
        ask("record a call") { try store.record(Self.call) }
        ask("show a suggestion") { try store.save(shown: [(FeedbackTests.shown(2, pair: pair), Self.now)]) }
        ask("keep feedback") {
            try store.save(.copied, onSuggestion: ContentHash.hex(1), by: "Chatter1", key: Self.key, at: Self.now)
        }
        ask("queue a job") { _ = try store.add(Self.job, at: Self.now) }
        ask("start a job") { _ = try store.startJob(at: Self.now) }
        ask("cancel a job") { _ = try store.cancelJob(1, at: Self.now) }
        ask("recover jobs") { try store.recoverJobs(failure: { $0.message }, at: Self.now) }
        ask("sweep uploads") { try Uploads(of: store).sweep(now: Self.now) }
    }
}
