import Foundation
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing
import Workflow

/// What running and checking a notebook does to its file, and what it says.
@Suite struct NotebookRunTests {
    private struct Bench {
        let folder: TemporaryFolder
        let file: String
        let run: NotebookRun
        let commands: Recorder

        final class Recorder: Sendable {
            let calls = Mutex<[[String]]>([])
        }

        init(_ page: String) throws {
            folder = try TemporaryFolder()
            let store = try RapportStore(folder: folder.file("store").path, creating: true)
            file = try folder.write(page, to: "page.md").path
            let commands = Recorder()
            self.commands = commands
            let console = SQLConsole(store: store, settings: try Settings())
            run = NotebookRun(console: console, noting: { _, _ in }) { words in
                commands.calls.withLock { $0.append(words) }
                return "ran \(words.joined(separator: "|"))\n"
            }
        }

        var text: String { get throws { try String(contentsOfFile: file, encoding: .utf8) } }
    }

    private static let page =
        "```sql\nSELECT 1 AS a\n```\n\n```rapport\n# which\nrapport stats \\\n  --json\nsearch 'a b'\n```\n"

    @Test func outputsAreWrittenAndThenNothingHasChanged() async throws {
        let bench = try Bench(Self.page)
        let report = try await bench.run.run(bench.file, isCheck: false)
        #expect(report.blocks == 2)
        #expect(report.changes.map(\.line) == [1, 5])
        #expect(
            try bench.text == """
                ```sql
                SELECT 1 AS a
                ```

                ```output
                a
                ─
                1
                (1 row)
                ```

                ```rapport
                # which
                rapport stats \\
                  --json
                search 'a b'
                ```

                ```output
                ran stats|--json

                ran search|a b
                ```

                """)
        #expect(bench.commands.calls.withLock { $0 } == [["stats", "--json"], ["search", "a b"]])
        #expect(try await bench.run.run(bench.file, isCheck: true).changes == [])
    }

    @Test func aCheckSaysWhatChangedAndWritesNothing() async throws {
        let page = "```sql\nSELECT 2 AS a\n```\n\n```output\na\n─\n1\n(1 row)\n```\n"
        let bench = try Bench(page)
        let report = try await bench.run.run(bench.file, isCheck: true)
        #expect(report.changes == [.init(line: 1, old: "1", new: "2")])
        #expect(try bench.text == page)
    }

    @Test func aBlockThatFailsLeavesTheFileAsItWas() async throws {
        let page = "```sql\nSELECT 1\n```\n\n```sql\nSELECT nope\n```\n"
        let bench = try Bench(page)
        let error = await #expect(throws: NotebookError.self) { try await bench.run.run(bench.file, isCheck: false) }
        #expect(
            error?.message
                == "the block in line 5 failed: the query failed at line 1, column 8: no such column: nope")
        #expect(try bench.text == page)
    }

    @Test(arguments: [
        ("forget a@b --yes", NotebookError.command("forget", line: 1)),
        ("rapport ingest x.csv", NotebookError.command("ingest", line: 1)),
        ("stats --store /tmp/x", NotebookError.otherStore(line: 1)),
        ("search 'open", NotebookError.openQuote(line: 1)),
    ])
    func onlyCommandsThatAnswerAreRun(code: String, expected: NotebookError) async throws {
        let bench = try Bench("```rapport\n\(code)\n```\n")
        await #expect(throws: expected) { try await bench.run.run(bench.file, isCheck: false) }
        #expect(bench.commands.calls.withLock { $0 } == [])
    }

    @Test func aFileThatIsNotThereIsNamed() async throws {
        let bench = try Bench("")
        let error = await #expect(throws: NotebookError.self) {
            try await bench.run.run("/nowhere/x.md", isCheck: true)
        }
        #expect(error?.message.hasPrefix("the notebook /nowhere/x.md cannot be read: ") == true)
    }

    /// Old and new output, the tolerance, and whether they are the same.
    @Test(arguments: [
        ("a 1.000", "a 1.0009", 1e-3, true), ("a 1.000", "a 1.002", 1e-3, false), ("a 1.0", "a 1.002", 0.01, true),
        ("100%", "100.05%", 1e-3, true), ("x=3, y=4", "x=3,   y=4.0", 1e-3, true), ("-5", "5", 1e-3, false),
        ("fan_1000000", "fan_1000001", 1e-3, false), ("2025-04-09", "2025-04-10", 1e-3, false),
        ("00a1e5", "00a1e6", 1e-3, false), ("1e5", "1.0001e5", 1e-3, true), ("0", "1e-12", 1e-3, false),
        ("a\nb", "a", 1e-3, false), ("a", "a\nb", 1e-3, false), ("A", "a", 1.0, false),
        ("──  ──", "───  ──", 1e-3, true),
        ("nan", "nan", 1e-3, true), ("5", "five", 1.0, false), ("of 9.", "of 9.001.", 1e-3, true),
    ])
    func textsMustBeEqualAndNumbersNear(old: String, new: String, tolerance: Double, isSame: Bool) async throws {
        let escaped = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let bench = try Bench("```rapport tolerance=\(tolerance)\nstats\n```\n\n```output\n\(old)\n```\n")
        let run = NotebookRun(
            console: SQLConsole(
                store: try RapportStore(folder: bench.folder.file("store").path, creating: false),
                settings: try Settings()), noting: { _, _ in }
        ) { _ in escaped.joined(separator: "\n") }
        #expect(try await run.run(bench.file, isCheck: true).changes.isEmpty == isSame)
    }
}
