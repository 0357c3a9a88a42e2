import Analysis
import Foundation
import Profile
import RapportCore
import Report
import Store
import TestSupport
import Workflow

/// A store of the sample logs, embedded by words, with clusters by both methods, and a report of it: made once.
struct ReportStore: Sendable {
    let folder: TemporaryFolder
    let store: RapportStore
    let summary: ReportSummary

    static let made = Task { try await ReportStore() }

    private init() async throws {
        folder = try TemporaryFolder()
        store = try RapportStore(folder: folder.file("store").path, creating: true)
        let now = Timestamp(nanoseconds: 0)
        _ = try Ingest(store: store).run(files: [RepositoryRoot.file("data/sample_logs.pkl").path], now: now)
        _ = try await ProfileRun(store: store, profiler: RulesProfiler()).run { now }
        _ = try await Embed(store: store, embedder: WordEmbedder(), indexes: IndexSet(store: store)).run(
            collections: [.stages])
        for vector in [VectorName.profiled, .text] {
            _ = try ClusterAnalysis(store: store).run(
                ClusterRequest(selection: RecordSelection(vector: vector), count: .exactly(5), restarts: 2), now: now)
        }
        summary = try await ReportMaker(store: store).make(in: folder.file("report").path, now: now)
    }

    func text(_ file: String) throws -> String {
        try String(contentsOf: folder.file("report/\(file)"), encoding: .utf8)
    }
}

/// Embeds by words alone.
struct WordEmbedder: Embedder {
    let identifier = "words"
    let dimension = 64

    func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
        texts.map { text in
            var vector = [Float](repeating: 0, count: dimension)
            for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
                let bits = UInt64(bitPattern: ContentHash(of: String(word)).recordID)
                vector[Int(bits % UInt64(dimension))] += 1
            }
            if vector.allSatisfy({ $0 == 0 }) { vector[0] = 1 }
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return vector.map { $0 / length }
        }
    }
}
