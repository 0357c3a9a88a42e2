import Foundation
import TestSupport
import Testing

/// `rapport sql` as people run it, on the sample logs.
@Suite struct SQLTests {
    private func run(_ arguments: String..., input: String = "") throws -> ProcessOutput {
        try RapportBinary.run(
            ["--store", SampleStore.folder.path, "sql"] + arguments, input: Data(input.utf8))
    }

    @Test func everyFormatHoldsTheSameAnswer() throws {
        let query = "SELECT stage, count(*) AS n FROM stages GROUP BY stage"
        #expect(
            try run(query).text == """
                stage    n
                ─────  ───
                    1  221
                    2   42
                    3   72
                (3 rows)

                """)
        #expect(try run("-", "--csv", input: query).text == "stage,n\n1,221\n2,42\n3,72\n")
        #expect(
            try run(query, "--markdown").text
                == "| stage | n |\n| ---: | ---: |\n| 1 | 221 |\n| 2 | 42 |\n| 3 | 72 |\n")
        let json = try JSONSerialization.jsonObject(with: run(query, "--json").standardOutput) as? [String: Any]
        #expect(json?["rows"] as? [[Int]] == [[1, 221], [2, 42], [3, 72]])
    }

    @Test func anErrorIsOneLineAndExitsWithOne() throws {
        for (query, message) in [
            ("SELECT nope FROM stages", "the query failed at line 1, column 8: no such column: nope"),
            ("DELETE FROM stages", "the query would delete from stages; sql only reads"),
            (
                "SELECT * FROM knn('stages', 'text')",
                "the table function needs the argument 'query', as a value or from a table before it: "
                    + "knn(collection, vector, query, k [, filter])"
            ),
        ] {
            let output = try run(query)
            #expect(output.status == .exited(1))
            #expect(output.text.isEmpty)
            #expect(output.errorText == "rapport: \(message)\n")
        }
        #expect(try run("SELECT 1", "--csv", "--json").status == .exited(2))
        #expect(try run("SELECT 1", "--timeout", "0").status == .exited(2))
    }

    @Test func timeAndMemoryAreLimited() throws {
        let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        let slow = try run("\(endless) SELECT count(*) FROM n", "--timeout", "0.3")
        #expect(slow.errorText.contains("ran for over 0.3 s"))
        // No value and no result is large here, but what SQLite keeps to tell rows apart.
        let distinct = "\(endless) SELECT count(*) FROM (SELECT DISTINCT randomblob(1000) FROM n LIMIT 200000)"
        let large = try run(distinct, "--memory", "64", "--timeout", "60")
        #expect(large.status == .exited(1))
        #expect(large.errorText.contains("needed more memory"), "\(large.errorText)")
        #expect(try run(distinct, "--memory", "1024", "--timeout", "60", "--csv").text == "count(*)\n200000\n")
    }

    /// The pages show queries; each must give something.
    @Test func everyQueryOfTheSchemasPageAnswersOnTheSampleLogs() throws {
        let page = try String(contentsOf: RepositoryRoot.file("schemas/README.md"), encoding: .utf8)
        let queries = page.components(separatedBy: "```sql\n").dropFirst().map { String($0.prefix { $0 != "`" }) }
        #expect(queries.count == 10)
        for query in queries {
            let output = try run("-", "--csv", input: query)
            #expect(output.succeeded, "\(query)\(output.errorText)")
            #expect(output.text.split(separator: "\n").count > 1, "\(query)")
        }
    }
}
