import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Method B's vectors: there exactly while a stage has a text vector and its pair a current profile vector.
@Suite struct ProfiledVectorTests {
    private func profiled(_ store: RapportStore, _ generation: Generation) throws -> [Int64: [Float]] {
        let graph = GraphID(generation: generation.id, collection: .stages, vector: .profiled)
        let vectors = try store.vectors(of: graph, dimension: StoreFixture.space.dimension, limit: .max)
        return Dictionary(uniqueKeysWithValues: vectors.map { ($0.recordID, $0.vector) })
    }

    /// What there should be, from the texts' vectors and the profiles.
    private func expected(
        _ store: RapportStore, _ generation: Generation, current: Set<Int64>
    ) throws -> [Int64: [Float]] {
        let graph = GraphID(generation: generation.id, collection: .stages, vector: .text)
        let space = StoreFixture.space
        var vectors: [Int64: [Float]] = [:]
        let texts = try store.vectors(of: graph, dimension: space.textDimension, limit: .max)
        let spans = try store.spans(.stages, recordIDs: texts.map(\.recordID))
        for (recordID, text) in texts {
            guard let pairID = spans[recordID]?.pairID, current.contains(pairID),
                let profile = try store.profiles(ofPairs: [pairID])[pairID]?.profile
            else { continue }
            let parts = StoreFixture.parts(of: profile, space)
            vectors[recordID] = space.stored(
                text: text, profile: space.profile(statements: parts.statements, structured: parts.structured))
        }
        return vectors
    }

    @Test(arguments: Seeds.list(4)) func theyFollowTextsAndProfilesThroughAnyStory(seed: UInt64) async throws {
        var logs = RandomLogs(seed: seed)
        var random = SeededGenerator(seed: seed)
        let fixture = try StoreFixture()
        let store = fixture.store
        let followed = IndexSet(store: store)
        try fixture.load(logs.rows(60))
        try fixture.embed()
        try fixture.profileSome(&random)
        var generation = try fixture.embedProfiles()
        for _ in 0..<12 {
            switch Int.random(in: 0..<5, using: &random) {
            case 0: try fixture.load(logs.rows(20))
            case 1: try fixture.embed()
            case 2: try fixture.profileSome(&random, share: 0.3)
            case 3: generation = try fixture.embedProfiles()
            default:
                let pair = PairID(fanID: "fan_1", modelName: "Model1")
                if try store.pair(pair) != nil {
                    try await Forgetting(store: store).forget(pair, now: Timestamp(nanoseconds: 0))
                }
            }
            let pending = Set(try store.pendingProfiles(generation: generation, limit: .max).map(\.pairID))
            var pairs: Set<Int64> = []
            try store.forEachPair { pair, _ in pairs.insert(pair.pairID) }
            let current = pairs.filter { (try? store.profiles(ofPairs: [$0])[$0]) != nil }.subtracting(pending)
            let vectors = try profiled(store, generation)
            #expect(vectors == (try expected(store, generation, current: current)))
            #expect(try store.integrityProblems().isEmpty)
            #expect(try store.countProblems().isEmpty)
            #expect(try store.profileCoverage(generation: generation).withVector == current.count)
            guard !vectors.isEmpty else { continue }
            #expect(try await followed.agreement(.stages, vector: .profiled) == agreement(of: vectors.count))
            try await followed.graphIndex(.stages, vector: .profiled).checkInvariants()
            for (recordID, vector) in vectors {
                let hit = try await followed.graphIndex(.stages, vector: .profiled)
                    .search(VectorQuery(vector: vector, k: 1)).hits[0]
                #expect(abs(hit.similarity - 1) < 0.02, "the vector of \(recordID) is in the graph")
            }
        }
    }

    private func agreement(of count: Int) -> GraphAgreement { GraphAgreement(sqlite: count, graph: count) }

    @Test func aProfileThatChangesLosesItsVectorAndKeepsItsStatements() async throws {
        var logs = RandomLogs(seed: 3)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(40))
        try fixture.embed()
        var random = SeededGenerator(seed: 3)
        try fixture.profileSome(&random, share: 1)
        let generation = try fixture.embedProfiles()
        #expect(try fixture.store.pendingProfileCount(generation: generation) == 0)
        let pair = try #require(try fixture.store.pair(PairID(fanID: "fan_1", modelName: "Model1")))
        let stored = try #require(try fixture.store.profiles(ofPairs: [pair.pairID])[pair.pairID])
        func save(_ profile: FanProfile) throws {
            try fixture.store.save(
                profile, ofPair: pair.pairID, maker: "again", contentHash: ContentHash(of: "again"),
                at: Timestamp(nanoseconds: 1))
        }
        // Made anew and the same: nothing is lost.
        try save(stored.profile)
        #expect(try fixture.store.pendingProfileCount(generation: generation) == 0)
        var changed = stored.profile
        changed.communication.emojiRate = 0.5
        try save(changed)
        let pending = try #require(try fixture.store.pendingProfiles(generation: generation, limit: 9).first)
        #expect(pending.pairID == pair.pairID && pending.profile == changed)
        let parts = StoreFixture.parts(of: stored.profile, StoreFixture.space)
        #expect(pending.before?.contentHash == parts.contentHash && pending.before?.statements == parts.statements)
        #expect(try fixture.store.profileVectors(ofPairs: [pair.pairID], generation: generation).isEmpty)
        // A vector of what was replaced meanwhile is not taken.
        changed.communication.emojiRate = 0.7
        try save(changed)
        #expect(try fixture.store.save([(pending, parts)], generation: generation) == 0)
        #expect(try fixture.store.pendingProfileCount(generation: generation) == 1)
    }

    @Test func otherRulesForProfilesTakeAllTheirVectorsOut() async throws {
        var logs = RandomLogs(seed: 4)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(80))
        try fixture.embed()
        var random = SeededGenerator(seed: 4)
        try fixture.profileSome(&random, share: 1)
        try fixture.embedProfiles()
        let indexes = IndexSet(store: fixture.store)
        let before = try await indexes.graphIndex(.stages, vector: .profiled)
        try await indexes.save()
        var wider = StoreFixture.space
        (wider.scheme, wider.structuredDimension) = ("test-2", 12)
        let generation = try fixture.store.prepare(
            wider, of: fixture.store.generation(embedder: "test", dimension: 16))
        #expect(try fixture.store.profileCoverage(generation: generation).withVector == 0)
        await #expect(throws: StoreError.noVectors(collection: .stages, vector: .profiled)) {
            try await indexes.graphIndex(.stages, vector: .profiled)
        }
        try fixture.embedProfiles(wider)
        let after = try await indexes.graphIndex(.stages, vector: .profiled)
        #expect(after.count == before.count && after.dimension == wider.dimension)
        #expect(try await indexes.agreement(.stages, vector: .profiled) == agreement(of: after.count))
        #expect(try fixture.store.integrityProblems().isEmpty)
    }

    @Test func otherWeightsNeedNoNewEmbedding() async throws {
        var logs = RandomLogs(seed: 5)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(80))
        try fixture.embed()
        var random = SeededGenerator(seed: 5)
        try fixture.profileSome(&random, share: 1)
        try fixture.embedProfiles()
        let indexes = IndexSet(store: fixture.store)
        let count = try await indexes.graphIndex(.stages, vector: .profiled).count
        var heavier = StoreFixture.space
        (heavier.weight, heavier.statementShare) = (0.8, 0.9)
        let prepared = try fixture.store.prepare(
            heavier, of: fixture.store.generation(embedder: "test", dimension: 16))
        #expect(try fixture.store.pendingProfileCount(generation: prepared) == 0)
        let index = try await indexes.graphIndex(.stages, vector: .profiled)
        #expect(index.count == count)
        let generation = try #require(try fixture.store.activeGeneration())
        let graph = GraphID(generation: generation.id, collection: .stages, vector: .profiled)
        for (recordID, vector) in try fixture.store.vectors(of: graph, dimension: heavier.dimension, limit: .max) {
            let hits = try index.search(VectorQuery(vector: vector, k: count)).hits
            let own = try #require(hits.first { $0.id == recordID })
            #expect(abs(own.similarity - 1) < 0.02)
        }
    }

    @Test func damageToProfiledVectorsIsFound() throws {
        for (damage, finding) in [
            (
                "DELETE FROM vectors WHERE vector_name = 'profiled'",
                "stages whose text and profile have vectors have no profiled one"
            ),
            (
                "UPDATE profile_vectors SET is_current = 0",
                "profiled vectors lack their text's vector or their profile's"
            ),
            ("DELETE FROM profiles", "profile vectors have no profile or no way to be read"),
            ("DELETE FROM profile_spaces", "profile vectors have no profile or no way to be read"),
            ("UPDATE profile_vectors SET structured = x'00000000'", "profile vectors have the wrong size"),
        ] {
            var logs = RandomLogs(seed: 6)
            let fixture = try StoreFixture()
            try fixture.load(logs.rows(40))
            try fixture.embed()
            var random = SeededGenerator(seed: 6)
            try fixture.profileSome(&random, share: 1)
            try fixture.embedProfiles()
            #expect(try (fixture.store.integrityProblems() + fixture.store.countProblems()).isEmpty)
            try fixture.store.executeForTests(damage)
            let problems = try fixture.store.integrityProblems() + fixture.store.countProblems()
            #expect(problems.contains { $0.hasSuffix(finding) }, "\(damage): \(problems)")
        }
    }

    @Test func aStoreMadeBeforeProfilesWereVectorsKeepsWorking() async throws {
        var logs = RandomLogs(seed: 7)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(60))
        try fixture.embed()
        try await IndexSet(store: fixture.store).save()
        // What that migration and those after it add, taken away again.
        let folder = RepositoryRoot.url.appendingPathComponent("schemas")
        let migrations = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".sql") }.sorted()
        func tables(of names: [String]) throws -> [String] {
            try names.flatMap { name in
                let sql = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                return sql.matches(of: #/CREATE TABLE (\w+)/#).map { String($0.1) }
            }
        }
        // A table that was there before and is made anew stays: the migration takes it as it took the old one.
        let before = Set(try tables(of: migrations.filter { $0 < "005" }))
        for table in try tables(of: migrations.filter { $0 > "005" }).reversed() where !before.contains(table) {
            try fixture.store.executeForTests("DROP TABLE \(table)")
        }
        try fixture.store.setSchemaVersionForTests(4)
        let store = try RapportStore(folder: fixture.folder.url.path, creating: false)
        let generation = try #require(try store.activeGeneration())
        #expect(generation.profileSpace == nil)
        let indexes = IndexSet(store: store)
        #expect(try await indexes.graphIndex(.stages).count > 0)
        await #expect(throws: StoreError.noVectors(collection: .stages, vector: .profiled)) {
            try await indexes.graphIndex(.stages, vector: .profiled)
        }
        #expect(try store.integrityProblems().isEmpty)
        _ = try store.prepare(StoreFixture.space, of: generation)
        #expect(try store.activeGeneration()?.profileSpace == StoreFixture.space)
    }
}
