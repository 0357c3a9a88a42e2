import Conversation
import RapportCore
import TestSupport
import Testing

struct ContaminationCheckTests {
    private typealias StoredRow = ContaminationCheck.StoredRow

    private func stored(_ rowID: Int64, _ fan: String, _ model: String, in conversation: Int64?) -> StoredRow {
        StoredRow(rowID: rowID, rowPair: PairID(fanID: fan, modelName: model), conversationID: conversation)
    }

    @Test func conversationsThatKeepToTheirPairAreClean() {
        let check = ContaminationCheck([
            stored(1, "Tom", "M1", in: 10), stored(2, "Tom", "M1", in: 10), stored(3, "Tom", "M2", in: 11),
        ])
        #expect(check.isClean)
        #expect(check.conversations == 2)
    }

    @Test func rowsOfTwoModelsAreFoundInAnyOrder() {
        let check = ContaminationCheck([
            stored(1, "Tom", "M1", in: 10), stored(2, "Ann", "M1", in: 11), stored(3, "Tom", "M2", in: 10),
            stored(4, "Tom", "M3", in: 10),
        ])
        #expect(check.crossModel == 1)
        #expect(check.crossPair == 1)
        #expect(!check.isClean)
    }

    @Test func rowsOfTwoFansOfOneModelAreAnotherPair() {
        let check = ContaminationCheck([stored(1, "Tom", "M1", in: 10), stored(2, "Ann", "M1", in: 10)])
        #expect(check.crossModel == 0)
        #expect(check.crossPair == 1)
        #expect(!check.isClean)
    }

    @Test func rowsOfTwoConversationsAndOfNoneAreCounted() {
        let check = ContaminationCheck([
            stored(1, "Tom", "M1", in: 10), stored(1, "Tom", "M1", in: 11), stored(1, "Tom", "M1", in: 12),
            stored(2, "Tom", "M1", in: nil),
        ])
        #expect(check.sharedRows == 1)
        #expect(check.looseRows == 1)
        #expect(!check.isClean)
    }

    /// What segmentation makes is clean; one row moved to a conversation of another model is not.
    @Test(arguments: Seeds.list(5))
    func segmentationIsCleanUntilARowIsMoved(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let logs = (0..<300).map { _ in
            row(
                ["Tom", "Ann", "Bob"].randomElement(using: &generator) ?? "",
                ["M1", "M2"].randomElement(using: &generator) ?? "", Int64.random(in: 0..<900_000, using: &generator))
        }
        let pairs = SortedPairs(LogTable(rows: logs))
        var rows = pairs.indices.flatMap { position -> [StoredRow] in
            let exchanges = pairs.exchanges(position)
            return Segmentation().segments(of: exchanges).conversations.flatMap { range in
                let id = StableID.conversation(pairs[position].pair, startedAt: exchanges[range.lowerBound].datetime)
                return pairs[position].rows.dropFirst(range.lowerBound).prefix(range.count).map {
                    StoredRow(rowID: Int64($0), rowPair: pairs[position].pair, conversationID: id)
                }
            }
        }
        #expect(rows.count == logs.count)
        #expect(ContaminationCheck(rows).isClean)
        let other = try #require(rows.first { $0.rowPair.modelName != rows[0].rowPair.modelName })
        rows.append(StoredRow(rowID: -1, rowPair: rows[0].rowPair, conversationID: other.conversationID))
        let check = ContaminationCheck(rows)
        #expect(check.crossModel == 1)
        #expect(check.crossPair == 1)
    }
}
