import Conversation
import RapportCore
import TestSupport
import Testing

struct SegmentationTests {
    private let hour: Int64 = 3_600

    @Test func aGapOfExactlyFourHoursDoesNotSplit() {
        let rows = [exchange(0), exchange(4 * hour), exchange(8 * hour + 1), exchange(8 * hour + 1)]
        #expect(Segmentation().segments(of: rows).conversations == [0..<2, 2..<4])
    }

    @Test func aNanosecondOverFourHoursSplits() {
        var late = exchange(4 * hour)
        late.datetime = Timestamp(nanoseconds: late.datetime.nanoseconds + 1)
        #expect(Segmentation().segments(of: [exchange(0), late]).conversations == [0..<1, 1..<2])
    }

    @Test func theGapIsASetting() {
        let rows = [exchange(0), exchange(hour), exchange(2 * hour + 1)]
        #expect(Segmentation(gapHours: 1).segments(of: rows).conversations == [0..<2, 2..<3])
    }

    @Test func noRowsHaveNoSegments() {
        #expect(Segmentation().segments(of: []) == Segments(conversations: [], stages: []))
    }

    @Test func centuriesBetweenTwoRowsSplitToo() {
        var first = exchange(0)
        var last = exchange(0)
        first.datetime = Timestamp(nanoseconds: .min + 1)
        last.datetime = Timestamp(nanoseconds: .max)
        #expect(Segmentation().segments(of: [first, last]).conversations == [0..<1, 1..<2])
    }

    /// Sales at the given positions among six rows.
    @Test(arguments: [
        ([], [(1, 0..<6)]),
        ([0], [(1, 0..<1), (3, 1..<6)]),
        ([5], [(1, 0..<6)]),
        ([2], [(1, 0..<3), (3, 3..<6)]),
        ([1, 4], [(1, 0..<2), (2, 2..<5), (3, 5..<6)]),
        ([1, 2, 5], [(1, 0..<2), (2, 2..<6)]),
        ([0, 1], [(1, 0..<1), (2, 1..<2), (3, 2..<6)]),
    ])
    func stagesTurnAtTheFirstAndTheLastSale(sales: [Int], expected: [(Int, Range<Int>)]) {
        let rows = (0..<6).map { exchange(Int64($0), tips: sales.contains($0) ? 5 : 0) }
        let stages = Segmentation().segments(of: rows).stages
        #expect(stages.map(\.stage.rawValue) == expected.map(\.0))
        #expect(stages.map(\.rows) == expected.map(\.1))
    }

    @Test(arguments: Seeds.list(20))
    func everyRowIsInOneConversationAndOneStage(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for count in [1, 2, 3, 10, 200] {
            let rows = randomExchanges(count, using: &generator)
            let segments = Segmentation().segments(of: rows)
            #expect(segments.conversations.flatMap { Array($0) } == Array(0..<count))
            #expect(segments.stages.flatMap { Array($0.rows) } == Array(0..<count))
            for position in 1..<max(1, count) {
                let gap = rows[position].datetime.nanoseconds - rows[position - 1].datetime.nanoseconds
                let isCut = segments.conversations.contains { $0.lowerBound == position }
                #expect(isCut == (gap > 14_400_000_000_000))
            }
            for segment in segments.stages {
                for position in segment.rows {
                    #expect(segment.stage.rawValue == stage(of: position, rows))
                }
            }
        }
    }

    /// The data dictionary's words, read for one row at a time.
    private func stage(of position: Int, _ rows: [Exchange]) -> Int {
        let hasSaleBefore = rows[..<position].contains(where: \.isSale)
        let hasSaleFromHere = rows[position...].contains(where: \.isSale)
        return hasSaleBefore ? (hasSaleFromHere ? 2 : 3) : 1
    }

    @Test(arguments: Seeds.list(3))
    func aSliceIsCutAsAnArrayIs(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let rows = randomExchanges(100, using: &generator)
        #expect(Segmentation().segments(of: rows[30..<70]) == Segmentation().segments(of: Array(rows[30..<70])))
    }
}
