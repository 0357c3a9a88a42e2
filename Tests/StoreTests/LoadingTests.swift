import Foundation
import RapportCore
import Store
import TestSupport
import Testing

@Suite struct LoadingTests {
    @Test(arguments: Seeds.list(5)) func theSameRowsTwiceAddNothing(seed: UInt64) throws {
        var logs = RandomLogs(seed: seed)
        let rows = logs.rows(120)
        let fixture = try StoreFixture()
        let first = try fixture.load(rows)
        let before = try fixture.contents()
        let second = try fixture.load(rows)
        #expect(first.added == rows.count)
        #expect(second.added == 0 && second.updated == 0 && second.unchanged == rows.count)
        #expect(try fixture.contents() == before)
    }

    @Test(arguments: Seeds.list(8)) func overlappingExportsMergeToWhatOneExportGives(seed: UInt64) throws {
        var logs = RandomLogs(seed: seed)
        // Distinct moments: the order among rows of one moment is the order of loading.
        let rows = logs.rows(150).enumerated().map { index, row in
            var row = row
            row.datetime = Timestamp(nanoseconds: row.datetime.nanoseconds + Int64(index) * 1_000_000)
            return row
        }
        let whole = try StoreFixture()
        try whole.load(rows)
        let parts = try StoreFixture()
        let shuffled = rows.shuffled(using: &logs.generator)
        try parts.load(Array(shuffled[..<90]))
        try parts.load(Array(shuffled[40..<120]))
        try parts.load(Array(shuffled[100...]))
        #expect(try parts.contents() == whole.contents())
    }

    @Test func aLateUnlockChangesTheRowAndMovesTheStages() throws {
        let start: Int64 = 1_744_156_800_000_000_000
        func rows(unlocked: Bool) -> [LogRow] {
            (0..<4).map { index in
                let isOffer = index == 1
                let purchased = isOffer && unlocked
                return LogRow(
                    chatterName: "Chatter1", modelName: "Model1", fanMessage: "hello \(index)", chatterMessage: "hi",
                    price: isOffer ? 20 : 0, purchased: purchased, fanID: "Tom_1",
                    datetime: Timestamp(nanoseconds: start + Int64(index) * 60_000_000_000), tips: 0,
                    revenue: purchased ? 20 : 0)
            }
        }
        let fixture = try StoreFixture()
        try fixture.load(rows(unlocked: false))
        #expect(try fixture.store.totals().stages == [1: 1])
        let report = try fixture.load(rows(unlocked: true))
        #expect(report.added == 0 && report.updated == 1)
        let totals = try fixture.store.totals()
        #expect(totals.stages == [1: 1, 3: 1])
        #expect(totals.revenue == 20 && totals.purchases == 1)
    }

    @Test func aRepeatedRowWithinOneFileIsKeptAsOftenAsItStands() throws {
        var logs = RandomLogs(seed: 3)
        let row = logs.rows(1)[0]
        let fixture = try StoreFixture()
        #expect(try fixture.load([row, row, row]).added == 3)
        #expect(try fixture.load([row, row]).added == 0)
        #expect(try fixture.load([row, row, row, row]).added == 1)
    }

    @Test(arguments: Seeds.list(3)) func textsComeBackByteForByte(seed: UInt64) throws {
        var logs = RandomLogs(seed: seed)
        let rows = logs.rows(80)
        let fixture = try StoreFixture()
        try fixture.load(rows)
        var stored: [LogRow] = []
        try fixture.store.forEachPair { stored += $1.map(\.row) }
        #expect(Set(stored) == Set(rows))
        #expect(stored.contains { $0.fanMessage.unicodeScalars.contains("\u{0}") })
    }

    @Test func everyStoredRowLiesInAConversationOfItsOwnPair() throws {
        var logs = RandomLogs(seed: 11)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(300))
        let places = try fixture.store.withRowPlaces { Array($0) }
        #expect(places.count == 300)
        #expect(places.allSatisfy { $0.conversationID != nil })
        let pairsOfConversation = Dictionary(grouping: places, by: \.conversationID).mapValues { Set($0.map(\.pair)) }
        #expect(pairsOfConversation.values.allSatisfy { $0.count == 1 })
    }
}

@Suite struct OpeningTests {
    @Test func aFolderWithoutAStoreSaysHowToMakeOne() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: StoreError.self) { try RapportStore(folder: folder.url.path, creating: false) }
        #expect(
            error?.message
                == "there is no store in \(folder.url.path); make one with: rapport --store \(folder.url.path) ingest FILE"
        )
    }

    @Test func aFileThatIsNoDatabaseIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write(String(repeating: "not a database ", count: 100), to: "rapport.sqlite")
        let error = #expect(throws: StoreError.self) { try RapportStore(folder: folder.url.path, creating: true) }
        guard case .notAStore = error else { Issue.record("found \(String(describing: error))"); return }
    }

    @Test func aStoreOfANewerProgramIsRefused() throws {
        let fixture = try StoreFixture()
        try fixture.store.setSchemaVersionForTests(99)
        let error = #expect(throws: StoreError.self) {
            try RapportStore(folder: fixture.folder.url.path, creating: false)
        }
        guard case .newerSchema(_, 99, _) = error else { Issue.record("found \(String(describing: error))"); return }
    }

    @Test func acknowledgedWritesAreSyncedInFull() throws {
        let fixture = try StoreFixture()
        #expect(try fixture.store.synchronousLevel() == 2)
    }
}
