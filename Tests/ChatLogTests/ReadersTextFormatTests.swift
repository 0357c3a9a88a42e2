import ChatLog
import Foundation
import RapportCore
import TestSupport
import Testing

@Suite("CSV, JSON lines and gzip")
struct ReadersTextFormatTests {
    static let header =
        "chatter_name,model_name,fan_message,chatter_message,price,purchased,fan_id,datetime,tips,revenue"
    static let row = "Chatter1,Model1,hi,hello,15.0,True,Tom_88123,2025-04-09 00:00:30,0.0,15.0"

    private func csv(_ lines: String...) throws -> LogFile {
        try readLog(lines.joined(separator: "\n"), named: "log.csv")
    }

    @Test func fieldsKeepQuotesCommasAndLineBreaks() throws {
        let fields = "Chatter1,Model1,\"a, \"\"b\"\"\r\n\nc\",\" \"\"\",15,1,\"Tom, the 1st\",2025-04-09,,"
        let file = try csv(Self.header, fields)
        #expect(file.table.fanMessage[0] == "a, \"b\"\r\n\nc")
        #expect(file.table.chatterMessage[0] == " \"")
        #expect(file.table.fanID[0] == "Tom, the 1st")
        #expect(file.table.purchased == [true])
        #expect(file.table.datetime[0].description == "2025-04-09T00:00:00")
    }

    @Test(arguments: ["\n", "\r\n"])
    func bothLineEndsAndAMissingLastOneAreFine(end: String) throws {
        let text = "\u{FEFF}" + [Self.header, Self.row, "", Self.row].joined(separator: end)
        for text in [text, text + end, text + end + end] {
            let file = try readLog(text, named: "log.csv")
            #expect(file.rowsRead == 2)
            #expect(file.table.revenue == [15, 15])
        }
    }

    @Test func aCarriageReturnInsideALineIsText() throws {
        let file = try csv(Self.header, Self.row.replacing("hi", with: "a\rb"))
        #expect(file.table.fanMessage[0] == "a\rb")
    }

    @Test func quotesInsideAPlainFieldAndTextAfterAClosingQuoteStay() throws {
        let file = try csv(Self.header, Self.row.replacing(",hi,hello,", with: ",5\" tall,\"so\" \"he\" said,"))
        #expect(file.table.fanMessage[0] == "5\" tall")
        #expect(file.table.chatterMessage[0] == "so \"he\" said")
    }

    @Test func columnsMayComeInAnyOrderAmongOthers() throws {
        let names = Self.header.split(separator: ",").reversed().joined(separator: ",extra,")
        let values = Self.row.split(separator: ",").reversed().joined(separator: ",\"x\",")
        let file = try csv(",\(names)", "0,\(values)")
        #expect(file.table[0].isIdentical(to: try csv(Self.header, Self.row).table[0]))
    }

    @Test func aRecordWithAnotherNumberOfFieldsIsRejectedAlone() throws {
        let file = try csv(Self.header, Self.row, "Chatter1,Model1", Self.row + ",more", Self.row)
        #expect(file.table.count == 2)
        #expect(file.rejects.counts == [.badType: 2])
        #expect(file.rejects.examples == [.badType: [2, 3]])
    }

    @Test func aQuoteThatNeverClosesIsAnErrorAtItsRow() {
        let text = [Self.header, Self.row, "\"Chatter1,Model1", Self.row].joined(separator: "\n")
        #expect(
            readMessage(Array(text.utf8), named: "log.csv")
                == "cannot read 'log.csv' at row 2: a quote opens and never closes; export it again")
    }

    @Test func aMissingRevenueIsComputedAndANullOneIsZero() throws {
        let without = Self.header.replacing(",revenue", with: "")
        let file = try csv(without, Self.row.replacing(",0.0,15.0", with: ",2.5"))
        #expect(file.table.revenue == [17.5])
        #expect(file.revenueDisagreements == 0)
        let null = try csv(Self.header, Self.row.replacing(",0.0,15.0", with: ",0.0,"))
        #expect(null.table.revenue == [0])
        #expect(null.revenueDisagreements == 1)
    }

    @Test func theFirstFaultInTheOrderOfReasonsCounts() throws {
        let file = try csv(
            Self.header + ",is_system",
            "c,,System: hi,,-1,maybe,!,never,0,0,true", "c,,hi,,-1,maybe,!,never,0,0,no",
            "c,,hi,,-1,maybe,f,never,0,0,",
            "c,m,hi,,-1,maybe,f,never,0,0,", "c,m,hi,,-1,maybe,f,2025-04-09,0,0,", "c,m,,,1,maybe,f,2025-04-09,0,0,",
            "c,m,,,1,,f,2025-04-09,0,0,")
        let reasons: [RejectReason] = [.system, .noFan, .noModel, .badTime, .badNumber, .badType, .empty]
        #expect(file.rejects.examples == Dictionary(uniqueKeysWithValues: reasons.enumerated().map { ($1, [$0 + 1]) }))
    }

    // MARK: JSON lines

    private static let object =
        "{\"chatter_name\":\"C\",\"model_name\":\"M\",\"fan_message\":\"hi\",\"chatter_message\":\"\",\"price\":0,"
        + "\"purchased\":false,\"fan_id\":\"F\",\"datetime\":1744156830000,\"tips\":null}"

    @Test func escapesAndSurrogatesAreDecoded() throws {
        let text = Self.object.replacing("\"hi\"", with: #""\u0041\ud83d\ude00\/\n\"\\ \ud83d x \u00e9""#)
        let file = try readLog(text, named: "log.jsonl")
        #expect(file.table.fanMessage[0] == "A\u{1F600}/\n\"\\ \u{FFFD} x é")
        #expect(file.table.datetime[0].description == "2025-04-09T00:00:30")
    }

    @Test(arguments: [
        "not json", "{", "[1]", "\"text\"", "{\"a\":1,}", "{\"a\" 1}", "{\"a\":tru}", "{} {}",
        "{\"a\":[1,{\"b\":\"]\"}",
        "{\"a\":\"\\", "1", "{'a':1}",
    ])
    func aLineThatIsNoObjectIsRejectedAlone(line: String) throws {
        let file = try readLog("\(Self.object)\n\(line)\n\n  \r\n\(Self.object)\r\n", named: "log.jsonl")
        #expect(file.table.count == 2)
        #expect(file.rejects.examples == [.badType: [2]])
    }

    @Test func valuesOfAWrongTypeAreRejectedAndUnknownKeysSkipped() throws {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        let lines = [
            Self.object.replacing("\"hi\"", with: "5"), Self.object.replacing("\"F\"", with: "7"),
            Self.object.replacing("1744156830000", with: "true"), Self.object.replacing("false", with: "[true]"),
            Self.object.replacing("1744156830000", with: "1.5"),
            Self.object.replacing("\"price\":0", with: "\"price\":-1e5"),
            Self.object.replacing("{", with: "{\"x\":{\"y\":[\"}\",\(deep)]},\"\\u0070rice\":3,"),
        ]
        let file = try readLog(lines.joined(separator: "\n"), named: "log.jsonl")
        #expect(file.rejects.examples == [.badType: [1, 2, 3, 4], .badTime: [5], .badNumber: [6]])
        #expect(file.table.count == 1)
    }

    @Test func aKeyThatNoLineHasIsAMissingColumn() {
        let text = Self.object.replacing("\"tips\"", with: "\"tip\"").replacing("\"fan_id\"", with: "\"fan\"")
        #expect(
            readMessage(Array(text.utf8), named: "log.jsonl")
                == "cannot read 'log.jsonl': it lacks the columns 'fan_id', 'tips'; export it with all ten columns")
    }

    // MARK: Formats

    @Test(
        arguments: [
            ("log.pkl", [], "it is empty; export the logs again"),
            ("log.csv", [0xFF, 0xFE, 0x61, 0], "it is UTF-16; save it as UTF-8"),
            (
                "log.json", Array("[{\"a\":1}]".utf8),
                "it is one JSON array; write an object per line, as pandas' to_json(orient='records', lines=True)"
            ),
            (
                "log.bin", Array("hello".utf8),
                "it is neither a pandas pickle, CSV nor JSON lines; export it as one of them"
            ),
            ("log.csv", Array("a,b\n1,2\n".utf8), nil),
        ] as [(String, [UInt8], String?)])
    func filesOfNoKnownFormatAreNamed(name: String, bytes: [UInt8], found: String?) {
        let found =
            found ?? "it lacks the columns 'chatter_name', 'model_name', 'fan_message', 'chatter_message', "
            + "'price', 'purchased', 'fan_id', 'datetime', 'tips'; export it with all ten columns"
        #expect(readMessage(bytes, named: name) == "cannot read '\(name)': \(found)")
    }

    @Test func pathsThatAreNoFilesAreNamed() throws {
        #expect(
            throws: LogReadError(
                file: "/nowhere/log.pkl", place: .wholeFile,
                problem: .system(step: "opening it", reason: "No such file or directory"))
        ) { try LogReader.read("/nowhere/log.pkl") }
        #expect(throws: LogReadError(file: "/tmp", place: .wholeFile, problem: .notAFile)) {
            try LogReader.read("/tmp")
        }
    }

    @Test(
        arguments: [
            ("pandas2.3/same/protocol5.pkl", "log.csv"), ("pandas2.2/same/protocol0.pkl", "log"),
            ("pandas2.2/same/iso.csv.gz", "log"), ("pandas2.2/same/iso.jsonl", "log.csv"),
        ])
    func contentDecidesBeforeTheEnding(fixture: String, name: String) throws {
        let file = try readLog(ReaderFixtures.bytes(fixture), named: name)
        #expect(file.rejects == RejectCounts())
        #expect(file.table.count == 24)
    }

    @Test func severalMembersAndPaddingUnpackLikeGzip() throws {
        let lines = Self.header + "\n" + Self.row + "\n"
        let packed = try PythonTools.run(
            code: "import gzip,sys; sys.stdout.buffer.write(b''.join(gzip.compress(part.encode()) "
                + "for part in sys.argv[1:]))",
            arguments: [lines, Self.row]
        ).standardOutput
        let file = try readLog(packed + [0, 0, 0], named: "log.csv.gz")
        #expect(file.rowsRead == 2)
    }

    @Test func damagedGzipSaysWhere() throws {
        var bytes = try ReaderFixtures.bytes("pandas2.2/same/iso.csv.gz")
        #expect(
            readMessage(bytes[..<100], named: "log.csv.gz") == "cannot read 'log.csv.gz' at byte 100: it is cut short: "
                + "1 more bytes should follow, 0 do; copy or export it again")
        bytes[bytes.count - 6] ^= 1
        let message = readMessage(bytes, named: "log.csv.gz")
        #expect(message?.hasSuffix("(incorrect data check); copy or export it again") == true)
    }

    /// Of tables that people open; a log is read again as it was.
    @Test(arguments: Seeds.list(5)) func noTextOfATableIsComputedByASpreadsheet(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["=", "+", "-", "@", "\t", "\r", "\n", "'", "a", "é", " ", ",", "\"", "1"]
        let texts = (0..<300).map { _ in
            (0..<Int.random(in: 1...4, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
                .joined()
        }
        try withTemporaryFolder { folder in
            let path = folder.file("table.csv").path
            let columns = [ExportColumn("a", .text { texts[$0] }), ExportColumn("n", .int64 { -Int64($0) - 1 })]
            try TableWriter.write(ExportTable(rowCount: texts.count, columns: columns), to: path)
            try PythonTools.run(
                code: """
                    import csv, json, sys
                    rows = list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8"), strict=True))[1:]
                    for number, (row, text) in enumerate(zip(rows, json.load(sys.stdin), strict=True)):
                        assert row == ["'" + text if text[0] in "=+-@\\t\\r\\n" else text, str(-number - 1)], (row, text)
                    """, arguments: [path], input: try JSONEncoder().encode(texts))
        }
    }

    @Test func aBombUnpacksNoFurtherThanItsLimit() throws {
        try withTemporaryFolder { folder in
            let path = folder.file("bomb.csv.gz").path
            let megabyte = String(repeating: "a", count: 1 << 20)
            let table = ExportTable(rowCount: 100, columns: [ExportColumn("a", .text { _ in megabyte })])
            try TableWriter.write(table, to: path)
            #expect(
                throws: LogReadError(file: path, place: .wholeFile, problem: .unpacksTooLarge(limit: 1_000_000))
            ) { try LogReader.read(path, unpackedLimit: 1_000_000) }
            // Without a limit of ours that of its length holds: a hundred times, and 64 MiB.
            let packed = try Data(contentsOf: URL(fileURLWithPath: path)).count
            let problem = LogReadProblem.unpacksTooLarge(limit: packed * 100 + 1 << 26)
            #expect(throws: LogReadError(file: path, place: .wholeFile, problem: problem)) {
                try LogReader.read(path)
            }
        }
        #expect(
            "\(LogReadProblem.unpacksTooLarge(limit: 5))"
                == "it unpacks to more than 5 bytes, too many for its length or for this machine; unpack or split it")
    }
}
