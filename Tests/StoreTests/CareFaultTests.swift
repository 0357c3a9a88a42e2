import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Full and broken disks under backup and restore: whichever call fails, what was there stays whole.
@Suite struct CareFaultTests {
    private static let now = CareForgettingTests.now

    private static func loaded(seed: UInt64) async throws -> StoreFixture {
        var logs = RandomLogs(seed: seed)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(60))
        try fixture.embed()
        try await IndexSet(store: fixture.store).save()
        return fixture
    }

    private static func bytes(in folder: URL) throws -> [String: Data] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try names.reduce(into: [:]) { files, name in
            let file = folder.appendingPathComponent(name)
            if !file.hasDirectoryPath { files[name] = try Data(contentsOf: file) }
        }
    }

    private static func expectWhole(_ fixture: StoreFixture, _ comment: Comment) async throws {
        #expect(try fixture.store.integrityProblems() == [], comment)
        let indexes = IndexSet(store: try RapportStore(folder: fixture.folder.url.path, creating: false))
        for collection in RecordCollection.allCases {
            let agreement = try await indexes.agreement(collection)
            #expect(agreement.missing == 0 && agreement.surplus == 0 && agreement.graph > 0, comment)
        }
    }

    @Test(arguments: CareFaults.codes) func aBackupThatFailsLeavesTheStoreAndEarlierBackupsAsTheyWere(
        code: Int32
    ) async throws {
        let fixture = try await Self.loaded(seed: 61)
        let folder = try TemporaryFolder()
        let earlier = folder.file("earlier")
        try Backup(store: fixture.store).write(to: earlier.path, now: Self.now)
        let (contents, backup) = (try fixture.contents(), try Self.bytes(in: earlier))
        let later = folder.file("later").path
        var failures = 0
        for call in 0... {
            let faults = CareFaults(at: call, code: code)
            let outcome = CareCalls.$current.withValue(faults.careCalls) {
                Result { try Backup(store: fixture.store).write(to: later, now: Self.now) }
            }
            guard faults.hasStruck else {
                _ = try outcome.get()
                break
            }
            failures += 1
            let error = #expect(throws: CareError.self) { try outcome.get() }
            #expect(error?.message.hasSuffix(": \(faults.reason)") == true, "call \(call)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["earlier"], "call \(call)")
            #expect(try fixture.store.backups(holding: CareForgettingTests.person).map(\.path) == [earlier.path])
        }
        #expect(failures > 20)
        #expect(try fixture.contents() == contents)
        #expect(try Self.bytes(in: earlier) == backup)
        try await Self.expectWhole(fixture, "after \(failures) failures")
        for place in [earlier.path, later] {
            _ = try await Restore(folder: folder.file("restored").path).run(from: place, now: Self.now)
        }
    }

    /// Either the restore says why and the store is as it was, or the store is the backup's.
    @Test(arguments: CareFaults.codes) func aRestoreThatFailsLeavesTheOldStoreOrTheNewOneWhole(
        code: Int32
    ) async throws {
        let fixture = try await Self.loaded(seed: 62)
        let folder = try TemporaryFolder()
        let backup = folder.file("backup")
        try Backup(store: fixture.store).write(to: backup.path, now: Self.now)
        let (restored, bytes) = (try fixture.contents(), try Self.bytes(in: backup))
        var failures = 0
        for call in 0... {
            var logs = RandomLogs(seed: 63)
            try fixture.load(logs.rows(30, pairs: 40))
            try fixture.embed()
            let before = try fixture.contents()
            #expect(before != restored)
            let faults = CareFaults(at: call, code: code)
            let notices = Notices()
            let restore = Restore(folder: fixture.folder.url.path, notice: notices.add)
            do {
                _ = try await CareCalls.$current.withValue(faults.careCalls) {
                    try await restore.run(from: backup.path, now: Self.now)
                }
                #expect(try fixture.contents() == restored, "call \(call)")
                #expect(notices.all.count == (faults.hasStruck ? 1 : 0), "call \(call)")
                guard faults.hasStruck else { break }
            } catch let error as CareError {
                failures += 1
                #expect(error.message.hasSuffix(": \(faults.reason)"), "call \(call): \(error)")
                #expect(try fixture.contents() == before, "call \(call)")
            }
            if call % 5 == 0 { try await Self.expectWhole(fixture, "call \(call)") }
        }
        #expect(failures > 20)
        #expect(try Self.bytes(in: backup) == bytes)
        try await Self.expectWhole(fixture, "after \(failures) failures")
    }

    /// Where no store was there is none afterwards, or a whole one, and the next restore works.
    @Test(arguments: CareFaults.codes) func aFirstRestoreThatFailsStandsInNobodysWay(code: Int32) async throws {
        let fixture = try await Self.loaded(seed: 64)
        let folder = try TemporaryFolder()
        let backup = folder.file("backup").path
        try Backup(store: fixture.store).write(to: backup, now: Self.now)
        // Two restores a call: only a long run tries each, the others every third, of each code others.
        let (first, step) = LongRun.isOn ? (0, 1) : (code == EIO ? 1 : 0, 3)
        for call in stride(from: first, to: Int.max, by: step) {
            let fresh = folder.file("fresh\(call)").path
            let faults = CareFaults(at: call, code: code)
            _ = try? await CareCalls.$current.withValue(faults.careCalls) {
                try await Restore(folder: fresh).run(from: backup, now: Self.now)
            }
            if FileManager.default.fileExists(atPath: fresh + "/rapport.sqlite") {
                let store = try RapportStore(folder: fresh, creating: false)
                #expect(try store.totals() == fixture.store.totals(), "call \(call)")
            }
            _ = try await Restore(folder: fresh).run(from: backup, now: Self.now)
            let store = try RapportStore(folder: fresh, creating: false)
            #expect(try store.totals() == fixture.store.totals(), "call \(call)")
            if !faults.hasStruck { break }
        }
    }
}
