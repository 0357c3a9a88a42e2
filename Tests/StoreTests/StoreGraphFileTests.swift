import Foundation
import HNSW
import RapportCore
import Store
import TestSupport
import Testing

/// The graph's file with the columns that the store keeps in it: against the page that specifies it, and as stores of
/// earlier formats wrote it.
@Suite struct StoreGraphFileTests {
    // MARK: Today's format

    @Test func theFileThatTheStoreWritesIsWhatThePageSays() async throws {
        let written = try await FixtureGraphStore()
        let reader = try IndexPageReader([UInt8](Data(contentsOf: written.file)))
        #expect(reader.dimension == StoreGraphFixture.dimension)
        #expect(reader.records == StoreGraphFixture.records.count)
        #expect(reader.free > 0)
        #expect(reader.costs.allSatisfy { $0 > 0 })
        #expect(try reader.changes() == written.changes)
        let columns = try PageColumns(reader, of: .turns)
        for index in StoreGraphFixture.inserted {
            let slot = try reader.slot(of: StoreGraphFixture.label(index))
            #expect((slot == nil) == StoreGraphFixture.isDeleted(index))
            guard let slot else { continue }
            let expected = StoreGraphFixture.attributes(index).filter { $0.value != .null }
            #expect(columns.attributes(slot) == expected, "record \(index)")
            // The page's arithmetic takes a while.
            guard index % 8 == 0 else { continue }
            let isAlike = zip(try reader.vector(slot), StoreGraphFixture.vector(index)).allSatisfy {
                abs($0 - $1) < 2e-3
            }
            #expect(isAlike, "record \(index)")
        }
    }

    @Test(arguments: RecordCollection.allCases) func theFileOfEachCollectionIsWhatThePageSays(
        collection: RecordCollection
    ) async throws {
        var logs = RandomLogs(seed: 94)
        let fixture = try StoreFixture()
        let indexes = IndexSet(store: fixture.store)
        // Twice: attributes of what is there change, and spans that grew are deleted and come anew.
        for _ in 0..<2 {
            try fixture.load(logs.rows(100))
            try fixture.embed()
            try await indexes.save()
        }
        let file = fixture.folder.file("graphs/\(collection.rawValue).text.g1.hnsw")
        let reader = try IndexPageReader([UInt8](Data(contentsOf: file)))
        let columns = try PageColumns(reader, of: collection)
        let slots = (0..<reader.slots).filter { columns.live[$0] }
        #expect(!slots.isEmpty && slots.count == reader.records)
        let labels = try slots.map { try reader.label($0) }
        let attributes = try fixture.store.attributes(of: labels, in: collection)
        for (slot, label) in zip(slots, labels) {
            let expected = try #require(attributes[label]).filter { $0.value != .null }
            #expect(columns.attributes(slot) == expected)
        }
    }

    // MARK: Formats that were kept

    /// Makes the file of today's format where there is none yet; `Tests/HNSWTests/Fixtures/README.md` says when.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["RAPPORT_MAKE_FORMAT_FILE"] == "1"))
    func makesTheFileOfAFormatThatHasNone() async throws {
        let written = try await FixtureGraphStore()
        let format = try #require(try FormatFixtures.format(of: written.file))
        let kept = FormatFixtures.file(format)
        try #require(!FileManager.default.fileExists(atPath: kept.path), "format \(format) has its file, which stays")
        try Data(contentsOf: written.file).write(to: kept)
    }

    /// A store of today takes the file for its own, whatever format it has, answers from it and changes it.
    @Test(arguments: FormatFixtures.formatsOfStore, [0, 32 << 20])
    func aKeptFileAnswersInAStoreOfToday(format: Int, verifiedAtOnceBytes: Int) async throws {
        var logs = RandomLogs(seed: 92)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(400))
        try fixture.embed(.turns, limit: StoreGraphFixture.records.count, dimension: StoreGraphFixture.dimension)
        let generation = try #require(try fixture.store.activeGeneration())
        let held = try fixture.store.vectorCount(
            of: GraphID(generation: generation.id, collection: .turns, vector: .text))
        try #require(held.count == StoreGraphFixture.records.count, "the logs are too short")
        try fixture.folder.write(
            keptFile(format, sequence: held.sequence), to: "graphs/turns.text.g\(generation.id).hnsw")
        let notices = Notices()
        let indexes = IndexSet(
            store: fixture.store, verifiedAtOnceBytes: verifiedAtOnceBytes, notice: notices.add)
        let index = try await indexes.graphIndex(.turns)
        #expect(notices.all.isEmpty, "it was built anew: \(notices.all)")

        var records = Dictionary(
            uniqueKeysWithValues: StoreGraphFixture.records.map { ($0, StoreGraphFixture.attributes($0)) })
        try expectAnswers(of: index, holding: records)
        try index.checkInvariants()
        let returning = StoreGraphFixture.inserted.filter(StoreGraphFixture.isDeleted)
        try index.upsert(returning.map(FixtureGraphStore.record))
        for number in returning { records[number] = StoreGraphFixture.attributes(number) }
        for number in StoreGraphFixture.records.prefix(20) {
            let changed = StoreGraphFixture.attributes(number + 500)
            index.updateAttributes([AttributeRecord(id: StoreGraphFixture.label(number), attributes: changed)])
            records[number] = changed
        }
        let leaving = StoreGraphFixture.records.suffix(20)
        try index.delete(leaving.map(StoreGraphFixture.label))
        for number in leaving { records[number] = nil }
        try expectAnswers(of: index, holding: records)
        try index.checkInvariants()
    }

    /// A kept file that is as far as a store's log: one of another position would be built anew.
    private func keptFile(_ format: Int, sequence: Int64) throws -> Data {
        var bytes = [UInt8](try Data(contentsOf: FormatFixtures.file(format)))
        for index in 0..<8 { bytes[24 + index] = UInt8(truncatingIfNeeded: sequence >> (8 * index)) }
        let checksum = IndexPageReader.checksum(bytes[0..<4_092])
        for index in 0..<4 { bytes[4_092 + index] = UInt8(truncatingIfNeeded: checksum >> (8 * index)) }
        return Data(bytes)
    }

    /// Filters by each value of each attribute find who has it, and searches the nearest.
    private func expectAnswers(of index: GraphIndex, holding records: [Int: [String: AttributeValue]]) throws {
        #expect(index.count == records.count)
        let query = StoreGraphFixture.vector(2_000)
        for name in StoreGraphFixture.numberNames + StoreGraphFixture.textNames {
            for value in Set(records.values.map { $0[name] ?? .null }) {
                let filter: Filter =
                    value == .null ? .isNull(attribute: name) : .compare(attribute: name, .equal, value)
                let expected = records.filter { ($0.value[name] ?? .null) == value }.keys.map(StoreGraphFixture.label)
                let answer = try index.exactSearch(VectorQuery(vector: query, k: 1_000, filter: filter))
                #expect(answer.hits.map(\.id).sorted() == expected.sorted(), "\(filter)")
                #expect(answer.matchCount == expected.count)
            }
        }
        let models = Set(records.values.map { $0["model"] ?? .null })
        let grouped = try index.search(VectorQuery(vector: query, k: 50, groupBy: "model"))
        #expect(grouped.hits.count == models.count)
        for number in 0..<10 {
            let query = StoreGraphFixture.vector(2_000 + number)
            // As wide as the graph, so that a walk meets all.
            let hits = try index.search(VectorQuery(vector: query, k: 10, efSearch: 300)).hits
            let findings = StoreGraphFixture.findings(
                in: hits.map { (label: $0.id, similarity: $0.similarity) }, of: query, k: 10,
                among: Array(records.keys))
            #expect(findings.isEmpty, "\(findings)")
        }
    }
}

/// The columns of a file as the page gives them.
private struct PageColumns {
    let live: [Bool]
    private let numbers: [String: [Double?]]
    private let texts: [String: [String?]]

    /// Expects the columns of a collection's schema and no others, and the live slots to be those in use.
    init(_ reader: IndexPageReader, of collection: RecordCollection) throws {
        let types = collection.attributeSchema.types
        #expect(Set(reader.columnNames("n:")) == Set(types.filter { $0.value == .number }.keys))
        for prefix in ["c:", "e:", "d:"] {
            #expect(Set(reader.columnNames(prefix)) == Set(types.filter { $0.value == .text }.keys))
        }
        let live = try reader.live()
        for slot in 0..<reader.slots { #expect(live[slot] == (try reader.level(slot) != 255), "slot \(slot)") }
        self.live = live
        numbers = try Dictionary(
            uniqueKeysWithValues: reader.columnNames("n:").map { ($0, try reader.numbers($0)) })
        texts = try Dictionary(uniqueKeysWithValues: reader.columnNames("c:").map { ($0, try reader.texts($0)) })
    }

    /// What they say of the record in a slot; what is null is left out.
    func attributes(_ slot: Int) -> [String: AttributeValue] {
        var attributes: [String: AttributeValue] = [:]
        for (name, column) in numbers { attributes[name] = column[slot].map(AttributeValue.number) }
        for (name, column) in texts { attributes[name] = column[slot].map(AttributeValue.text) }
        return attributes
    }
}
