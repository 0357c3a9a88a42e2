import Foundation
import Store
import TestSupport
import Testing
import Workflow

/// A query's answer as people, spreadsheets and programs read it.
@Suite struct SQLAnswerTests {
    private static let answer = SQLAnswer(
        columns: ["name", "n", "rate", "x"],
        rows: [
            [.text("=1+2"), .integer(3), .real(0.5), .blob([1, 2, 3])],
            [.text("a|b\\\nc"), .integer(-12), .real(2.0 / 3), .null],
            [.text("👍 ok, \"yes\""), .null, .real(0.000123456), .text("<i>")],
            [.text(""), .integer(1_744_156_800_000_000_000), .real(1234.5), .real(.infinity)],
        ])

    @Test func aTableIsAlignedAndCannotSteerATerminal() {
        #expect(
            Self.answer.table == """
                name                            n       rate  x
                ────────────  ───────────────────  ─────────  ─────────
                =1+2                            3        0.5  <3 bytes>
                a|b\\⏎c                        -12     0.6667  –
                👍 ok, "yes"                    –  0.0001235  <i>
                              1744156800000000000     1234.5  inf
                (4 rows)
                """)
        let hostile = SQLAnswer(
            columns: ["a\u{1B}[2J"], rows: [[.text("\u{1B}]0;x\u{7}")], [.text(String(repeating: "x", count: 200))]])
        #expect(!hostile.table.unicodeScalars.contains("\u{1B}"))
        #expect(hostile.table.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(SQLAnswer(columns: ["a"], rows: []).table == "a\n─\n(0 rows)")
        #expect(SQLAnswer(columns: ["a"], rows: [[.integer(1)]]).table == "a\n─\n1\n(1 row)")
    }

    @Test func markdownKeepsItsCells() {
        #expect(
            Self.answer.markdown == """
                | name | n | rate | x |
                | --- | ---: | ---: | --- |
                | =1+2 | 3 | 0.5 | &lt;3 bytes> |
                | a\\|b\\\\⏎c | -12 | 0.6667 | – |
                | 👍 ok, "yes" | – | 0.0001235 | &lt;i> |
                |  | 1744156800000000000 | 1234.5 | inf |
                """)
    }

    /// Python reads back every text and number, with the apostrophe where a spreadsheet would compute.
    @Test func csvIsReadBackByPython() throws {
        let texts = ["=1+2", "+1", "-1", "@x", "\tx", "a,b", "say \"hi\"", "line\nbreak", "", "é", "1=2"]
        let answer = SQLAnswer(
            columns: ["=column", "n", "x"], rows: texts.map { [.text($0), .integer(-7), .real(0.1 + 0.2)] })
        let output = try PythonTools.run(
            code: """
                import csv, io, json, sys
                rows = list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode(), newline="")))
                texts = json.loads(sys.argv[1])
                assert rows[0] == ["'=column", "n", "x"], rows[0]
                for row, text in zip(rows[1:], texts, strict=True):
                    escaped = "'" + text if text[:1] in ("=", "+", "-", "@", "\\t") and text else text
                    assert row == [escaped, "-7", "0.30000000000000004"], row
                print("good")
                """, arguments: [try JSONOutput.text(texts)], input: Data(answer.csv.utf8))
        #expect(output.text == "good\n")
        #expect(SQLAnswer(columns: ["a"], rows: [[.null], [.text("")]]).csv == "a\n\"\"\n\"\"")
    }

    @Test func jsonHoldsRowsAsLists() throws {
        #expect(
            try JSONOutput.text(SQLAnswerJSON(Self.answer)) == """
                {"columns":["name","n","rate","x"],"rows":[["=1+2",3,0.5,{"bytes":3}],["a|b\\\\\\nc",-12,\
                0.6666666666666666,null],["👍 ok, \\"yes\\"",null,0.000123456,"<i>"],["",1744156800000000000,1234.5,null]]}
                """)
    }
}
