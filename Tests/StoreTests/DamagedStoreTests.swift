import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// A damaged rapport.sqlite.
///
/// SQLite keeps no checksums of its pages: that a letter or a number became another, nobody may ever notice. What
/// holds the file together is checked, so that nothing is lost or moved without a word.
@Suite struct DamagedStoreTests {
    private static let pageLength = 4_096
    private static let sectorLength = 512

    /// What is read of a store that is taken for whole.
    private struct Reading {
        /// Of each row its pair, conversation and stage.
        var places: [Int64: String]
        /// What each row says.
        var rows: [Int64: LogRow]
        /// The records with a vector of their text.
        var vectors: [RecordCollection: [Int64]] = [:]

        init(_ store: RapportStore) throws {
            let ids = try store.withRowPlaces { rows in rows.map(\.rowID) }
            let stored = try store.rows(ids: ids)
            places = stored.mapValues { "\($0.row.pair) \($0.conversationID) \($0.stage)" }
            rows = stored.mapValues(\.row)
            for collection in RecordCollection.allCases {
                let graph = GraphID(generation: 1, collection: collection, vector: .text)
                vectors[collection] = try store.vectors(of: graph, dimension: 16, limit: .max).map(\.recordID)
            }
        }
    }

    /// What becomes of a store with a damaged file.
    private enum Finding {
        /// It cannot be opened, or something in it cannot be read.
        case refused(StoreError)
        case reported([String])
        case unnoticed(Reading)

        /// - Throws: what is no `StoreError`, which nothing may throw.
        init(_ bytes: Data) throws {
            self = try withTemporaryFolder { folder -> Finding in
                try folder.write(bytes, to: "rapport.sqlite")
                do {
                    let store = try RapportStore(folder: folder.url.path, creating: false, lockTimeoutSeconds: 1)
                    let problems = try store.integrityProblems() + store.countProblems()
                    // Where there are some, rows may hold anything.
                    guard problems.isEmpty else { return .reported(problems) }
                    return .unnoticed(try Reading(store))
                } catch let error as StoreError {
                    return .refused(error)
                }
            }
        }

        /// Nil where the damage is noticed.
        var reading: Reading? {
            guard case .unnoticed(let reading) = self else { return nil }
            return reading
        }

        var isNoticed: Bool { reading == nil }
    }

    /// The file of a store that nobody has open, and what is read of it.
    private struct Intact {
        let bytes: Data
        let reading: Reading

        init(seed: UInt64) throws {
            let folder = try Self.filled(seed: seed)
            try StoreFixture.requireClosed(folder.url)
            let bytes = try Data(contentsOf: folder.file("rapport.sqlite"))
            let reading = try #require(try Finding(bytes).reading, "a whole store is found whole")
            #expect(reading.rows.count == 100 && reading.vectors.values.allSatisfy { !$0.isEmpty })
            (self.bytes, self.reading) = (bytes, reading)
        }

        private static func filled(seed: UInt64) throws -> TemporaryFolder {
            var logs = RandomLogs(seed: seed)
            var random = SeededGenerator(seed: seed)
            let fixture = try StoreFixture()
            try fixture.load(logs.rows(100))
            try fixture.embed()
            try fixture.profileSome(&random, share: 1)
            try fixture.embedProfiles()
            return fixture.folder
        }

        /// Damage is noticed, or nothing was lost or moved by it and at most so many rows say something else.
        ///
        /// - Returns: whether it is noticed.
        func expectNothingLost(_ damaged: Data, changedRows: Int = 0, _ comment: Comment) throws -> Bool {
            guard let found = try Finding(damaged).reading else { return true }
            #expect(found.places == reading.places, comment)
            #expect(found.vectors == reading.vectors, comment)
            let changed = reading.rows.count { found.rows[$0.key] != $0.value }
            #expect(changed <= changedRows, comment)
            return false
        }
    }

    @Test(arguments: Seeds.list(2)) func aFlippedBitIsNamedOrChangesOneRowAtMost(seed: UInt64) throws {
        let intact = try Intact(seed: seed)
        var random = SeededGenerator(seed: seed)
        var noticed = 0
        for round in 0..<LongRun.rounds(normally: 40, long: 200) {
            let place = Int.random(in: 0..<intact.bytes.count, using: &random)
            var damaged = intact.bytes
            damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            let comment: Comment = "seed \(seed), round \(round), byte \(place)"
            noticed += try intact.expectNothingLost(damaged, changedRows: 1, comment) ? 1 : 0
        }
        #expect(noticed > 0)
    }

    /// A sector that was never written, or came to another's place, as of a failing disk.
    @Test(arguments: Seeds.list(2)) func aLostSectorIsNamedOrMovesNothing(seed: UInt64) throws {
        let intact = try Intact(seed: seed)
        var random = SeededGenerator(seed: seed)
        var noticed = 0
        for round in 0..<LongRun.rounds(normally: 30, long: 100) {
            let sectors = intact.bytes.count / Self.sectorLength
            let (from, to) = (Int.random(in: 0..<sectors, using: &random), Int.random(in: 0..<sectors, using: &random))
            let other = intact.bytes.dropFirst(from * Self.sectorLength).prefix(Self.sectorLength)
            let sector = Bool.random(using: &random) ? Data(other) : Data(repeating: 0, count: Self.sectorLength)
            var damaged = intact.bytes
            damaged.replaceSubrange(to * Self.sectorLength..<(to + 1) * Self.sectorLength, with: sector)
            let comment: Comment = "seed \(seed), round \(round), sector \(from) to \(to)"
            noticed += try intact.expectNothingLost(damaged, changedRows: .max, comment) ? 1 : 0
        }
        #expect(noticed > 0)
    }

    /// Cut within its last page it may have lost nothing but room; it never lost a page without a word.
    @Test(arguments: Seeds.list(2)) func aFileThatWasCutIsNotTakenForWhole(seed: UInt64) throws {
        let intact = try Intact(seed: seed)
        var random = SeededGenerator(seed: seed)
        let lastPage = intact.bytes.count - Self.pageLength
        #expect(try Finding(Data()).isNoticed, "nothing is left of it")
        for round in 0..<LongRun.rounds(normally: 20, long: 100) {
            // Every other cut is near an end.
            let near = [1...Self.pageLength, lastPage...intact.bytes.count - 1].randomElement(using: &random)
            let range = round % 2 == 0 ? 1...lastPage : near ?? 1...lastPage
            let length = Int.random(in: range, using: &random)
            let isNoticed = try intact.expectNothingLost(
                intact.bytes.prefix(length), changedRows: .max, "seed \(seed), cut to \(length)")
            #expect(isNoticed || length > lastPage, "seed \(seed), cut to \(length)")
        }
    }

    /// Whatever lies on it: rows, an index, the full text, or nothing yet.
    @Test func everyLostPageOfATableOrAnIndexIsNamed() throws {
        let intact = try Intact(seed: 3)
        var lost = 0
        for start in stride(from: 0, to: intact.bytes.count, by: Self.pageLength) {
            // Pages that continue a long value, or are free, begin with a zero.
            let kind = intact.bytes[start == 0 ? 100 : start]
            guard [2, 5, 10, 13].contains(kind) else { continue }
            var damaged = intact.bytes
            damaged.resetBytes(in: start..<start + Self.pageLength)
            #expect(try Finding(damaged).isNoticed, "page \(start / Self.pageLength + 1)")
            lost += 1
        }
        #expect(lost > 30)
    }

    @Test func aBitOfTheHeaderIsNamedOrMeansNothing() throws {
        let intact = try Intact(seed: 4)
        for place in 0..<100 {
            for bit in 0..<8 where LongRun.isOn || bit == place % 8 {
                var damaged = intact.bytes
                damaged[place] ^= 1 << bit
                _ = try intact.expectNothingLost(damaged, "byte \(place), bit \(bit)")
            }
        }
    }
}
