import Foundation
import RapportCore
import Store
import TestSupport
import Testing
import Workflow

/// The main job on the sample logs, with the real model.
@Suite struct SampleLogsTests {
    private struct Loaded {
        let folder: TemporaryFolder
        let store: RapportStore
        let report: IngestReport
        let embedded: EmbedReport
        let indexes: Store.IndexSet
    }

    private static func load() async throws -> Loaded {
        let folder = try TemporaryFolder()
        let store = try RapportStore(folder: folder.url.path, creating: true)
        let report = try Ingest(store: store).run(
            files: [RepositoryRoot.file("data/sample_logs.pkl").path], now: Timestamp(nanoseconds: 0))
        let indexes = Store.IndexSet(store: store)
        let embedded = try await Embed(store: store, embedder: Settings().embedder(), indexes: indexes).run()
        return Loaded(folder: folder, store: store, report: report, embedded: embedded, indexes: indexes)
    }

    @Test func theMainJobRunsAndTheGraphFindsWhatExactSearchFinds() async throws {
        let loaded = try await Self.load()
        #expect(loaded.report.crossModelConversations == 0)
        #expect(loaded.report.loaded + loaded.report.rejected.values.reduce(0, +) == loaded.report.rows)
        let totals = try loaded.store.totals()
        #expect(loaded.embedded.vectors["conversations"] == totals.conversations)
        #expect(loaded.embedded.vectors["stages"] == totals.stages.values.reduce(0, +))
        for collection in RecordCollection.allCases {
            try await expectRecall(try await loaded.indexes.graphIndex(collection), collection)
        }
        try await expectNothingLeftToEmbed(loaded)
    }

    /// recall@10 ≥ 0.98 with and without filters, asked with stored vectors.
    private func expectRecall(_ index: GraphIndex, _ collection: RecordCollection) async throws {
        let filters = [
            nil, "model = 'Model3'", "success_rate >= 0.5", "success_rate is null", "stage in (2, 3)", "revenue > 0",
            "pair_success_rate between 0.2 and 0.8", "not (stage = 1) and offers > 0",
        ]
        try index.checkInvariants()
        for text in filters {
            let filter = try text.map { try Filter(parsing: $0) }
            #expect(
                try index.sampledRecall(k: 10, queries: 150, filter: filter) >= 0.98,
                "\(collection.rawValue) where \(text ?? "anything")")
        }
    }

    private func expectNothingLeftToEmbed(_ loaded: Loaded) async throws {
        let again = try await Embed(store: loaded.store, embedder: Settings().embedder(), indexes: loaded.indexes).run()
        #expect(again.embedded.values.reduce(0, +) == 0)
    }
}
