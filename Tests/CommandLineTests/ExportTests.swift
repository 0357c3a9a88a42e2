import Foundation
import TestSupport
import Testing

/// The files that pandas users open, made by the real program and read by real pandas.
@Suite struct ExportTests {
    private func run(_ store: URL, _ arguments: String...) throws {
        let output = try RapportBinary.run(["--store", store.path] + arguments)
        try #require(output.succeeded, "\(output.errorText)")
    }

    @Test func storeAndLogGiveTheSameFeaturesAndStages() throws {
        let folder = try TemporaryFolder()
        let log = folder.file("logs.pkl").path
        let store = folder.file("store")
        try run(store, "synth", "--fans", "30", "--seed", "3", "--out", log)
        try run(store, "ingest", log)
        for kind in ["features", "stages"] {
            for ending in ["csv", "jsonl"] {
                let fromStore = folder.file("store-\(kind).\(ending)")
                let fromLog = folder.file("log-\(kind).\(ending)")
                try run(store, "export", kind, "--out", fromStore.path)
                try run(store, "export", kind, "--from", log, "--out", fromLog.path)
                let bytes = try Data(contentsOf: fromStore)
                #expect(bytes == (try Data(contentsOf: fromLog)), "\(kind) \(ending)")
                #expect(bytes.count > 10_000)
            }
        }
    }

    @Test func embeddingsAreADataFrameWithAFloat32VectorPerStage() throws {
        let folder = try TemporaryFolder()
        let store = folder.file("store")
        try run(store, "synth", "--fans", "8", "--seed", "4", "--out", folder.file("logs.csv").path)
        try run(store, "ingest", folder.file("logs.csv").path)
        try run(store, "embed", "--quiet")
        let vectors = folder.file("embeddings_without_profile.pkl").path
        try run(store, "export", "embeddings", "--method", "text", "--out", vectors)
        try run(store, "export", "stages", "--out", folder.file("stages.csv").path)
        try PythonTools.run(
            code: """
                import sys, numpy, pandas
                frame = pandas.read_pickle(sys.argv[1])
                stages = pandas.read_csv(sys.argv[2])
                assert list(frame.columns) == ["stage_id", "fan_id", "model_name", "stage", "embedding"], frame.columns
                assert list(frame.stage_id) == list(stages.stage_id)
                assert list(frame.stage) == list(stages.stage)
                vectors = numpy.stack(frame.embedding)
                assert vectors.dtype == numpy.float32 and vectors.shape == (len(stages), 384), vectors.shape
                assert numpy.allclose(numpy.linalg.norm(vectors, axis=1), 1, atol=1e-5)
                assert len(numpy.unique(vectors, axis=0)) > len(stages) * 0.9
                """, arguments: [vectors, folder.file("stages.csv").path])
    }

    /// Its first components are the text's, which the other export holds; the rest is the profile's.
    @Test func embeddingsWithProfilesAreADataFrameWhoseVectorsJoinBoth() throws {
        let folder = try TemporaryFolder()
        let store = folder.file("store")
        try run(store, "synth", "--fans", "8", "--seed", "4", "--out", folder.file("logs.csv").path)
        try run(store, "ingest", folder.file("logs.csv").path)
        try run(store, "profile", "--rules", "--quiet")
        try run(store, "embed", "--quiet")
        let paths = [("text", "embeddings_without_profile.pkl"), ("profiled", "embeddings_with_profile.pkl")]
        for (method, name) in paths {
            try run(store, "export", "embeddings", "--method", method, "--out", folder.file(name).path)
        }
        try PythonTools.run(
            code: """
                import sys, numpy, pandas
                text, both = map(pandas.read_pickle, sys.argv[1:])
                assert list(both.columns) == ["stage_id", "fan_id", "model_name", "stage", "embedding"], both.columns
                assert list(both.stage_id) == list(text.stage_id) and len(both) > 8
                left, vectors = numpy.stack(text.embedding), numpy.stack(both.embedding)
                assert vectors.dtype == numpy.float32 and vectors.shape == (len(text), 384 + 384 + 128), vectors.shape
                assert numpy.allclose(numpy.linalg.norm(vectors, axis=1), 1, atol=1e-5)
                weight = 1 - numpy.linalg.norm(vectors[:, :384], axis=1) ** 2
                assert numpy.allclose(weight, weight[0], atol=1e-5) and 0 < weight[0] < 1
                assert numpy.allclose(vectors[:, :384], numpy.sqrt(1 - weight[0]) * left, atol=1e-6)
                profiles = pandas.DataFrame(vectors[:, 384:]).groupby([both.fan_id, both.model_name])
                assert (profiles.nunique() == 1).all().all(), "one profile a pair"
                assert len(numpy.unique(vectors[:, 384:], axis=0)) == len(profiles)
                """, arguments: paths.map { folder.file($0.1).path })
    }

    @Test func profiledVectorsAreSaidToBeMissing() throws {
        let folder = try TemporaryFolder()
        let store = folder.file("store")
        try run(store, "synth", "--fans", "5", "--out", folder.file("logs.csv").path)
        try run(store, "ingest", folder.file("logs.csv").path)
        let output = try RapportBinary.run(
            ["--store", store.path, "export", "embeddings", "--method", "profiled", "--out", folder.file("x.pkl").path])
        #expect(output.status == .exited(1))
        #expect(output.errorText.contains("no profiled vectors"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("x.pkl").path))
    }

    /// A text that a spreadsheet would compute is shown instead; RFC 4180 quoting keeps it one field.
    @Test func namesWithQuotesAndLineBreaksSurviveCSVAndFormulasAreNotComputed() throws {
        let folder = try TemporaryFolder()
        let store = folder.file("store")
        let rows = #"""
            chatter_name,model_name,fan_message,chatter_message,price,purchased,fan_id,datetime,tips,revenue
            Chatter1,"Model ""1""",hello,hi,0,False,"=1+1
            second, line",2025-04-09 00:00:30,0,0

            """#
        try folder.write(rows, to: "logs.csv")
        try run(store, "ingest", folder.file("logs.csv").path)
        try run(store, "export", "features", "--out", folder.file("features.csv").path)
        try PythonTools.run(
            code: """
                import csv, sys
                rows = list(csv.DictReader(open(sys.argv[1], newline="")))
                assert len(rows) == 1 and rows[0]["fan_id"] == "'=1+1\\nsecond, line", rows
                assert rows[0]["model_name"] == 'Model "1"' and rows[0]["started_at"] == "2025-04-09T00:00:30", rows
                """, arguments: [folder.file("features.csv").path])
    }
}
