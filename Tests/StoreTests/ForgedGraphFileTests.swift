import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// A number of the store's own in a graph file whose checksums are right, since who forged it wrote it.
@Suite struct ForgedGraphFileTests {
    private static let name = "changes"

    private func forge(_ changes: UInt64, in file: URL) throws {
        var bytes = [UInt8](try Data(contentsOf: file))
        let sections = try IndexPageReader(bytes).sections
        let section = try #require(sections.first { $0.name == Self.name })
        withUnsafeBytes(of: changes.littleEndian) {
            bytes.replaceSubrange(section.offset..<section.offset + $0.count, with: $0)
        }
        GraphFileSeal.seal(&bytes)
        try Data(bytes).write(to: file)
    }

    private func changes(in file: URL) throws -> UInt64 {
        let bytes = try IndexPageReader([UInt8](Data(contentsOf: file))).column(Self.name, kind: 1)
        return bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }

    /// Counting on from the largest number would end the process.
    @Test(arguments: [UInt64.max, UInt64(Int.max), UInt64(Int.max) - 1])
    func aGraphThatSaysItWasChangedTooOftenIsOnlyWorn(forged: UInt64) async throws {
        var logs = RandomLogs(seed: 29)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(100))
        try fixture.embed()
        try await IndexSet(store: fixture.store).save()
        let file = fixture.folder.file("graphs/turns.text.g1.hnsw")
        try forge(forged, in: file)

        let notices = Notices()
        let index = try await IndexSet(store: fixture.store, notice: notices.add).graphIndex(.turns)
        #expect(notices.all == [], "the forged file is taken for whole: it is sealed")
        let vector = logs.vector(16)
        let ids = try index.exactSearch(VectorQuery(vector: vector, k: 10)).hits.map(\.id)
        try #require(ids.count > 2)
        try index.upsert([VectorRecord(id: ids[0], vector: vector, attributes: [:])])
        try index.delete(Array(ids[1...2]))
        try index.checkInvariants()
        #expect(try index.exactSearch(VectorQuery(vector: vector, k: 1)).hits.map(\.id) == [ids[0]])

        // The file still says so, and is built anew for it.
        let report = try await Compaction(store: fixture.store).run()
        let turns = try #require(report.graphs.first { $0.collection == .turns && $0.vector == .text })
        #expect(turns.rebuilt && turns.changedShare > 1)
        #expect(try changes(in: file) == 0)
    }
}
