import Testing
import Workflow

/// How a Markdown file is read as a notebook, and written again.
@Suite struct NotebookPageTests {
    private static let page = """
        # Title

        ```sql
        SELECT 1
        ```

        ```output
        old
        ```

        Text with `sql` in it.

        ~~~rapport tolerance=0.05
        stats
        search "x"
        ~~~
        ````md
        ```sql
        SELECT 'an example'
        ```
        ````
        ```sh
        rm -rf /
        ```
        """

    @Test func blocksAreFoundWithTheirOutputsAndTolerances() throws {
        let blocks = try NotebookPage(parsing: Self.page).blocks
        #expect(
            blocks == [
                .init(language: .sql, code: "SELECT 1", line: 3, tolerance: 1e-3, output: "old"),
                .init(language: .rapport, code: "stats\nsearch \"x\"", line: 13, tolerance: 0.05, output: nil),
            ])
    }

    @Test func outputsAreReplacedAndNothingElseChanges() throws {
        let page = try NotebookPage(parsing: Self.page)
        let text = page.text(with: ["new", "```\nfenced\n```"])
        #expect(
            text
                == Self.page.replacing("old", with: "new").replacing(
                    "search \"x\"\n~~~", with: "search \"x\"\n~~~\n\n````output\n```\nfenced\n```\n````"))
        let again = try NotebookPage(parsing: text)
        #expect(again.blocks.map(\.output) == ["new", "```\nfenced\n```"])
        #expect(again.text(with: ["new", "```\nfenced\n```"]) == text)
    }

    @Test func aPageWithoutBlocksStaysAsItIs() throws {
        for text in ["", "\n", "a\r\nb\r\n", "```\nopen", "   ```text\nx\n   ```", "`` `sql` ``"] {
            #expect(try NotebookPage(parsing: text).text(with: []) == text)
        }
    }

    @Test func linesThatEndInCarriageReturnsAreRead() throws {
        let page = try NotebookPage(parsing: "```sql\r\nSELECT 1\r\n```\r\nmore\r\n")
        #expect(page.blocks.map(\.language) == [.sql])
    }

    @Test func whatCannotBeReadIsNamedWithItsLine() {
        #expect(throws: NotebookError.openBlock(line: 2)) { try NotebookPage(parsing: "a\n```sql\nSELECT 1") }
        let error = #expect(throws: NotebookError.unknownInfo("tolerance=2", line: 1)) {
            try NotebookPage(parsing: "```sql tolerance=2\n```")
        }
        #expect(
            error?.message
                == "line 1 says 'tolerance=2'; a block's language can be followed by tolerance=0.01, from 0 to 1")
        #expect(throws: NotebookError.unknownInfo("quiet", line: 1)) {
            try NotebookPage(parsing: "```rapport quiet\n```")
        }
    }
}
