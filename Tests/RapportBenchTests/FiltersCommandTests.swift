import Foundation
import RapportBench
import TestSupport
import Testing

/// The benchmark of filters as it is run, on few vectors and without the other tools.
@Suite struct FiltersCommandTests {
    private struct Report: Decodable {
        let cells: [Cell]

        struct Cell: Decodable {
            let correlation: String
            let matches: Int
            let results: [Result]
        }

        struct Result: Decodable {
            let contender: String
            let recall: Double
            let queries: Int
            let plans: [String: Int]?
        }
    }

    @Test(arguments: ["ip", "l2"]) func everyCellIsMeasuredAndJudged(metric: String) throws {
        let folder = try TemporaryFolder()
        let vectors = ClusteredVectors(count: 2_500, dimension: 24, seed: 1)
        let (base, queries) = (folder.file("base.npy").path, folder.file("queries.npy").path)
        try vectors.write(2_500, stream: 1, to: base)
        try vectors.write(20, stream: 2, to: queries)
        let program = try RapportBinary.url().deletingLastPathComponent().appendingPathComponent("RapportBench")
        let output = try ChildProcess(
            program,
            arguments: [
                "filters", "--base", base, "--queries", queries, "--contenders", "rapport", "--shares", "0", "0.1", "1",
                "--metric", metric, "--rounds", "1", "--work", folder.url.path, "--python",
                try PythonTools.interpreter().path, "--json",
            ]
        ).wait(timeoutSeconds: 300)
        #expect(output.succeeded, "\(output.errorText)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let report = try decoder.decode(Report.self, from: output.standardOutput)
        #expect(report.cells.map(\.matches) == [1, 250, 2_500, 1, 250, 2_500, 1, 250, 2_500])
        #expect(Set(report.cells.map(\.correlation)) == ["apart", "along", "against"])
        for cell in report.cells {
            #expect(cell.results.map(\.contender) == ["rapport", "brute-force"])
            // The judge and both sides must mean the same rows.
            #expect(cell.results.allSatisfy { $0.recall >= 0.95 && $0.queries == 20 })
            #expect(cell.results[0].plans?.values.reduce(0, +) == 20)
        }
    }
}
