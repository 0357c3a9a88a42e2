import Foundation
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing

/// The graphs as derived data: they follow SQLite, and are built anew where they cannot be trusted.
@Suite struct IndexSetTests {
    private final class Notices: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private func ids(_ index: any SearchableIndex, _ query: [Float]) async throws -> [Int64] {
        try await index.search(VectorQuery(vector: query, k: 50)).hits.map(\.id)
    }

    @Test func withoutVectorsTheErrorSaysHowToMakeThem() async throws {
        let fixture = try StoreFixture()
        let indexes = IndexSet(store: fixture.store)
        let error = await #expect(throws: StoreError.self) { _ = try await indexes.index(.turns) }
        #expect(error?.message == "the collection turns has no text vectors yet; make them with: rapport embed")
    }

    @Test(arguments: Seeds.list(3)) func anIndexThatFollowedTheLogEqualsOneBuiltAnew(seed: UInt64) async throws {
        var logs = RandomLogs(seed: seed)
        let fixture = try StoreFixture()
        let followed = IndexSet(store: fixture.store)
        var rows: [LogRow] = []
        for _ in 0..<4 {
            var added = logs.rows(60)
            // Late unlocks of rows that are known.
            for index in rows.indices where rows[index].price > 0 && Bool.random(using: &logs.generator) {
                rows[index].purchased.toggle()
                rows[index].revenue = (rows[index].purchased ? rows[index].price : 0) + rows[index].tips
            }
            added += rows
            rows = added
            try fixture.load(rows.shuffled(using: &logs.generator))
            try fixture.embed()
            let fresh = IndexSet(store: fixture.store)
            try FileManager.default.removeItem(atPath: fixture.folder.url.path + "/graphs")
            for collection in RecordCollection.allCases {
                let left = try await followed.graphIndex(collection)
                let right = try await fresh.graphIndex(collection)
                #expect(left.count == right.count)
                try left.checkInvariants()
                for text in [nil, "pair_success_rate > 0.4", "success_rate is null", "stage = 3", "revenue > 20"] {
                    let filter = try text.map { try Filter(parsing: $0) }
                    let query = VectorQuery(vector: logs.vector(16), k: 1_000, filter: filter)
                    let found = try Set(left.exactSearch(query).hits.map(\.id))
                    #expect(found == Set(try right.exactSearch(query).hits.map(\.id)), "\(collection) \(text ?? "")")
                }
            }
        }
    }

    @Test func aSavedIndexIsMappedAndFollowsWhatCameAfter() async throws {
        var logs = RandomLogs(seed: 5)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(100))
        try fixture.embed()
        try await IndexSet(store: fixture.store).save()
        try fixture.load(logs.rows(50))
        try fixture.embed()
        let notices = Notices()
        let index = try await IndexSet(store: fixture.store, notice: notices.add).graphIndex(.turns)
        #expect(notices.all.isEmpty)
        let generation = try #require(try fixture.store.activeGeneration())
        #expect(index.count == (try fixture.store.vectorCounts(of: generation)[.turns]))
    }

    /// Whoever moves or removes its folder then must not meet one who still closes it.
    @Test func aStoreWhoseGraphsWereBuiltIsClosedOnceItIsLetGo() async throws {
        let folder = try await buildAndLetGo()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(names.contains("rapport.sqlite"))
        #expect(!names.contains { $0.hasPrefix("rapport.sqlite-") }, "\(names)")
    }

    private func buildAndLetGo() async throws -> TemporaryFolder {
        var logs = RandomLogs(seed: 8)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(60))
        try fixture.embed()
        let indexes = IndexSet(store: fixture.store)
        try await indexes.save()
        #expect(try await indexes.index(.turns).count > 0)
        return fixture.folder
    }

    @Test(arguments: ["flip", "padding", "padding of a chunk", "cut", "empty", "foreign"])
    func aDamagedIndexIsBuiltAnewAndSaidSo(damage: String) async throws {
        var logs = RandomLogs(seed: 6)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(100))
        try fixture.embed()
        try await IndexSet(store: fixture.store).save()
        let query = logs.vector(16)
        let before = try await ids(IndexSet(store: fixture.store).index(.turns), query)
        let file = fixture.folder.url.appendingPathComponent("graphs/turns.text.g1.hnsw")
        var bytes = try Data(contentsOf: file)
        switch damage {
        case "flip": bytes[bytes.count / 3] ^= 0x10
        // The last section, `changes`, is 8 bytes long.
        case "padding": bytes[bytes.count - 1] ^= 0x10
        case "padding of a chunk":
            let sections = try IndexPageReader([UInt8](bytes)).sections
            let section = try #require(sections.first { $0.kind == 2 && $0.length % IndexPageReader.page != 0 })
            bytes[section.offset + section.length] ^= 0x10
        case "cut": bytes = bytes.prefix(bytes.count / 2)
        case "empty": bytes = Data()
        default: bytes = Data(String(repeating: "this is no graph ", count: 1_000).utf8)
        }
        try bytes.write(to: file)
        let notices = Notices()
        let index = try await IndexSet(store: fixture.store, notice: notices.add).index(.turns)
        #expect(try await ids(index, query) == before)
        // One bit is enough, wherever it lies: checksums cover the zeros between sections too.
        #expect(notices.all.count == 1)
        #expect(notices.all.allSatisfy { $0.contains("anew") })
    }

    @Test func aGraphThatIsAheadOfSQLiteIsNotTrusted() async throws {
        var logs = RandomLogs(seed: 7)
        let old = try StoreFixture()
        try old.load(logs.rows(30))
        try old.embed()
        let newer = try StoreFixture()
        try newer.load(logs.rows(200))
        try newer.embed()
        try await IndexSet(store: newer.store).save()
        let graphs = "/graphs"
        try? FileManager.default.removeItem(atPath: old.folder.url.path + graphs)
        try FileManager.default.copyItem(
            atPath: newer.folder.url.path + graphs, toPath: old.folder.url.path + graphs)
        let notices = Notices()
        let index = try await IndexSet(store: old.store, notice: notices.add).graphIndex(.turns)
        let generation = try #require(try old.store.activeGeneration())
        #expect(index.count == (try old.store.vectorCounts(of: generation)[.turns]))
        #expect(notices.all.count == 1)
    }
}
