import Foundation
import HNSW
import RapportCore
import Store
import TestSupport
import Testing

/// Graphs that are opened without a look at every byte: what turns out damaged later is built anew, and no answer on
/// the way is wrong.
@Suite struct IndexSetFirstUseTests {
    /// A store with graphs of several chunks, and the right answers to a few queries.
    private struct Lazy {
        let fixture: StoreFixture
        var logs: RandomLogs
        let queries: [[Float]]
        let answers: [[Int64]]

        init(seed: UInt64) async throws {
            logs = RandomLogs(seed: seed)
            fixture = try StoreFixture()
            try fixture.load(logs.rows(400))
            try fixture.embed(dimension: 384)
            var logs = logs
            queries = (0..<6).map { _ in logs.vector(384) }
            let indexes = IndexSet(store: fixture.store)
            try await indexes.save()
            let index = try await indexes.graphIndex(.turns)
            answers = try queries.map { try Self.ids(index.search(VectorQuery(vector: $0, k: 10))) }
        }

        var file: URL { fixture.folder.file("graphs/turns.text.g1.hnsw") }

        func opened(_ notices: Notices = Notices()) -> Store.IndexSet {
            IndexSet(store: fixture.store, verifiedAtOnceBytes: 0, notice: notices.add)
        }

        static func ids(_ answer: VectorAnswer) -> [Int64] { answer.hits.map(\.id) }

        /// Puts the file in its place with one bit changed somewhere after its header.
        func damage(_ intact: Data, using random: inout SeededGenerator) throws {
            var damaged = intact
            let place = Int.random(in: 8_192..<intact.count, using: &random)
            damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try damaged.write(to: file, options: .atomic)
        }

        /// Whether these are the right ids, as far as two graphs of the same vectors agree.
        static func agree(_ found: [Int64], _ right: [Int64]) -> Bool {
            found.count == right.count && Set(found).intersection(right).count >= right.count - 1
        }

        /// The ids that each query finds; nil where the index says that its file is damaged.
        func ask(_ index: GraphIndex) throws -> [[Int64]?] {
            try queries.map { query in
                let outcome = Result { try index.search(VectorQuery(vector: query, k: 10)) }
                if case .failure(HNSWError.damagedFile) = outcome { return nil }
                return try Self.ids(outcome.get())
            }
        }
    }

    @Test func aWholeFileAnswersBeforeAndAfterAllWasVerified() async throws {
        var lazy = try await Lazy(seed: 71)
        let notices = Notices()
        let indexes = lazy.opened(notices)
        #expect(try lazy.ask(await indexes.graphIndex(.turns)) == lazy.answers)
        let index = try await indexes.verifiedIndex(.turns)
        #expect(try lazy.ask(index) == lazy.answers)
        try index.checkInvariants()
        try lazy.fixture.load(lazy.logs.rows(20))
        try lazy.fixture.embed(dimension: 384)
        try await indexes.save()
        #expect(try await indexes.agreement(.turns).missing == 0)
        #expect(notices.all.isEmpty)
    }

    /// A byte of a large section is changed: the searches of an index that was opened before anybody knew are right or
    /// refused, and the next index that is asked for is a new one.
    @Test(arguments: Seeds.list(2)) func damageThatTurnsUpLaterIsAnsweredByBuildingAnew(seed: UInt64) async throws {
        let lazy = try await Lazy(seed: 72)
        let intact = try Data(contentsOf: lazy.file)
        var random = SeededGenerator(seed: seed)
        for round in 0..<LongRun.rounds(normally: 40, long: 60) {
            try lazy.damage(intact, using: &random)
            let notices = Notices()
            let indexes = lazy.opened(notices)
            let comment: Comment = "seed \(seed), round \(round)"
            let index = try await indexes.graphIndex(.turns)
            for (found, right) in zip(try lazy.ask(index), lazy.answers) {
                let isNew = !notices.all.isEmpty
                #expect(found.map { $0 == right || isNew && Lazy.agree($0, right) } ?? true, comment)
            }
            let rebuilt = try await indexes.verifiedIndex(.turns)
            #expect(try await indexes.agreement(.turns).missing == 0, comment)
            try rebuilt.checkInvariants()
            for (found, right) in zip(try lazy.ask(rebuilt), lazy.answers) {
                #expect(found.map { Lazy.agree($0, right) } ?? false, comment)
            }
            #expect(notices.all.count == 1, "\(comment): \(notices.all)")
            let said = notices.all.joined()
            #expect(said.contains("is damaged") && said.contains("of turns anew from SQLite"), comment)
            // The file in its place is whole again.
            _ = try HNSWGraph.open(lazy.file.path)
        }
    }

    /// Whoever searches need not ask again.
    @Test(arguments: Seeds.list(2)) func aSearchThatMeetsDamageIsAnsweredByANewGraph(seed: UInt64) async throws {
        let lazy = try await Lazy(seed: 75)
        let intact = try Data(contentsOf: lazy.file)
        var random = SeededGenerator(seed: seed)
        for round in 0..<LongRun.rounds(normally: 20, long: 60) {
            try lazy.damage(intact, using: &random)
            let notices = Notices()
            let index = try await lazy.opened(notices).index(.turns)
            for (query, right) in zip(lazy.queries, lazy.answers) {
                let found = try await Lazy.ids(index.search(VectorQuery(vector: query, k: 10)))
                let isNew = !notices.all.isEmpty
                #expect(found == right || isNew && Lazy.agree(found, right), "seed \(seed), round \(round)")
            }
        }
    }

    /// A change and a save meet the damage before they make it look whole.
    @Test func aChangeOfADamagedGraphIsMadeToANewOne() async throws {
        var lazy = try await Lazy(seed: 73)
        var damaged = try Data(contentsOf: lazy.file)
        damaged[8_192 + 70_000] ^= 1
        try damaged.write(to: lazy.file, options: .atomic)
        let notices = Notices()
        let indexes = lazy.opened(notices)
        _ = try await indexes.graphIndex(.turns)
        try lazy.fixture.load(lazy.logs.rows(20))
        try lazy.fixture.embed(dimension: 384)
        try await indexes.save()
        #expect(notices.all.count == 1)
        let agreement = try await indexes.agreement(.turns)
        #expect(agreement.missing == 0 && agreement.surplus == 0)
        _ = try HNSWGraph.open(lazy.file.path)
    }

    /// recall@10 against SQLite's own vectors sees what a graph of its own codes cannot.
    @Test func aGraphOfWrongVectorsHasALowRecall() async throws {
        var lazy = try await Lazy(seed: 74)
        let indexes = IndexSet(store: lazy.fixture.store)
        let whole = try await indexes.sampledRecall(.turns, k: 10, queries: 50)
        #expect(whole >= 0.95)
        let index = try await indexes.graphIndex(.turns)
        let ids = try index.exactSearch(VectorQuery(vector: lazy.queries[0], k: 1_000)).hits.map(\.id)
        try index.upsert(ids.map { VectorRecord(id: $0, vector: lazy.logs.vector(384), attributes: [:]) })
        #expect(try index.sampledRecall(k: 10, queries: 50) >= 0.95)
        #expect(try await indexes.sampledRecall(.turns, k: 10, queries: 50) < 0.5)
    }
}
