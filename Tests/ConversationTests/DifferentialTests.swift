import ChatLog
import Conversation
import Foundation
import RapportCore
import TestSupport
import Testing

/// Every column of both exports against pandas, which knows nothing of our code.
struct DifferentialTests {
    private static let fixtures = RepositoryRoot.file("Tests/ConversationTests/Fixtures")
    private static let oracle = RepositoryRoot.file("Sources/RapportBench/peers/features_pandas_plain.py")
    private static let vectorised = RepositoryRoot.file("Sources/RapportBench/peers/features_pandas_vectorised.py")

    @Test(arguments: Seeds.list(6))
    func adversarialLogsGiveWhatPandasGives(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let logs = try makeLogs("adversarial", seed, in: folder)
        try checkAgainstPandas(logs, in: folder)
    }

    @Test func ordinaryLogsGiveWhatPandasGives() throws {
        let folder = try TemporaryFolder()
        try checkAgainstPandas(makeLogs("plain", 1, in: folder), in: folder)
    }

    @Test func theSampleGivesWhatPandasGives() throws {
        let folder = try TemporaryFolder()
        try checkAgainstPandas(RepositoryRoot.file("data/sample_logs.pkl"), in: folder)
    }

    /// The benchmark's fast peer must compute the same, or its time says nothing.
    @Test(arguments: ["plain", "adversarial"])
    func bothPandasScriptsAgree(kind: String) throws {
        let folder = try TemporaryFolder()
        let logs = try makeLogs(kind, 3, in: folder)
        let plain = folder.file("plain.csv")
        let fast = folder.file("fast.csv")
        try PythonTools.run(script: Self.oracle, arguments: [logs.path, plain.path])
        try PythonTools.run(script: Self.vectorised, arguments: [logs.path, fast.path])
        #expect(try differences(plain, fast) == [])
    }

    /// A comparison that sees nothing would agree with everything.
    @Test func theComparisonSeesAChangeInEveryColumn() throws {
        let folder = try TemporaryFolder()
        let table = LogTable(rows: [
            row("Tom_1", "Model1", 0, price: 20, purchased: true), row("Tom_1", "Model1", 60, price: 69.69),
        ])
        let good = folder.file("good.csv")
        try FeatureExport.run(table: table, to: good.path)
        let lines = try String(contentsOf: good, encoding: .utf8).split(separator: "\n")
        let fields = lines[1].split(separator: ",", omittingEmptySubsequences: false)
        #expect(fields.count == ConversationFeaturesWriter.columns.count)
        for (index, name) in ConversationFeaturesWriter.columns.enumerated() {
            var changed = fields.map(String.init)
            changed[index] = changed[index] == "1" ? "2" : "1"
            let bad = try folder.write("\(lines[0])\n\(changed.joined(separator: ","))\n", to: "bad.csv")
            let found = try differences(good, bad)
            #expect(found.count == 1 && found[0].hasPrefix("row 1, \(name):"))
        }
    }

    private func makeLogs(_ kind: String, _ seed: UInt64, in folder: TemporaryFolder) throws -> URL {
        let logs = folder.file("logs.pkl")
        let script = Self.fixtures.appendingPathComponent("make_logs.py")
        try PythonTools.run(script: script, arguments: [kind, "\(seed)", logs.path])
        return logs
    }

    private func checkAgainstPandas(_ logs: URL, in folder: TemporaryFolder) throws {
        let expected = (features: folder.file("pandas.csv"), stages: folder.file("pandas-stages.csv"))
        let found = (features: folder.file("ours.csv"), stages: folder.file("ours-stages.csv"))
        try PythonTools.run(
            script: Self.oracle, arguments: [logs.path, expected.features.path, expected.stages.path])
        let table = try LogReader.read(logs.path).table
        let conversations = try FeatureExport.run(table: table, to: found.features.path)
        let stages = try FeatureExport.runStages(table: table, to: found.stages.path)
        #expect(conversations > 200 && stages > 100)
        #expect(try differences(expected.features, found.features, ["--inert"]) == [])
        #expect(try differences(expected.stages, found.stages, ["--inert"]) == [])
    }

    private func differences(_ expected: URL, _ found: URL, _ options: [String] = []) throws -> [String] {
        let script = Self.fixtures.appendingPathComponent("compare_csv.py")
        let output = try PythonTools.run(script: script, arguments: [expected.path, found.path] + options)
        return output.text.split(separator: "\n").map(String.init)
    }
}
