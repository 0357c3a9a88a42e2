import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Forgetting a person: nothing of them is left, and they do not come back.
@Suite struct CareForgettingTests {
    static let marker = "Zyxwquark"
    static let person = PairID(fanID: "Zyxwfan_77", modelName: "Model1")
    static let now = Timestamp(nanoseconds: 1_800_000_000_000_000_000)

    /// Random logs with one person more, whose every text holds the marker.
    static func rows(seed: UInt64, others: Int = 150, own: Int = 12) -> [LogRow] {
        var logs = RandomLogs(seed: seed)
        let strangers = logs.rows(others)
        let marked = logs.rows(own).enumerated().map { index, row in
            var row = row
            row.fanID = person.fanID
            row.modelName = person.modelName
            row.fanMessage = "\(marker) says \(index)"
            row.chatterMessage = "hello \(marker)"
            return row
        }
        return (strangers + marked).shuffled(using: &logs.generator)
    }

    /// What `rows` say of the person; the last as the full-text index has it.
    static let texts = [marker, person.fanID, marker.lowercased()]

    /// The vectors that the fixture gives the person's records, of all graphs.
    static func vectors(_ fixture: StoreFixture) throws -> [[Float]] {
        try PersonTraces(of: person, in: fixture.store).vectors.map(\.components)
    }

    /// Somebody else of the store.
    private static func stranger(_ fixture: StoreFixture) throws -> PairID {
        try #require(try fixture.store.pairs().map(\.pair).first { $0 != person })
    }

    @Test(arguments: Seeds.list(3)) func neitherTextNorNameNorVectorIsLeftInAnyByte(seed: UInt64) async throws {
        let fixture = try StoreFixture()
        let rows = Self.rows(seed: seed)
        // In two parts: conversations that grew leave vectors that nothing names.
        try fixture.load(Array(rows[..<100]))
        try fixture.embed()
        let replaced = try Self.vectors(fixture)
        try fixture.load(rows)
        try fixture.embed()
        var random = SeededGenerator(seed: seed)
        try fixture.profileAll(Self.person, stating: Self.marker, &random)
        try await IndexSet(store: fixture.store).save()
        let traces = try PersonTraces(of: Self.person, in: fixture.store, texts: Self.texts, replaced: replaced)
        let others = try PersonTraces(of: Self.stranger(fixture), in: fixture.store)
        for traces in [traces, others] {
            #expect(Set(traces.vectors.map(\.graph)) == Self.graphs)
            #expect(traces.profile != nil)
        }
        let before = try StoreBytes(fixture.folder.url)
        #expect(before.files(with: Self.person.fanID).contains { $0.hasSuffix(".hnsw") })
        // Each is found while it is there, so that not finding it says something.
        #expect(traces.missing(in: before) == [])
        #expect(others.missing(in: before) == [])

        let removed = try await Forgetting(store: fixture.store).forget(Self.person, now: Self.now)

        #expect(removed.rows == 12 && removed.vectors == traces.vectors.count)
        let after = try StoreBytes(fixture.folder.url)
        #expect(traces.left(in: after) == [])
        #expect(others.missing(in: after) == [])
        #expect(try fixture.store.hasUnfinishedErasure() == false)
        #expect(try fixture.store.integrityProblems() == [])
        #expect(try fixture.store.countProblems() == [])
    }

    /// All that there are.
    private static let graphs: Set<String> = ["turns.text", "conversations.text", "stages.text", "stages.profiled"]

    @Test(arguments: Seeds.list(2)) func theForgottenPairIsRejectedAndTheOthersLoad(seed: UInt64) async throws {
        let fixture = try StoreFixture()
        let rows = Self.rows(seed: seed)
        try fixture.load(rows)
        try await Forgetting(store: fixture.store).forget(Self.person, now: Self.now)
        let others = try fixture.contents()
        let report = try fixture.load(rows)
        #expect(report.forgotten == 12 && report.added == 0 && report.unchanged == rows.count - 12)
        #expect(try fixture.contents() == others)
        #expect(try fixture.store.pair(Self.person) == nil)
        var logs = RandomLogs(seed: seed + 100)
        #expect(try fixture.load(logs.rows(20)).added > 0)
    }

    @Test func theSameFanOnAnotherModelIsAnotherPersonAndStays() async throws {
        let fixture = try StoreFixture()
        var rows = Self.rows(seed: 4)
        let other = PairID(fanID: Self.person.fanID, modelName: "Model2")
        rows += rows.filter { $0.fanID == Self.person.fanID }.map { row in
            var row = row
            row.modelName = other.modelName
            return row
        }
        try fixture.load(rows)
        try await Forgetting(store: fixture.store).forget(Self.person, now: Self.now)
        #expect(try fixture.store.pair(other)?.messageCount == 12)
        #expect(try fixture.load(rows).forgotten == 12)
    }

    @Test(arguments: Seeds.list(3)) func anOpenIndexNoLongerFindsTheForgotten(seed: UInt64) async throws {
        let fixture = try StoreFixture()
        try fixture.load(Self.rows(seed: seed))
        try fixture.embed()
        // As a server holds it, in another process.
        let other = try RapportStore(folder: fixture.folder.url.path, creating: false)
        let indexes = IndexSet(store: other)
        let pair = try #require(try fixture.store.pair(Self.person))
        let turns = try Set(fixture.store.rows(of: pair.pairID).map(\.rowID))
        let vector = try Self.vectors(fixture)[0]
        func found() async throws -> Set<Int64> {
            Set(try await indexes.index(.turns).search(VectorQuery(vector: vector, k: 1_000)).hits.map(\.id))
        }
        #expect(try await found().isSuperset(of: turns))
        try await Forgetting(store: fixture.store).forget(Self.person, now: Self.now)
        #expect(try await found().isDisjoint(with: turns))
        for collection in RecordCollection.allCases {
            let agreement = try await indexes.agreement(collection)
            #expect(agreement.missing == 0 && agreement.surplus == 0 && agreement.graph == agreement.sqlite)
        }
    }

    @Test func anIndexThatIsBehindCannotBringTheForgottenBackToDisk() async throws {
        let fixture = try StoreFixture()
        try fixture.load(Self.rows(seed: 6))
        try fixture.embed()
        let indexes = IndexSet(store: fixture.store)
        let stale = try await indexes.graphIndex(.turns)
        let vectors = try Self.vectors(fixture)
        try await Forgetting(store: fixture.store).forget(Self.person, now: Self.now)
        try await indexes.save()
        #expect(stale.count > 0)
        let bytes = try StoreBytes(fixture.folder.url)
        for vector in vectors { #expect(bytes.files(withPartOf: vector) == []) }
    }

    @Test func aVectorThatIsReadyAfterTheForgettingIsNotStored() async throws {
        let fixture = try StoreFixture()
        try fixture.load(Self.rows(seed: 8))
        let generation = try fixture.embed()
        var logs = RandomLogs(seed: 9)
        try fixture.load([
            LogRow(
                chatterName: "Chatter1", modelName: Self.person.modelName, fanMessage: "\(Self.marker) again",
                chatterMessage: "", price: 0, purchased: false, fanID: Self.person.fanID,
                datetime: Timestamp(nanoseconds: 1_744_900_000_000_000_000), tips: 0, revenue: 0)
        ])
        let pending = try fixture.store.pending(.turns, generation: generation, limit: .max)
        let late = pending.map { record in
            EmbeddedRecord(record: record, contentHash: ContentHash(of: record.text), vector: logs.vector(16))
        }
        #expect(late.count == 1)
        try await Forgetting(store: fixture.store).forget(Self.person, now: Self.now)
        // A row of somebody else comes and must not get the id that was in flight.
        try fixture.load(logs.rows(30))
        #expect(try fixture.store.save(late, collection: .turns, generation: generation) == 0)
        let bytes = try StoreBytes(fixture.folder.url)
        #expect(bytes.files(withPartOf: try #require(late[0].vector)) == [])
    }

    @Test func whateverTableNamesThePairIsEmptiedOfIt() async throws {
        let fixture = try StoreFixture()
        try fixture.load(Self.rows(seed: 10))
        try fixture.store.executeForTests(
            """
            CREATE TABLE "later's" (pair_id INTEGER NOT NULL REFERENCES pairs (pair_id), profile TEXT NOT NULL);
            INSERT INTO "later's" SELECT pair_id, 'likes ' || fan_id FROM pairs;
            """)
        let count = #"SELECT count(*) FROM "later's""#
        let pairs = try fixture.store.countForTests(count)
        try await Forgetting(store: fixture.store).forget(Self.person, now: Self.now)
        #expect(try fixture.store.countForTests(count) == pairs - 1)
        #expect(try StoreBytes(fixture.folder.url).files(with: Self.person.fanID) == [])
    }

    @Test func aPairThatNobodyKnowsIsNamedAndNothingChanges() async throws {
        let fixture = try StoreFixture()
        try fixture.load(Self.rows(seed: 11))
        let error = await #expect(throws: StoreError.self) {
            try await Forgetting(store: fixture.store).forget(
                PairID(fanID: "nobody", modelName: "Model1"), now: Self.now)
        }
        #expect(error?.message == "the store holds no rows of nobody@Model1; a pair is written FAN@MODEL")
    }

    /// The forgetting came first: what a restore brought into the folder since then has to go all the same.
    @Test(arguments: ["forget", "compact", "backup"]) func whatAStoppedRestoreLeftGoesWithTheNextCommand(
        command: String
    ) async throws {
        let fixture = try StoreFixture()
        let folder = try TemporaryFolder()
        try fixture.load(Self.rows(seed: 13))
        try await Forgetting(store: fixture.store).forget(Self.person, now: Self.now)
        try fixture.folder.write(Self.marker, to: "restore.new/rapport.sqlite")
        switch command {
        case "forget": try await Forgetting(store: fixture.store).forget(Self.person, now: Self.now)
        case "compact": _ = try await Compaction(store: fixture.store).run()
        default: try Backup(store: fixture.store).write(to: folder.file("backup").path, now: Self.now)
        }
        #expect(try StoreBytes(fixture.folder.url).files(with: Self.marker) == [])
    }

    @Test func aForgettingThatWasStoppedIsFinishedByTheNextCall() async throws {
        let fixture = try StoreFixture()
        try fixture.load(Self.rows(seed: 12))
        try fixture.embed()
        try await IndexSet(store: fixture.store).save()
        let reader = try RapportStore(folder: fixture.folder.url.path, creating: false, lockTimeoutSeconds: 0)
        let impatient = try RapportStore(folder: fixture.folder.url.path, creating: false, lockTimeoutSeconds: 0)
        // A reader in the middle of a snapshot keeps the log from being emptied.
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            do {
                try reader.withRowPlaces { rows in
                    _ = rows.next()
                    let done = DispatchSemaphore(value: 0)
                    Task {
                        let error = await #expect(throws: CareError.self) {
                            try await Forgetting(store: impatient).forget(Self.person, now: Self.now)
                        }
                        #expect(error == .logInUse(seconds: 0))
                        done.signal()
                    }
                    done.wait()
                }
                continuation.resume()
            } catch { continuation.resume(throwing: error) }
        }
        #expect(try fixture.store.hasUnfinishedErasure())
        try await Forgetting(store: fixture.store).forget(Self.person, now: Self.now)
        #expect(try fixture.store.hasUnfinishedErasure() == false)
        #expect(try StoreBytes(fixture.folder.url).files(with: Self.marker) == [])
    }
}
