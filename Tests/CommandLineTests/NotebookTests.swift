import Foundation
import TestSupport
import Testing

/// `rapport notebook run` as people run it, and the pages that we ship.
@Suite struct NotebookTests {
    private func run(_ arguments: [String]) throws -> ProcessOutput {
        try RapportBinary.run(["--store", SampleStore.folder.path, "notebook", "run"] + arguments)
    }

    @Test(arguments: ["segmentation", "search-modes", "stages", "best-fans", "a-against-b", "scale-out"])
    func everyPageHoldsWhatItsQueriesAnswer(page: String) throws {
        let output = try run([RepositoryRoot.file("notebooks-md/\(page).md").path, "--check"])
        #expect(output.succeeded, "\(output.text)\(output.errorText)")
        #expect(output.text.contains("no output changed"))
    }

    @Test func aPageIsRunInPlaceAndThenHolds() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "# Stages\n\n```sql\nSELECT count(*) AS n FROM stages\n```\n\n```rapport\nsql 'SELECT 1 AS one' --csv\n```\n",
            to: "page.md")
        let report = try run([file.path])
        #expect(report.succeeded, "\(report.errorText)")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(
            text == """
                # Stages

                ```sql
                SELECT count(*) AS n FROM stages
                ```

                ```output
                  n
                ───
                335
                (1 row)
                ```

                ```rapport
                sql 'SELECT 1 AS one' --csv
                ```

                ```output
                one
                1
                ```

                """)
        #expect(try run([file.path, "--check"]).status == .exited(0))
        try folder.write(text.replacing("335", with: "336"), to: "page.md")
        let near = try run([file.path, "--check"])
        #expect(near.status == .exited(1))
        #expect(near.text.contains("line 3:\n  - 336\n  + 335\n"))
    }

    @Test func aPageReadsFiguresThatCameWithItAndNoOtherFile() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"speed": 12}"#, to: "page/run.json")
        try folder.write(#"{"secret": 1}"#, to: "other.json")
        let good = try folder.write("```sql\nSELECT figures('run') ->> 'speed' AS speed\n```\n", to: "page.md")
        #expect(try run([good.path]).succeeded)
        #expect(try String(contentsOf: good, encoding: .utf8).contains("   12\n"))
        for name in ["../other", "other", "/etc/passwd", "", "run.json"] {
            let bad = try folder.write("```sql\nSELECT figures('\(name)')\n```\n", to: "page.md")
            let output = try run([bad.path])
            #expect(output.status == .exited(1))
            #expect(
                output.errorText.contains("a JSON file in the folder page beside the notebook"), "\(output.errorText)")
        }
    }

    @Test func aCommandThatFailsNamesItsBlock() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("```rapport\nsimilar nobody@Model1\n```\n", to: "page.md")
        let output = try run([file.path])
        #expect(output.status == .exited(1))
        #expect(
            output.errorText
                == "rapport: the block in line 1 failed: the store holds no rows of nobody@Model1; a pair is written FAN@MODEL\n"
        )
    }

    @Test func theReportIsJSONToo() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("```sql\nSELECT 1\n```\n", to: "page.md")
        let output = try run([file.path, "--check", "--json"])
        #expect(output.status == .exited(1))
        let report = try JSONSerialization.jsonObject(with: output.standardOutput) as? [String: Any]
        #expect(report?["blocks"] as? Int == 1)
        #expect((report?["changes"] as? [[String: Any]])?.first?["line"] as? Int == 1)
    }
}
