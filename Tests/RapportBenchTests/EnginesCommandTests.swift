import Foundation
import TestSupport
import Testing

/// The comparison of engines as it is run, on few vectors; Chroma and psycopg are not installed for the tests.
@Suite struct EnginesCommandTests {
    private struct Report: Decodable {
        let vectors: Int
        let contenders: [Contender]

        struct Contender: Decodable {
            let name: String
            let loadSeconds: Double
            let bytes: Int?
            let cells: [Cell]
        }

        struct Cell: Decodable {
            let filter: String
            let recall: Double
            let isReached: Bool
            let clients: Int
            let searches: Int
            let queriesPerSecond: Double
            let medianMilliseconds: Double
            let p99Milliseconds: Double
        }
    }

    private func run(_ arguments: String...) throws -> ProcessOutput {
        let folder = try TemporaryFolder()
        return try ChildProcess(
            RapportBinary.product("RapportBench"),
            arguments: [
                "engines", "--vectors", "2000", "--dimension", "24", "--query-count", "20", "--searches", "60",
                "--least-seconds", "0", "--clients", "1", "3", "--contenders", "rapport", "pgvector", "milvus",
                "--work", folder.url.path, "--python", try PythonTools.interpreter().path,
            ] + arguments
        ).wait(timeoutSeconds: 300)
    }

    @Test func everyEngineIsLoadedJudgedAndTimed() throws {
        let output = try run("--json")
        try #require(output.succeeded, "\(output.errorText)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let report = try decoder.decode(Report.self, from: output.standardOutput)
        #expect(report.vectors == 2_000)
        #expect(report.contenders.map(\.name) == ["rapport", "pgvector", "milvus"])
        #expect((report.contenders[0].bytes ?? 0) > 2_000 * 24)
        #expect((report.contenders[2].bytes ?? 0) > 2_000 * 24)
        for contender in report.contenders {
            #expect(contender.loadSeconds > 0)
            #expect(contender.cells.map(\.filter) == ["none", "none", "50%", "50%", "10%", "10%", "1%", "1%"])
            #expect(contender.cells.map(\.clients) == [1, 3, 1, 3, 1, 3, 1, 3])
            for cell in contender.cells {
                #expect(cell.isReached && cell.recall >= 0.95, "\(contender.name) \(cell)")
                #expect(cell.searches == 60)
                #expect(cell.queriesPerSecond > 0 && cell.p99Milliseconds >= cell.medianMilliseconds)
                #expect(cell.medianMilliseconds > 0)
            }
        }
    }

    /// What was measured before is not lost with it.
    @Test func aContenderThatFailsIsReportedBesideTheOthers() throws {
        let output = try run("--milvus", "milvus://127.0.0.1:1", "--shares", "1")
        #expect(output.status == .exited(1))
        #expect(output.text.contains("filter none, 3 clients") && output.text.contains("rapport"))
        #expect(output.text.contains("milvus did not come to its end: Milvus at 127.0.0.1:1"), "\(output.text)")
    }

    @Test func aShareThatIsNoneIsRefused() throws {
        let output = try run("--shares", "2")
        #expect(output.status == .exited(64), "\(output.errorText)")
        #expect(output.errorText.contains("--shares takes numbers above 0, at most 1"))
    }
}
