import Foundation
import RapportCore
import Store
import TestSupport
import Testing
import Workflow

/// Pictures that a notebook draws of its queries.
@Suite struct NotebookPlotTests {
    private struct Bench {
        let folder: TemporaryFolder
        let run: NotebookRun
        let file: String

        init(_ page: String) throws {
            folder = try TemporaryFolder()
            let store = try RapportStore(folder: folder.file("store").path, creating: true)
            file = try folder.write(page, to: "page.md").path
            let console = SQLConsole(store: store, settings: try Settings())
            run = NotebookRun(console: console, noting: { _, _ in }) { _ in "" }
        }

        var text: String { get throws { try String(contentsOfFile: file, encoding: .utf8) } }
        func picture(_ number: Int = 1) throws -> String {
            try String(contentsOf: folder.file("page/plot-\(number).svg"), encoding: .utf8)
        }
    }

    private static func block(_ settings: String, _ query: String) -> String {
        "```plot\n\(settings)\n---\n\(query)\n```\n"
    }

    private static let bars = block(
        "kind: bar\nx: stage\ny: n\ntitle: Stages [all]",
        "SELECT column1 AS stage, column2 AS n FROM (VALUES ('one', 3), ('two', 1.5))")

    @Test func thePictureLiesBesideThePageWithItsFiguresBelow() async throws {
        let bench = try Bench("# Page\n\n\(Self.bars)\nText.\n")
        _ = try await bench.run.run(bench.file, isCheck: false)
        #expect(
            try bench.text == "# Page\n\n\(Self.bars)\n" + """
                ```output
                stage    n
                ─────  ───
                one      3
                two    1.5
                (2 rows)
                ```

                ![Stages \\[all\\]](page/plot-1.svg)

                Text.

                """)
        let picture = try bench.picture()
        #expect(picture.contains("Stages [all]") && picture.contains("one") && picture.contains("two"))
        let text = try bench.text
        #expect(try await bench.run.run(bench.file, isCheck: true).changes == [])
        _ = try await bench.run.run(bench.file, isCheck: false)
        #expect(try bench.text == text, "a second run changes nothing")
    }

    @Test func aCheckNoticesOtherFiguresAnotherTitleAndAPictureThatIsGone() async throws {
        let bench = try Bench(Self.bars)
        #expect(try await bench.run.run(bench.file, isCheck: true).changes.count == 1)
        #expect(!FileManager.default.fileExists(atPath: bench.folder.file("page").path), "a check writes nothing")
        _ = try await bench.run.run(bench.file, isCheck: false)
        let text = try bench.text
        for (old, new) in [("('two', 1.5)", "('two', 1.6)"), ("title: Stages", "title: Steps")] {
            try bench.folder.write(text.replacing(old, with: new), to: "page.md")
            #expect(try await bench.run.run(bench.file, isCheck: true).changes.count == 1, "\(new)")
        }
        try bench.folder.write(text, to: "page.md")
        try FileManager.default.removeItem(at: bench.folder.file("page/plot-1.svg"))
        #expect(try await bench.run.run(bench.file, isCheck: true).changes.count == 1)
    }

    @Test(arguments: [
        ("kind: scatter\nx: a\ny: b\ncolour: c", "circle"), ("kind: scatter\nx: a\ny: b\ncolour: d", "circle"),
        ("kind: scatter\nx: a\ny: b", "circle"), ("kind: line\nx: a\ny: a, b", "path"),
        ("kind: line\nx: a\ny: b\nseries: c", "path"), ("kind: bar\nx: c\ny: a", "rect"),
        ("kind: heatmap\nx: a\ny: c\nvalue: b", "rect"), ("kind: flow\nx: c\ny: d\nvalue: a", "path"),
    ])
    func everyKindIsDrawn(settings: String, element: String) async throws {
        let query = """
            SELECT value AS a, value * value - 20.5 AS b, CASE WHEN value % 2 THEN 'odd' ELSE 'even' END AS c,
                   value % 3 AS d FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12]')
            """
        let bench = try Bench(Self.block(settings, query))
        _ = try await bench.run.run(bench.file, isCheck: false)
        let picture = try bench.picture()
        #expect(picture.contains("<\(element)") || picture.contains("<polyline"))
    }

    private static func numbers(to last: Int) -> String {
        "WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n WHERE a < \(last)) SELECT a FROM n"
    }

    /// SQLite computes what no axis holds.
    @Test(arguments: ["scatter\ncolour: b", "line", "bar", "heatmap\nvalue: b", "flow\nvalue: b"])
    func numbersBeyondAnyPictureAreLeftOut(kind: String) async throws {
        let query = """
            SELECT column1 AS a, column2 AS b
            FROM (VALUES (1, 1e308), (2, 9e999), (3, 5e-324), (1e39, 2), (5, 1))
            """
        let y = kind.hasSuffix("value: b") ? "a" : "b"
        let bench = try Bench(Self.block("kind: \(kind)\nx: a\ny: \(y)", query))
        _ = try await bench.run.run(bench.file, isCheck: false)
        #expect(try bench.picture().contains(#/"-?(inf|nan)"/#) == false)
    }

    @Test func ofManyRowsTheFiguresAreSummedUp() async throws {
        let query =
            "WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n WHERE a < 500) SELECT a, -a AS b FROM n"
        let bench = try Bench(Self.block("kind: scatter\nx: a\ny: b", query))
        _ = try await bench.run.run(bench.file, isCheck: false)
        let text = try bench.text
        #expect(text.contains("500 rows:") && text.contains("-250.5"))
        #expect(text.split(separator: "\n").count < 20)
    }

    @Test func whatIsWrittenInAPictureIsText() async throws {
        let bench = try Bench(
            Self.block("kind: bar\nx: a\ny: b", "SELECT '<script>alert(1)</script>&' AS a, 1 AS b"))
        _ = try await bench.run.run(bench.file, isCheck: false)
        #expect(try !bench.picture().contains("<script"))
    }

    @Test(arguments: [
        ("kind: bar\nx: a\ny: b", "SELECT 'x' AS a, 'y' AS b", "takes numbers from 'b', and row 1"),
        ("kind: bar\nx: a\ny: c", "SELECT 'x' AS a, 1 AS b", "draws 'c', which its query does not give; it gives a, b"),
        ("kind: pie\nx: a\ny: b", "SELECT 1 AS a, 1 AS b", "one of scatter, line, bar, heatmap, flow"),
        ("kind: bar\nx: a", "SELECT 1 AS a, 1 AS b", "is a bar without 'y'"),
        ("kind: bar\nx: a\ny: b\ncolour: a", "SELECT 1 AS a, 1 AS b", "takes no 'colour'"),
        ("kind: bar\nx: a\nz: b", "SELECT 1 AS a, 1 AS b", "says 'z: b'; settings are lines"),
        ("kind: bar\nx: a\ny: b\nx: b", "SELECT 1 AS a, 1 AS b", "says 'x' twice"),
        ("kind: bar\nx: a\ny: b", "SELECT 1 AS a, 1 AS b WHERE 0", "has nothing to draw"),
        ("kind: heatmap\nx: a\ny: a\nvalue: a", NotebookPlotTests.numbers(to: 201), "would draw 201 columns, and 200"),
        ("kind: bar\nx: a\ny: a", NotebookPlotTests.numbers(to: 701), "would draw 701 bars, and 700"),
        ("kind: flow\nx: a\ny: a\nvalue: a", NotebookPlotTests.numbers(to: 21), "21 labels on the left, and 20"),
        ("kind: flow\nx: a\ny: a\nvalue: b", "SELECT 1 AS a, -1 AS b", "row 1 of its query gives less than 0"),
        (
            "kind: heatmap\nx: a\ny: a\nvalue: b", "SELECT 1 AS a, 2 AS b UNION ALL SELECT 1, 3",
            "two rows for one cell, row 2"
        ),
        ("kind: bar\nx: a\ny: b", "", "has no query below"), ("kind: bar\nx: a\ny: b", "SELECT nothing", "nothing"),
    ])
    func whatCannotBeDrawnNamesItsLineAndWhatIsWrong(settings: String, query: String, reason: String) async throws {
        let bench = try Bench("# Page\n\n" + Self.block(settings, query))
        let before = try bench.text
        let error = await #expect(throws: NotebookError.self) { try await bench.run.run(bench.file, isCheck: false) }
        let message = error?.message ?? ""
        #expect(message.contains("line 3") && message.contains(reason), "\(message)")
        #expect(try bench.text == before)
    }

    @Test func aBlockWithoutARuleBetweenSettingsAndQueryIsRefused() async throws {
        let bench = try Bench("```plot\nkind: bar\nSELECT 1\n```\n")
        await #expect(
            throws: NotebookError.plot(line: 1, reason: "has no line '---' between its settings and its query")
        ) { try await bench.run.run(bench.file, isCheck: false) }
    }
}
