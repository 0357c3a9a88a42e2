import Foundation
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing

/// Graphs that more than one process saves.
@Suite struct GraphSaveTests {
    private let graph = GraphID(generation: 1, collection: .turns, vector: .text)

    private let name = "graphs/turns.text.g1.hnsw"

    private func file(_ fixture: StoreFixture) -> URL { fixture.folder.file(name) }

    /// A closed store with vectors and saved graphs.
    private func saved(_ logs: inout RandomLogs) async throws -> TemporaryFolder {
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(60))
        try fixture.embed()
        try await IndexSet(store: fixture.store).save()
        return fixture.folder
    }

    /// What another process saved meanwhile stays: the log may be cut behind it.
    @Test func anOlderGraphDoesNotTakeANewerOnesPlace() async throws {
        var logs = RandomLogs(seed: 1)
        let fixture = try StoreFixture(opening: try await saved(&logs))
        try fixture.load(logs.rows(20))
        try fixture.embed()
        let slow = IndexSet(store: fixture.store)
        let newer: Data
        do {
            let lock = try HeldGraphLock(fixture)
            // On a thread of its own, which it holds up.
            let saving = Task(executorPreference: OwnThreads.shared) { try await slow.save() }
            try await lock.awaitWaiter()
            try fixture.load(logs.rows(20))
            try fixture.embed()
            // Only the first to come waits for a lock that is given back; so this one is made elsewhere.
            newer = try await graphOfCopy(of: fixture)
            try newer.write(to: file(fixture))
            _ = consume lock
            try await saving.value
        }
        #expect(try Data(contentsOf: file(fixture)) == newer)
        try await fixture.expectAgreement(IndexSet(store: fixture.store), "opened anew")
    }

    /// The graph that a store of the same contents saves.
    private func graphOfCopy(of fixture: StoreFixture) async throws -> Data {
        let folder = try TemporaryFolder()
        for name in ["rapport.sqlite", "rapport.sqlite-wal"] {
            try FileManager.default.copyItem(at: fixture.folder.file(name), to: folder.file(name))
        }
        try await IndexSet(store: RapportStore(folder: folder.url.path, creating: false)).save()
        return try Data(contentsOf: folder.file(name))
    }

    /// A graph that had to be built anew answers while another process holds the files, and is saved later.
    @Test func nobodyWaitsForAnotherToSave() async throws {
        var logs = RandomLogs(seed: 2)
        let fixture = try StoreFixture(opening: try await saved(&logs))
        try FileManager.default.removeItem(at: file(fixture))
        let indexes = IndexSet(store: fixture.store)
        let lock = try HeldGraphLock(fixture)
        let answered = Atomic(0)
        let answering = Task(executorPreference: OwnThreads.shared) {
            answered.store(try await indexes.graphIndex(.turns).count, ordering: .releasing)
        }
        // By looks and not by the clock, which goes on while other tests hold up all threads.
        for _ in 0..<3_000 where answered.load(ordering: .acquiring) == 0 {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(answered.load(ordering: .acquiring) > 0, "it waited for the lock")
        _ = consume lock
        try await answering.value
        #expect(!FileManager.default.fileExists(atPath: file(fixture).path))
        try await indexes.save()
        #expect(FileManager.default.fileExists(atPath: file(fixture).path))
    }

    /// SQLite's file may have been put back to what it was. A graph from then on is not of this store, and is not taken
    /// for one when the log has become as long again.
    @Test func aGraphFromAheadIsNeverTrustedLater() async throws {
        var logs = RandomLogs(seed: 3)
        let folder = try await saved(&logs)
        let behind = try StoreFixture(copyOf: folder)
        let ahead = try StoreFixture(opening: folder)
        try ahead.load(logs.rows(20))
        try ahead.embed()
        try await IndexSet(store: ahead.store).save()
        try Data(contentsOf: file(ahead)).write(to: file(behind))
        do {
            // So that what is built anew cannot take its place.
            let lock = try HeldGraphLock(behind)
            let notices = Notices()
            _ = try await IndexSet(store: behind.store, notice: notices.add).graphIndex(.turns)
            #expect(notices.all.count == 1 && notices.all.allSatisfy { $0.contains("ahead of SQLite") })
            _ = consume lock
        }
        let length = try ahead.store.vectorCount(of: graph).sequence
        while try behind.store.vectorCount(of: graph).sequence <= length {
            try behind.load(logs.rows(20))
            try behind.embed()
        }
        try await behind.expectAgreement(IndexSet(store: behind.store), "with other operations")
    }
}
