import Foundation
import TestSupport
import Testing

/// The benchmark as it is run, on few vectors and without umap-learn, which the tests do not install.
@Suite struct AnalysisCommandTests {
    @Test func kMeansIsComparedWithScikitLearn() throws {
        let program = try RapportBinary.url().deletingLastPathComponent().appendingPathComponent("RapportBench")
        let arguments = [
            "analysis", "--count", "1000", "--dimension", "16", "--k", "4", "--rounds", "1", "--restarts", "2",
            "--skip-umap", "--python", try PythonTools.interpreter().path,
        ]
        let output = try ChildProcess(program, arguments: arguments).wait(timeoutSeconds: 300)
        try #require(output.succeeded, "\(output.errorText)")
        let row = try #require(output.text.split(separator: "\n").first { $0.contains("k-means, k = 4") })
        let inertias = row.matches(of: /\d+\.\d/).compactMap { Double($0.output) }
        #expect(inertias.count >= 4 && row.contains("(≥ 1)"))
    }
}
