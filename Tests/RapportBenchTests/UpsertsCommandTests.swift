import Foundation
import TestSupport
import Testing

/// Rapport's side of `upserts`; the peers are not installed for the tests.
@Suite struct UpsertsCommandTests {
    private struct Answer: Decodable {
        let error: String?
        let seconds: Double?
        let bytes: Int?
        let peakBytes: Int?
        let peakAnonymousBytes: Int?
    }

    private func ask(_ operation: String, count: Int, in folder: TemporaryFolder) throws -> Answer {
        let request = """
            {"operation": "\(operation)", "contender": "rapport", "count": \(count), "dimension": 24, "batch": 100,
            "folder": "\(folder.file("store").path)", "m": 16, "ef_construction": 200, "ef": 128}
            """
        let program = try RapportBinary.product("RapportBench")
        let output = try ChildProcess(program, arguments: ["upserts-child", request]).wait(timeoutSeconds: 300)
        #expect(output.succeeded, "\(output.errorText)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Answer.self, from: output.standardOutput)
    }

    @Test(arguments: ["upsert", "load"]) func everyVectorIsTakenAndMeasured(operation: String) throws {
        let folder = try TemporaryFolder()
        #expect(try ask("prepare", count: 450, in: folder).error == nil)
        let answer = try ask(operation, count: 450, in: folder)
        #expect(answer.error == nil)
        #expect(try #require(answer.seconds) > 0)
        // Of a load the graph's file alone: codes of 12 bits and links.
        #expect(try #require(answer.bytes) > 450 * 24)
        let peak = try #require(answer.peakBytes)
        if operation == "load" { #expect(0..<peak ~= (try #require(answer.peakAnonymousBytes))) }
    }

    @Test func searchesAreTimedAloneAndBesideAWriter() throws {
        let folder = try TemporaryFolder()
        let arguments = [
            "beside", "--count", "600", "--added", "200", "--dimension", "24", "--batch", "50", "--alone", "0.1",
            "--work", folder.url.path,
        ]
        let output = try ChildProcess(RapportBinary.product("RapportBench"), arguments: arguments)
            .wait(timeoutSeconds: 300)
        #expect(output.succeeded, "\(output.errorText)")
        let lines = output.text.split(separator: "\n")
        #expect(lines.count { $0.contains("alone") } == 2 && lines.count { $0.contains("beside the writer") } == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func vectorsWithoutRowsAreRefused() throws {
        let folder = try TemporaryFolder()
        #expect(try ask("prepare", count: 50, in: folder).error == nil)
        let answer = try ask("upsert", count: 1_000_000, in: folder)
        #expect(answer.error?.contains("fewer turns than vectors") == true, "\(answer)")
    }
}
