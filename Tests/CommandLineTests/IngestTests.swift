import Foundation
import TestSupport
import Testing

/// Ingest as a whole process, on real files.
@Suite struct IngestTests {
    private struct Report: Decodable, Equatable {
        var rows: Int
        var loaded: Int
        var added: Int
        var pairs: Int
        var conversations: Int
        var stages: [String: Int]
        var revenue: Double
        var cross_model_conversations: Int
    }

    private func ingest(_ store: URL, _ files: String...) throws -> Report {
        let output = try RapportBinary.run(["--store", store.path, "ingest", "--json"] + files)
        #expect(output.status == .exited(0), "\(output.errorText)")
        return try JSONDecoder().decode(Report.self, from: output.standardOutput)
    }

    private func logs(_ folder: TemporaryFolder, _ name: String = "logs.pkl", fans: Int = 40) throws -> String {
        let path = folder.file(name).path
        let output = try RapportBinary.run(["synth", "--fans", "\(fans)", "--seed", "7", "--out", path, "--quiet"])
        #expect(output.status == .exited(0), "\(output.errorText)")
        return path
    }

    @Test func everyFormatGivesTheSameStore() throws {
        let folder = try TemporaryFolder()
        let reports = try ["logs.pkl", "logs.csv", "logs.jsonl", "logs.pkl.gz", "logs.csv.gz", "logs.jsonl.gz"].map {
            name in
            try ingest(folder.file("store-\(name)"), logs(folder, name))
        }
        #expect(Set(reports.map(\.conversations)).count == 1)
        #expect(reports.allSatisfy { $0 == reports[0] && $0.cross_model_conversations == 0 && $0.rows > 500 })
    }

    @Test func theSameFileTwiceAddsNothing() throws {
        let folder = try TemporaryFolder()
        let log = try logs(folder)
        let first = try ingest(folder.file("store"), log)
        let second = try ingest(folder.file("store"), log)
        #expect(first.added == first.loaded && second.added == 0)
        #expect(first.conversations == second.conversations && first.stages == second.stages)
    }

    /// Kills the process at a random moment; what it acknowledged is there, and the same command goes on.
    @Test(arguments: Seeds.list(3)) func aKilledIngestLosesNothingAndGoesOn(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let log = try logs(folder, fans: 1_500)
        let whole = try ingest(folder.file("whole"), log)
        let store = folder.file("killed")
        for _ in 0..<LongRun.rounds(normally: 4, long: 40) {
            let process = try RapportBinary.start(["--store", store.path, "ingest", "--quiet", log])
            usleep(UInt32.random(in: 10_000...1_500_000, using: &random))
            process.send(SIGKILL)
            try process.wait()
            guard FileManager.default.fileExists(atPath: store.appendingPathComponent("rapport.sqlite").path) else {
                continue
            }
            let check = try RapportBinary.run(["--store", store.path, "check", "--json"])
            #expect(check.status == .exited(0), "seed \(seed): \(check.text)")
        }
        let resumed = try ingest(store, log)
        #expect(resumed.conversations == whole.conversations && resumed.stages == whole.stages)
        #expect(resumed.pairs == whole.pairs && abs(resumed.revenue - whole.revenue) < 0.01)
    }

    @Test func twoWritersTakeTurns() throws {
        let folder = try TemporaryFolder()
        let log = try logs(folder, fans: 300)
        let store = folder.file("store")
        let processes = try (0..<3).map { _ in
            try RapportBinary.start(["--store", store.path, "ingest", "--quiet", log])
        }
        for process in processes { #expect(try process.wait().status == .exited(0)) }
        #expect(try ingest(store, log).added == 0)
    }
}
