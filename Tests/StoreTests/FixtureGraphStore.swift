import Foundation
import HNSW
import RapportCore
import Store
import TestSupport

/// A store whose saved graph of turns holds what `StoreGraphFixture` says, and came to it by all that changes a graph:
/// records were inserted, replaced and deleted, slots used again, attributes changed and costs measured.
struct FixtureGraphStore {
    let fixture: StoreFixture
    /// Records that were replaced or deleted.
    let changes: Int

    init() async throws {
        let fixture = try StoreFixture()
        var logs = RandomLogs(seed: 91)
        try fixture.load(logs.rows(12))
        try fixture.embed(.turns, dimension: StoreGraphFixture.dimension)
        let indexes = IndexSet(store: fixture.store)
        let index = try await indexes.graphIndex(.turns)
        changes = try Self.fill(index)
        // A clock that goes on by a millisecond whenever it is looked at.
        var looks = 0
        index.graph.measureCosts {
            looks += 1
            return .milliseconds(looks)
        }
        // The log goes on with records of another graph: this one is worth saving again.
        try fixture.embed(.conversations, dimension: StoreGraphFixture.dimension)
        try await indexes.save()
        self.fixture = fixture
    }

    var file: URL { fixture.folder.file("graphs/turns.text.g1.hnsw") }

    /// Puts the fixture's records in the place of those that the index holds.
    ///
    /// - Returns: how many were replaced or deleted.
    private static func fill(_ index: GraphIndex) throws -> Int {
        let others = index.graph.labels
        let early = StoreGraphFixture.inserted.prefix(180)
        let late = StoreGraphFixture.inserted.dropFirst(early.count)
        let replaced = early.filter { $0 % 10 == 3 }
        let updated = early.filter { $0 % 8 == 1 }
        // One by one: with several threads at work the links would depend on chance.
        for number in early {
            var first = record(number)
            if replaced.contains(number) { first.vector = StoreGraphFixture.vector(number + 1_000) }
            if updated.contains(number) { first.attributes = StoreGraphFixture.attributes(number + 1_000) }
            try index.upsert([first])
        }
        for number in replaced {
            var second = record(number)
            if updated.contains(number) { second.attributes = StoreGraphFixture.attributes(number + 2_000) }
            try index.upsert([second])
        }
        try index.delete(others + early.filter(StoreGraphFixture.isDeleted).map(StoreGraphFixture.label))
        index.updateAttributes(
            updated.map {
                AttributeRecord(id: StoreGraphFixture.label($0), attributes: StoreGraphFixture.attributes($0))
            })
        for number in late { try index.upsert([record(number)]) }
        try index.delete(late.filter(StoreGraphFixture.isDeleted).map(StoreGraphFixture.label))
        let deleted = StoreGraphFixture.inserted.filter(StoreGraphFixture.isDeleted)
        return others.count + replaced.count + deleted.count
    }

    static func record(_ number: Int) -> VectorRecord {
        VectorRecord(
            id: StoreGraphFixture.label(number), vector: StoreGraphFixture.vector(number),
            attributes: StoreGraphFixture.attributes(number))
    }
}

extension StoreFixture {
    /// Gives up to `limit` pending records of one collection a vector, any.
    func embed(_ collection: RecordCollection, limit: Int = .max, dimension: Int) throws {
        let generation = try store.generation(embedder: "test", dimension: dimension)
        let pending = try store.pending(collection, generation: generation, limit: limit)
        var logs = RandomLogs(seed: 93)
        let embedded = pending.map { record in
            EmbeddedRecord(record: record, contentHash: ContentHash(of: record.text), vector: logs.vector(dimension))
        }
        try store.save(embedded, collection: collection, generation: generation)
    }
}
