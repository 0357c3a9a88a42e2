import Conversation
import Foundation
import RapportCore
import TestSupport
import Testing

struct RecordWriterTests {
    private func written(_ format: RecordFormat, _ fill: (inout RecordWriter) -> Void) -> String {
        var writer = RecordWriter(format, columns: ["a"])
        fill(&writer)
        writer.endRecord()
        return String(decoding: writer.bytes.dropLast(), as: UTF8.self)
    }

    @Test func csvIsWrittenAsRFC4180HasIt() {
        var writer = RecordWriter(.csv, columns: ["name", "count", "rate", "is_active", "at", "id", "none"])
        writer.writeHeader()
        writer.text("Tom, \"the\" one\n😀")
        writer.integer(-12)
        writer.number(0.1 + 0.2)
        writer.truth(true)
        writer.time(Timestamp(nanoseconds: 0))
        writer.identifier(-2)
        writer.number(nil)
        writer.endRecord()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == """
                name,count,rate,is_active,at,id,none
                "Tom, ""the"" one
                😀",-12,0.30000000000000004,true,1970-01-01T00:00:00,fffffffffffffffe,

                """)
    }

    @Test func jsonLinesSayTheSame() {
        var writer = RecordWriter(.jsonLines, columns: ["name", "count", "rate", "is_active", "at", "id", "none"])
        writer.writeHeader()
        writer.text("Tom, \"the\" one\n\u{1}\\😀")
        writer.integer(nil)
        writer.number(15)
        writer.truth(false)
        writer.time(Timestamp(nanoseconds: 0))
        writer.identifier(10)
        writer.number(nil)
        writer.endRecord()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"name":"Tom, \"the\" one\n\u0001\\😀","count":null,"rate":15.0,"is_active":false,"#
                + #""at":"1970-01-01T00:00:00","id":"000000000000000a","none":null}"# + "\n")
    }

    /// In CSV alone, numbers never: a negative one stays a number.
    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "x=1", "", "😀", "'quoted"])
    func noTextIsComputedByASpreadsheet(text: String) {
        let field = written(.csv) { $0.text(text) }
        let value = field.hasPrefix("\"") ? String(field.dropFirst().dropLast()) : field
        #expect(value == (["=", "+", "-", "@", "\t", "\r", "\n"].contains(text.prefix(1)) ? "'" + text : text))
        #expect(written(.csv) { $0.number(-1.5) } == "-1.5" && written(.csv) { $0.integer(-2) } == "-2")
    }

    @Test func wholeNumbersAreExactAtTheEnds() {
        for value in [Int.min, -1, 0, 9, 10, Int.max] {
            #expect(written(.csv) { $0.integer(value) } == "\(value)")
        }
    }

    /// Python's `repr` is the shortest that reads back.
    @Test(arguments: Seeds.list(2))
    func doublesAreAsShortAsPythons(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var values = [
            0, -0.0, 1, -1, 0.1, 1e-05, 1e-4, 123_456_789.5, 999_999_999_999_999, 69.69, 1.0 / 3, 1e22, 5e-300,
        ]
        values += (0..<2_000).map { index in
            let cents = Double(Int.random(in: 0..<10_000_000, using: &generator)) / 100
            return index % 2 == 0 ? cents : Double.random(in: 0..<60, using: &generator) / 24
        }
        let found = values.map { value in written(.csv) { $0.number(value) } }
        #expect(zip(values, found).allSatisfy { $0.bitPattern == Double($1)?.bitPattern })
        let code = "import sys; print(*[repr(float(line)) for line in sys.stdin], sep='\\n')"
        let output = try PythonTools.run(code: code, input: Data(found.joined(separator: "\n").utf8))
        #expect(output.text.split(separator: "\n").map(String.init) == found)
    }

    @Test func whatIsNoFiniteNumberIsUndefined() {
        #expect(written(.csv) { $0.number(.nan) } == "")
        #expect(written(.jsonLines) { $0.number(.infinity) } == #"{"a":null}"#)
    }

    @Test(arguments: Seeds.list(5))
    func everyTextReadsBackFromBothFormats(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "\"", ",", "\n", "\r\n", "\r", "\\", "\u{0}", "\u{1F}", "\u{7F}", "\u{2028}", "é", "😀", "a", "'", "=", "-",
        ]
        let texts = (0..<300).map { _ in
            (0..<Int.random(in: 0...6, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
                .joined()
        }
        var csv = RecordWriter(.csv, columns: ["first", "second"])
        var json = RecordWriter(.jsonLines, columns: ["first", "second"])
        for text in texts {
            for value in [text, "x"] {
                csv.text(value)
                json.text(value)
            }
            csv.endRecord()
            json.endRecord()
        }
        let code = """
            import csv, io, json, sys
            text = sys.stdin.buffer.read().decode()
            if sys.argv[1] == "csv":
                print(json.dumps([row[0] for row in csv.reader(io.StringIO(text, newline=""), strict=True)]))
            else:
                print(json.dumps([json.loads(line)["first"] for line in text.split("\\n")[:-1]]))
            """
        for (name, bytes) in [("csv", csv.bytes), ("json", json.bytes)] {
            let output = try PythonTools.run(code: code, arguments: [name], input: Data(bytes))
            let found = try JSONDecoder().decode([String].self, from: output.standardOutput)
            // CSV holds what a spreadsheet would compute behind an apostrophe.
            let expected = texts.map { text in
                name == "csv" && text.utf8.first.map { "=-\n\r".utf8.contains($0) } == true ? "'" + text : text
            }
            for (found, expected) in zip(found, expected) { #expect(Array(found.utf8) == Array(expected.utf8)) }
            #expect(found.count == expected.count)
        }
    }

    @Test(arguments: [
        ("features.csv", RecordFormat.csv), ("a.b/out.CSV", .csv), ("x.jsonl", .jsonLines), ("x.ndjson", .jsonLines),
        ("x.json", .jsonLines), ("x.pkl", nil), ("csv", nil), ("a.csv/out", nil), (".csv", nil), ("", nil),
    ])
    func theEndingNamesTheFormat(path: String, format: RecordFormat?) {
        #expect(RecordFormat(path: path) == format)
    }
}
