import Foundation
import RapportBench
import TestSupport
import Testing

/// The benchmark as it is run, on few vectors and without the other tools, which the tests do not install.
@Suite struct VectorsCommandTests {
    private func run(_ arguments: [String]) throws -> ProcessOutput {
        let program = try RapportBinary.url().deletingLastPathComponent().appendingPathComponent("RapportBench")
        let python = try PythonTools.interpreter().path
        return try ChildProcess(program, arguments: arguments + ["--python", python]).wait(timeoutSeconds: 300)
    }

    private struct Report: Decodable {
        let measurements: [Row]
        let finals: [Row]
        let filtered: Filtered

        struct Row: Decodable {
            let contender: String
            let ef: Int
            let recall: Double
            let queriesPerSecond: Double
            let buildSeconds: Double
            let diskBytes: Int
            let memoryBytes: Int?
            let twoThreadQueriesPerSecond: Double?
        }

        struct Filtered: Decodable {
            let passing: Int
            let results: [Result]

            struct Result: Decodable {
                let contender: String
                let recall: Double?
            }
        }
    }

    @Test(arguments: ["ip", "l2"]) func aUsersVectorsAreMeasured(metric: String) throws {
        let folder = try TemporaryFolder()
        let vectors = ClusteredVectors(count: 2_500, dimension: 24, seed: 1)
        let (base, queries) = (folder.file("base.npy").path, folder.file("queries.npy").path)
        try vectors.write(2_500, stream: 1, to: base)
        try vectors.write(60, stream: 2, to: queries)
        let ids = (0..<Int64(2_500)).filter { $0 % 9 == 0 }
        let bytes = Data(NumpyHeader.bytes(type: "<i8", shape: [ids.count])) + ids.withUnsafeBytes { Data($0) }
        let passing = try folder.write(bytes, to: "ids.npy").path
        let output = try run([
            "vectors", "--base", base, "--queries", queries, "--pass-ids", passing, "--contenders", "rapport",
            "--metric", metric, "--rounds", "1", "--ef", "10", "64", "--work", folder.url.path, "--json",
        ])
        #expect(output.succeeded, "\(output.errorText)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let report = try decoder.decode(Report.self, from: output.standardOutput)
        #expect(report.measurements.map(\.ef) == [10, 64])
        #expect(report.measurements.allSatisfy { $0.queriesPerSecond > 0 && $0.diskBytes > 2_500 * 24 })
        let last = try #require(report.finals.last)
        #expect(last.recall >= 0.95 && last.recall <= 1)
        #expect(last.memoryBytes != nil && (last.twoThreadQueriesPerSecond ?? 0) > 0)
        #expect(report.filtered.passing == ids.count)
        #expect(report.filtered.results.map(\.contender) == ["rapport", "brute-force"])
        #expect(report.filtered.results.allSatisfy { ($0.recall ?? 0) > 0.99 })
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(Set(left) == ["base.npy", "queries.npy", "ids.npy"])
    }

    @Test func aFileThatCannotBeUsedEndsTheRunWithOneLine() throws {
        let folder = try TemporaryFolder()
        let base = try folder.write("1,2,3", to: "base.npy").path
        let output = try run(["vectors", "--base", base, "--queries", base])
        #expect(!output.succeeded)
        #expect(
            output.errorText.contains(
                "cannot use '\(base)': it does not begin as a .npy file does; write it with numpy.save"))
    }
}
