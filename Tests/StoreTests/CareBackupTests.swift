import Foundation
import HNSW
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing

/// Backups: one consistent state of a store, verified before it replaces anything.
@Suite struct CareBackupTests {
    static let now = CareForgettingTests.now

    private static func loaded(seed: UInt64) async throws -> (fixture: StoreFixture, logs: RandomLogs) {
        var logs = RandomLogs(seed: seed)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(120))
        try fixture.embed()
        try await IndexSet(store: fixture.store).save()
        return (fixture, logs)
    }

    /// What the index of another process finds must be what SQLite holds.
    private static func expectAgreement(_ indexes: Store.IndexSet) async throws {
        for collection in RecordCollection.allCases {
            let agreement = try await indexes.agreement(collection)
            #expect(agreement.missing == 0 && agreement.surplus == 0 && agreement.graph > 0, "\(collection)")
        }
    }

    @Test(arguments: Seeds.list(3)) func aRestoredStoreIsAsItWas(seed: UInt64) async throws {
        var (fixture, logs) = try await Self.loaded(seed: seed)
        let backups = try TemporaryFolder()
        let backup = backups.file("one").path
        let before = try fixture.contents()
        let server = IndexSet(store: try RapportStore(folder: fixture.folder.url.path, creating: false))
        let manifest = try Backup(store: fixture.store).write(to: backup, now: Self.now)
        #expect(manifest.counts.rows == 120)
        let names = RecordCollection.allCases.map { "graphs/\($0.rawValue).text.g1.hnsw" } + ["rapport.sqlite"]
        #expect(Set(manifest.files.map(\.path)).isSuperset(of: names))
        try fixture.load(logs.rows(60))
        try fixture.embed()
        try await Self.expectAgreement(server)
        let report = try await Restore(folder: fixture.folder.url.path).run(from: backup, now: Self.now)
        #expect(report.replacedStore && report.forgottenAgain == 0)
        #expect(try fixture.contents() == before)
        // The process that had the store open sees the restored one, also after it grew beyond what it was.
        try await Self.expectAgreement(server)
        try fixture.load(logs.rows(90))
        try fixture.embed()
        try await Self.expectAgreement(server)
        try await Self.expectAgreement(IndexSet(store: fixture.store) { Issue.record("built anew: \($0)") })
        #expect(try fixture.store.integrityProblems() == [])
        #expect(try fixture.store.countProblems() == [])
    }

    /// What is written into the old store while the new one is made is in the graphs of the process that wrote it, and
    /// must not stay there.
    @Test func noGraphOfTheOldStorePassesForOneOfTheRestored() async throws {
        let (fixture, logs) = try await Self.loaded(seed: 10)
        let backups = try TemporaryFolder()
        let backup = backups.file("one").path
        try Backup(store: fixture.store).write(to: backup, now: Self.now)
        let server = IndexSet(store: try RapportStore(folder: fixture.folder.url.path, creating: false))
        try await Self.expectAgreement(server)
        let hasWritten = Mutex(false)
        // A graph is put into its place after the old store was looked at, and before it is replaced.
        let meanwhile = FileLayer { call in
            guard call.operation == .rename,
                hasWritten.withLock({ hasWritten in
                    defer { hasWritten = true }
                    return !hasWritten
                })
            else { return nil }
            let isFollowed = DispatchSemaphore(value: 0)
            Task.detached(executorPreference: OwnThreads.shared) {
                var logs = logs
                try fixture.load(logs.rows(60))
                try fixture.embed()
                for collection in RecordCollection.allCases { _ = try await server.graphIndex(collection) }
                isFollowed.signal()
            }
            return isFollowed.wait(timeout: .now() + 60) == .success ? nil : ETIMEDOUT
        }
        // On a thread of its own, which it holds up.
        try await FileLayer.$current.withValue(meanwhile) {
            try await withTaskExecutorPreference(OwnThreads.shared) {
                _ = try await Restore(folder: fixture.folder.url.path).run(from: backup, now: Self.now)
            }
        }
        #expect(hasWritten.withLock { $0 })
        #expect(try fixture.store.totals().rows == 120)
        try await Self.expectAgreement(server)
    }

    /// SQLite gives no number after the largest.
    @Test func aNumberThatNoLogComesToIsRefused() async throws {
        let fixture = try await Self.loaded(seed: 11).fixture
        let backups = try TemporaryFolder()
        let backup = backups.file("one").path
        try Backup(store: fixture.store).write(to: backup, now: Self.now)
        try fixture.store.executeForTests("UPDATE sqlite_sequence SET seq = \(Int64.max) WHERE name = 'operations'")
        let before = try fixture.contents()
        let error = await #expect(throws: StoreError.self) {
            try await Restore(folder: fixture.folder.url.path).run(from: backup, now: Self.now)
        }
        #expect(error?.message.contains("restore a backup into another folder") == true)
        #expect(try fixture.contents() == before)
        let other = backups.file("other").path
        _ = try await Restore(folder: other).run(from: backup, now: Self.now)
        #expect(try RapportStore(folder: other, creating: false).totals() == fixture.store.totals())
    }

    @Test func whoeverHasTheTurnAtTheGraphsKeepsItThroughARestore() async throws {
        let fixture = try await Self.loaded(seed: 9).fixture
        let backup = try TemporaryFolder()
        try Backup(store: fixture.store).write(to: backup.file("one").path, now: Self.now)
        let turn = try await GraphTurn(of: fixture.store) {}
        _ = try await Restore(folder: fixture.folder.url.path).run(from: backup.file("one").path, now: Self.now)
        let other = Task { _ = try await GraphTurn(of: fixture.store) { withUnsafeCurrentTask { $0?.cancel() } } }
        await #expect(throws: CancellationError.self, "it waits") { try await other.value }
        withExtendedLifetime(turn) {}
    }

    @Test func aBackupBecomesAStoreWhereNoneWas() async throws {
        let fixture = try await Self.loaded(seed: 4).fixture
        let folder = try TemporaryFolder()
        let backup = folder.file("backup").path
        try Backup(store: fixture.store).write(to: backup, now: Self.now)
        let fresh = folder.file("fresh").path
        let report = try await Restore(folder: fresh).run(from: backup, now: Self.now)
        #expect(!report.replacedStore)
        let store = try RapportStore(folder: fresh, creating: false)
        #expect(try store.totals() == fixture.store.totals())
        try await Self.expectAgreement(IndexSet(store: store) { Issue.record("built anew: \($0)") })
    }

    @Test func aDamagedStoreIsReplaced() async throws {
        let fixture = try await Self.loaded(seed: 5).fixture
        let folder = try TemporaryFolder()
        let backup = folder.file("backup").path
        try Backup(store: fixture.store).write(to: backup, now: Self.now)
        let damaged = folder.file("damaged")
        try folder.write(String(repeating: "not a database ", count: 1_000), to: "damaged/rapport.sqlite")
        try folder.write("nor its log", to: "damaged/rapport.sqlite-wal")
        let report = try await Restore(folder: damaged.path).run(from: backup, now: Self.now)
        #expect(!report.replacedStore)
        let store = try RapportStore(folder: damaged.path, creating: false)
        #expect(try store.totals() == fixture.store.totals())
        #expect(try store.integrityProblems() == [])
    }

    @Test(arguments: Seeds.list(3)) func oneFlippedByteIsFoundAndNothingIsReplaced(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let fixture = try await Self.loaded(seed: seed).fixture
        let folder = try TemporaryFolder()
        let backup = folder.file("backup")
        let manifest = try Backup(store: fixture.store).write(to: backup.path, now: Self.now)
        let before = try fixture.contents()
        for file in manifest.files {
            let url = backup.appendingPathComponent(file.path)
            let bytes = try Data(contentsOf: url)
            var damaged = bytes
            damaged[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            for content in [damaged, bytes.dropLast(), Data()] {
                try content.write(to: url)
                let error = await #expect(throws: CareError.self) {
                    try await Restore(folder: fixture.folder.url.path).run(from: backup.path, now: Self.now)
                }
                guard case .damagedBackup(backup.path, let reason) = error else {
                    Issue.record("found \(String(describing: error))")
                    return
                }
                #expect(reason.contains(file.path))
            }
            try FileManager.default.removeItem(at: url)
            await #expect(throws: CareError.damagedBackup(path: backup.path, reason: "\(file.path) is missing")) {
                try await Restore(folder: fixture.folder.url.path).run(from: backup.path, now: Self.now)
            }
            try bytes.write(to: url)
        }
        #expect(try fixture.contents() == before)
        _ = try await Restore(folder: fixture.folder.url.path).run(from: backup.path, now: Self.now)
    }

    @Test func whatIsNoBackupOrFromANewerProgramIsRefused() async throws {
        let fixture = try await Self.loaded(seed: 6).fixture
        let folder = try TemporaryFolder()
        let restore = Restore(folder: fixture.folder.url.path)
        await #expect(throws: CareError.noBackup(path: folder.url.path)) {
            _ = try await restore.run(from: folder.url.path, now: Self.now)
        }
        let backup = folder.file("backup")
        try Backup(store: fixture.store).write(to: backup.path, now: Self.now)
        let manifest = backup.appendingPathComponent("manifest.json")
        let text = try String(contentsOf: manifest, encoding: .utf8)
        let version = try #require(text.firstMatch(of: #/"schema_version" : \d+/#)).output
        let changes = [
            (String(version), #""schema_version" : 99"#), (#""rapport.sqlite""#, #""../rapport.sqlite""#),
            (#""format" : 1"#, #""format" : 2"#), ("{", "["),
        ]
        for (old, new) in changes {
            #expect(text.contains(old))
            try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: manifest)
            await #expect(throws: CareError.self, "\(new)") {
                _ = try await restore.run(from: backup.path, now: Self.now)
            }
        }
    }

    @Test func aBackupGoesNeitherOverAnythingNorIntoTheStore() async throws {
        let fixture = try await Self.loaded(seed: 7).fixture
        let folder = try TemporaryFolder()
        let backup = Backup(store: fixture.store)
        let error = #expect(throws: CareError.self) { try backup.write(to: folder.url.path, now: Self.now) }
        #expect(
            error?.message
                == "\(folder.url.path) is there already; a backup is never written over, choose another folder")
        #expect(throws: CareError.self) {
            try backup.write(to: fixture.folder.file("backup").path, now: Self.now)
        }
        #expect(throws: CareError.self) {
            try backup.write(to: fixture.folder.url.deletingLastPathComponent().path, now: Self.now)
        }
    }

    /// Whoever made a backup of that name meanwhile keeps it, and so does whoever put something else there.
    @Test func aBackupThatFindsItsPlaceTakenAtTheEndLeavesWhatIsThere() async throws {
        let fixture = try await Self.loaded(seed: 77).fixture
        let folder = try TemporaryFolder()
        let path = folder.file("backup").path
        let rival = CareCalls { operation, target in
            guard operation == "rename to", target == path else { return nil }
            try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            _ = FileManager.default.createFile(atPath: path + "/theirs", contents: Data("theirs".utf8))
            return nil
        }
        #expect(throws: CareError.self) {
            try CareCalls.$current.withValue(rival) {
                try Backup(store: fixture.store).write(to: path, now: Self.now)
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["theirs"])
        #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    }

    /// A backup beside a writer is one of the states that the writer committed.
    @Test(arguments: Seeds.list(2)) func aBackupBesideAWriterIsOneState(seed: UInt64) async throws {
        let loaded = try await Self.loaded(seed: seed)
        let fixture = loaded.fixture
        let folder = try TemporaryFolder()
        let writer = Task {
            var logs = loaded.logs
            while !Task.isCancelled {
                try fixture.load(logs.rows(20, pairs: 40))
                try fixture.embed()
                await Task.yield()
            }
        }
        for round in 0..<LongRun.rounds(normally: 4, long: 40) {
            let backup = folder.file("backup\(round)").path
            let manifest = try Backup(store: fixture.store).write(to: backup, now: Self.now)
            let restored = folder.file("restored\(round)").path
            _ = try await Restore(folder: restored).run(from: backup, now: Self.now)
            let store = try RapportStore(folder: restored, creating: false)
            #expect(try store.totals().rows == manifest.counts.rows)
            #expect(try store.integrityProblems() == [])
            #expect(try store.countProblems() == [])
            try await Self.expectAgreement(IndexSet(store: store))
        }
        writer.cancel()
        try await writer.value
    }

    @Test func backupsThatHoldAPersonAreListedAndRestoringThemDoesNotBringThePersonBack() async throws {
        let fixture = try StoreFixture()
        let folder = try TemporaryFolder()
        func backup(_ name: String) throws -> String {
            let path = folder.file(name).path
            try Backup(store: fixture.store).write(to: path, now: Self.now)
            return path
        }
        let person = CareForgettingTests.person
        let rows = CareForgettingTests.rows(seed: 8)
        try fixture.load(rows.filter { $0.fanID != person.fanID })
        let without = try backup("1 without")
        try fixture.load(rows)
        try fixture.embed()
        let with = try backup("2 with")
        let broken = try backup("3 broken")
        try Data("no database".utf8).write(to: URL(fileURLWithPath: broken + "/rapport.sqlite"))
        let gone = try backup("4 gone")
        try FileManager.default.removeItem(atPath: gone)
        try await Forgetting(store: fixture.store).forget(person, now: Self.now)
        let listed = try fixture.store.backups(holding: person)
        #expect(listed.map(\.path) == [without, with, broken, gone])
        #expect(listed.map(\.holding) == [.free, .holds, .unreadable, .gone])

        let report = try await Restore(folder: fixture.folder.url.path).run(from: with, now: Self.now)
        #expect(report.forgottenAgain == 1)
        #expect(try fixture.store.pair(person) == nil)
        #expect(try fixture.load(rows).forgotten == 12)
        #expect(try fixture.store.backups(holding: person).count == 4)
        let bytes = try StoreBytes(fixture.folder.url)
        #expect(bytes.files(with: CareForgettingTests.marker) == [])
        #expect(bytes.files(with: person.fanID) == [])
    }
}
