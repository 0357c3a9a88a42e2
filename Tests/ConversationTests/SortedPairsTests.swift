import Conversation
import RapportCore
import TestSupport
import Testing

struct SortedPairsTests {
    @Test func aLogWithoutRowsHasNoPairs() {
        let pairs = SortedPairs(LogTable(rows: []))
        #expect(pairs.isEmpty)
        #expect(pairs.newestRow == nil)
    }

    @Test(arguments: Seeds.list(10))
    func pairsComeInOrderOfBytesAndRowsInOrderOfTimeThenFile(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let fans = ["Tom", "tom", "Zo\u{EB}", "Zoe\u{308}", "😀", "\u{FFFD}", "", " ", "Tom_1", "Tom_10", "a\nb"]
        let models = ["M", "M1", "é", "e\u{301}", "\u{E000}"]
        let rows = (0..<400).map { _ in
            row(
                fans.randomElement(using: &generator) ?? "", models.randomElement(using: &generator) ?? "",
                Int64.random(in: 0..<30, using: &generator),
                fanMessage: ["", "\u{3000}", "hi"][Int.random(in: 0..<3, using: &generator)])
        }
        checkOrder(rows)
    }

    @Test func thousandsOfNamesAreToldApart() {
        let rows = (0..<20_000).map { row("fan_\($0 * 7_919 % 9_973)", "Model\($0 % 3)", Int64($0 % 11)) }
        checkOrder(rows)
    }

    private func checkOrder(_ rows: [LogRow]) {
        let table = LogTable(rows: rows)
        let expected = rows.indices.sorted { left, right in
            let (one, other) = (rows[left], rows[right])
            if one.pair != other.pair { return one.pair < other.pair }
            return (one.datetime.nanoseconds, left) < (other.datetime.nanoseconds, right)
        }
        let pairs = SortedPairs(table)
        #expect(pairs.flatMap { Array($0.rows) } == expected)
        #expect(pairs.newestRow == rows.map(\.datetime).max())
        #expect(Set(pairs.map(\.pair)).count == pairs.count)
        for (position, pair) in pairs.enumerated() {
            #expect(pair.rows.allSatisfy { rows[$0].pair == pair.pair })
            #expect(pairs.exchanges(position) == pair.rows.map { expectedExchange(rows[$0]) })
        }
    }

    private func expectedExchange(_ row: LogRow) -> Exchange {
        Exchange(
            datetime: row.datetime, price: row.price, tips: row.tips, revenue: row.revenue, purchased: row.purchased,
            hasFanMessage: !Blank.isBlank(row.fanMessage), hasChatterMessage: !Blank.isBlank(row.chatterMessage))
    }
}
