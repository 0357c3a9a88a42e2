import Foundation
import PgVector
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing

/// Indexes in a server elsewhere: they hold what SQLite holds, whatever happened to either.
@Suite(.serialized) struct EngineIndexesTests {
    private static let filters = [nil, "pair_success_rate > 0.4", "success_rate is null", "stage = 3", "revenue > 20"]

    /// Everything that the engine finds with some filters is what exact search in the store's own index finds.
    private func expectSame(_ indexes: EngineIndexes, _ fixture: StoreFixture, _ logs: inout RandomLogs) async throws {
        let own = IndexSet(store: fixture.store)
        for collection in RecordCollection.allCases {
            let exact = try await own.graphIndex(collection)
            let index = try await indexes.index(collection)
            #expect(try await index.count == exact.count)
            for text in Self.filters {
                let filter = try text.map { try Filter(parsing: $0) }
                let query = VectorQuery(vector: logs.vector(16), k: 1_000, filter: filter)
                let found = try await Set(index.search(query).hits.map(\.id))
                #expect(found == Set(try exact.exactSearch(query).hits.map(\.id)), "\(collection) \(text ?? "")")
            }
        }
    }

    /// Milvus takes up its collections some seconds after it was started.
    private func waitUntilReady(_ indexes: EngineIndexes) async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while true {
            do {
                for collection in RecordCollection.allCases {
                    let index = try await indexes.index(collection)
                    _ = try await index.search(
                        VectorQuery(vector: [Float](repeating: 0.25, count: index.dimension), k: 1))
                }
                return
            } catch let error as any IndexEngineError where error.isUnreachable && ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    @Test(arguments: TestedEngine.allCases) func anEngineFollowsTheStore(tested: TestedEngine) async throws {
        let running = try tested.start()
        defer { withExtendedLifetime(running) {} }
        var logs = RandomLogs(seed: 21)
        let fixture = try StoreFixture()
        let indexes = EngineIndexes(store: fixture.store, engine: running.engine)
        var rows: [LogRow] = []
        for _ in 0..<4 {
            rows += logs.rows(60)
            for index in rows.indices where rows[index].price > 0 && Bool.random(using: &logs.generator) {
                rows[index].purchased.toggle()
                rows[index].revenue = (rows[index].purchased ? rows[index].price : 0) + rows[index].tips
            }
            try fixture.load(rows.shuffled(using: &logs.generator))
            try fixture.embed()
            try await expectSame(indexes, fixture, &logs)
        }
    }

    /// Who may not load an index has not begun to: who comes next finds nothing there and asks too, once.
    @Test func nothingIsLoadedBeforeItMayBe() async throws {
        struct Refusal: Error {}
        let server = try PostgresServer()
        let engine = PgEngine(try PgAddress(server.url))
        var logs = RandomLogs(seed: 26)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(100))
        try fixture.embed()
        let refused = EngineIndexes(store: fixture.store, engine: engine, loading: { throw Refusal() })
        await #expect(throws: Refusal.self) { try await refused.index(.turns) }
        let asked = Atomic(0)
        for _ in 0..<2 {
            let indexes = EngineIndexes(
                store: fixture.store, engine: engine, loading: { _ = asked.add(1, ordering: .relaxed) })
            #expect(try await indexes.index(.turns).count > 0)
            #expect(asked.load(ordering: .relaxed) == 1)
        }
    }

    @Test(arguments: TestedEngine.allCases) func whoComesSecondFindsItDone(tested: TestedEngine) async throws {
        let running = try tested.start()
        defer { withExtendedLifetime(running) {} }
        var logs = RandomLogs(seed: 22)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(300))
        try fixture.embed()
        let followers = (0..<4).map { _ in EngineIndexes(store: fixture.store, engine: running.engine) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for follower in followers {
                for collection in RecordCollection.allCases {
                    group.addTask { _ = try await follower.index(collection) }
                }
            }
            try await group.waitForAll()
        }
        for follower in followers { try await expectSame(follower, fixture, &logs) }
    }

    @Test(arguments: TestedEngine.allCases) func aServerThatIsKilledLosesAndDoublesNothing(tested: TestedEngine)
        async throws
    {
        let running = try tested.start()
        defer { withExtendedLifetime(running) {} }
        var logs = RandomLogs(seed: 23)
        let fixture = try StoreFixture()
        let indexes = EngineIndexes(store: fixture.store, engine: running.engine)
        if tested == .milvusLite {
            // Killed while it makes a collection, it leaves a folder over which it stumbles for ever.
            try fixture.load(logs.rows(50))
            try fixture.embed()
            _ = try await indexes.index(.turns)
        }
        for round in 0..<(tested == .postgres || tested == .shardedPostgres ? 6 : 3) {
            try fixture.load(logs.rows(200))
            try fixture.embed()
            let asking = Task { _ = try await indexes.index(.turns) }
            // Milvus takes seconds to make a collection, then tenths of one to fill it.
            let longest =
                switch tested {
                case .postgres, .milvusLite: 40
                case .shardedPostgres: 120
                case .milvus: round == 0 ? 4_000 : 400
                }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...longest, using: &logs.generator)))
            running.server(round).kill()
            do { try await asking.value } catch let error as any IndexEngineError { #expect(error.isUnreachable) }
            try running.server(round).start()
            try await waitUntilReady(indexes)
            try await expectSame(indexes, fixture, &logs)
        }
    }

    @Test(arguments: TestedEngine.allCases)
    func aServerThatIsAwayAtFirstIsFoundOnceItIsThere(tested: TestedEngine) async throws {
        let running = try tested.start()
        defer { withExtendedLifetime(running) {} }
        running.server(0).kill()
        var logs = RandomLogs(seed: 26)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(80))
        try fixture.embed()
        let indexes = EngineIndexes(store: fixture.store, engine: running.engine)
        let thrown = await #expect(throws: (any Error).self) { _ = try await indexes.index(.turns) }
        let error = thrown as? any IndexEngineError
        #expect(error?.isUnreachable == true)
        #expect(error?.message.contains("cannot be reached") == true)
        try running.server(0).start()
        try await waitUntilReady(indexes)
        try await expectSame(indexes, fixture, &logs)
    }

    @Test(arguments: TestedEngine.allCases) func whoWasForgottenIsGoneFromTheEngine(tested: TestedEngine) async throws {
        let running = try tested.start()
        defer { withExtendedLifetime(running) {} }
        var logs = RandomLogs(seed: 24)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(200))
        try fixture.embed()
        let indexes = EngineIndexes(store: fixture.store, engine: running.engine)
        _ = try await indexes.index(.turns)
        let person = try #require(try fixture.store.pairs().first?.pair)
        _ = try await Forgetting(store: fixture.store).forget(person, now: Timestamp(nanoseconds: 0))
        try await expectSame(indexes, fixture, &logs)
    }

    @Test(arguments: TestedEngine.allCases) func anotherStoresIndexIsNotTakenForOurs(tested: TestedEngine) async throws
    {
        let running = try tested.start()
        defer { withExtendedLifetime(running) {} }
        var logs = RandomLogs(seed: 25)
        let first = try StoreFixture()
        let second = try StoreFixture()
        for fixture in [first, second, first] {
            try fixture.load(logs.rows(80))
            try fixture.embed()
            let notices = Notices()
            let indexes = EngineIndexes(store: fixture.store, engine: running.engine, notice: notices.add)
            try await expectSame(indexes, fixture, &logs)
            #expect(notices.all.contains { $0.contains("loading the index of turns") })
        }
    }

    /// A walk over PostgreSQL's graph meets too few of them.
    @Test func fewMatchesAreAllComparedInPostgres() async throws {
        let (count, dimension, clusters) = (8_000, 32, 200)
        let schema = AttributeSchema(["part": .number])
        var generator = SeededGenerator(seed: 61)
        func unit(_ vector: [Float]) -> [Float] {
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return vector.map { $0 / length }
        }
        let centres = (0..<clusters).map { _ in (0..<dimension).map { _ in generator.nextNormal() } }
        func vector(_ number: Int) -> [Float] { unit(centres[number % clusters].map { $0 + generator.nextNormal() }) }
        let records = (0..<count).map { number in
            VectorRecord(
                id: Int64(number), vector: vector(number),
                attributes: ["part": .number(Double(Int.random(in: 0..<1_000, using: &generator)))])
        }
        let exact = ExactIndex(dimension: dimension, schema: schema)
        try await exact.upsert(records)

        let server = try PostgresServer()
        let index = try await PgEngine(PgAddress(server.url))
            .index(named: "narrow", owner: "test", dimension: dimension, schema: schema)
        // As a store is loaded: the graph is made at the end.
        let begun = IndexPosition(sequence: 0, loadedThrough: 0)
        try await index.restart(at: begun, from: nil)
        #expect(try await index.apply(IndexChanges(upserts: records), from: begun, to: IndexPosition(sequence: 0)))

        for (limit, plan) in [(5, "remote_exact"), (30, "remote_exact"), (500, "remote")] {
            var found = 0
            for number in 0..<40 {
                let query = VectorQuery(
                    vector: vector(number), k: 10, filter: try Filter(parsing: "part < \(limit)"), efSearch: 40)
                let answer = try await index.search(query)
                #expect(answer.plan == plan, "part < \(limit)")
                found += try await Set(answer.hits.map(\.id)).intersection(exact.search(query).hits.map(\.id)).count
            }
            if plan == "remote_exact" { #expect(found == 400, "part < \(limit)") }
        }
        withExtendedLifetime(server) {}
    }

    @Test func anAddressKeepsItsPasswordToItself() async throws {
        let address = try PgAddress("postgres://friend:s3cret@127.0.0.1:1/rapport?sslmode=disable")
        #expect(address.shown == "127.0.0.1:1/rapport")
        let error = await #expect(throws: PgError.self) {
            _ = try await PgEngine(address).index(named: "x", owner: "y", dimension: 2, schema: AttributeSchema([:]))
        }
        #expect(error?.message.contains("127.0.0.1:1/rapport cannot be reached") == true)
        #expect(error?.message.contains("s3cret") == false)
    }

    @Test(arguments: [
        "", "milvus://host", "http://host/db", "postgres://host/db?schema=x%22y", "postgres://h/d?schema=",
    ])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(throws: PgError.self) { try PgAddress(text) }
    }
}
