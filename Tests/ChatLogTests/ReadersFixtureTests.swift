import ChatLog
import RapportCore
import Testing

@Suite("Reading what pandas 1.5, 2 and 3 write")
struct ReadersFixtureTests {
    @Test(arguments: ReaderFixtures.same)
    func everyFormGivesTheSameRows(name: String) throws {
        let expected = try ReaderFixtures.expected().rows
        let file = try LogReader.read(ReaderFixtures.path(name))
        #expect(file.rejects == RejectCounts())
        #expect(file.rowsRead == expected.count)
        #expect(file.revenueDisagreements == 0)
        try #require(file.table.count == expected.count)
        for (number, row) in expected.enumerated() {
            #expect(file.table[number].isIdentical(to: row.row), "row \(number + 1)")
        }
    }

    @Test func everyReleaseHasItsForms() {
        for release in ReaderFixtures.releases {
            #expect(ReaderFixtures.same.filter { $0.hasPrefix(release) }.count >= 55)
        }
    }

    @Test(arguments: ReaderFixtures.releases, ["pkl", "csv", "jsonl"])
    func badRowsAreCountedByReason(release: String, ending: String) throws {
        let expected = try ReaderFixtures.expected().rejects
        var rejects = RejectCounts()
        for (number, name) in expected.enumerated() {
            guard let name else { continue }
            rejects.add(try #require(RejectReason(rawValue: name)), row: number + 1)
        }
        let file = try LogReader.read(ReaderFixtures.path("\(release)/rejects.\(ending)"))
        #expect(file.rejects == rejects)
        #expect(file.rowsRead == expected.count)
        #expect(file.table.count == expected.count - rejects.total)
        #expect(file.table.purchased == [true, true, false, true, true])
        #expect(file.table.price == [10, 10, 0, 10, 0])
        #expect(file.table.revenue == [10, 10, 0, 10, 3])
        #expect(file.purchasesWithoutPrice == 1)
        #expect(file.revenueDisagreements == 1)
    }

    @Test(arguments: ReaderFixtures.releases)
    func cellsOfAWrongTypeAreRejected(release: String) throws {
        let file = try LogReader.read(ReaderFixtures.path("\(release)/mistyped.pkl"))
        #expect(file.table.count == 1)
        #expect(file.rejects.counts == [.badType: file.rowsRead - 1])
    }

    @Test(arguments: ReaderFixtures.releases)
    func aFrameWithoutRowsIsAnEmptyTable(release: String) throws {
        let file = try LogReader.read(ReaderFixtures.path("\(release)/no_rows.pkl"))
        #expect(file.rowsRead == 0)
        #expect(file.table.count == 0)
    }

    @Test(
        arguments: ReaderFixtures.releases,
        [
            ("missing_columns", "it lacks the columns 'fan_id', 'tips'; export it with all ten columns"),
            ("times_as_price", "column 'price' holds datetime64, not numbers; convert it before the export"),
            ("times_as_purchased", "column 'purchased' holds datetime64, not bools; convert it before the export"),
            ("numbers_as_fan", "column 'fan_id' holds int64, not text; convert it before the export"),
            (
                "spans_as_tips",
                "column 'tips' holds values of another kind, not what a log holds there; convert it before the export"
            ),
            (
                "periods_as_fan",
                "column 'fan_id' holds values of another kind, not what a log holds there; convert it before the export"
            ),
            (
                "period_categories_as_fan",
                "column 'fan_id' holds values of another kind, not text; convert it before the export"
            ),
            (
                "numbers_as_names",
                "it lacks the columns 'chatter_name', 'model_name', 'fan_message', 'chatter_message', 'price', 'purchased', 'fan_id', 'datetime', 'tips'; export it with all ten columns"
            ),
            ("numbers_as_time", "column 'datetime' holds float64, not times; convert it before the export"),
        ])
    func columnsThatDoNotFitAreNamed(release: String, fixture: (name: String, message: String)) throws {
        let message = readMessage(try ReaderFixtures.bytes("\(release)/\(fixture.name).pkl"))
        #expect(message == "cannot read 'log.pkl': \(fixture.message)")
    }

    @Test(
        arguments: ReaderFixtures.releases,
        [
            ("series", "it holds a pandas Series, not a pandas DataFrame of logs; pickle the DataFrame itself"),
            ("array", "it holds a numpy array, not a pandas DataFrame of logs; pickle the DataFrame itself"),
            ("list", "it holds a list, not a pandas DataFrame of logs; pickle the DataFrame itself"),
            ("buffers", "it keeps data in buffers outside the file; write it with pandas' to_pickle"),
        ])
    func picklesOfOtherThingsAreRefused(release: String, fixture: (name: String, message: String)) throws {
        let message = try #require(readMessage(ReaderFixtures.bytes("\(release)/\(fixture.name).pkl")))
        #expect(message.hasPrefix("cannot read 'log.pkl' at byte "))
        #expect(message.hasSuffix(": \(fixture.message)"))
    }

    @Test func progressGrowsToTheEndOfALargeFile() throws {
        let table = LogTable(rows: try ReaderFixtures.expected().rows.map(\.row))
        let count = 2_000
        let rows = (0..<count).map { number in
            var row = table[number % table.count]
            row.chatterMessage = String(repeating: "hello there ", count: 400)
            return row
        }
        try withLog(rows, named: "long.csv") { path in
            var reports: [Int] = []
            let file = try LogReader.read(path) { reports.append($0) }
            #expect(file.rowsRead == count)
            #expect(reports.count >= 2)
            #expect(reports == reports.sorted())
        }
    }
}
