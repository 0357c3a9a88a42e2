import ChatLog
import Embedding
import Foundation
import RapportCore
import Retrieval
import Store
import Workflow

/// A store of the past, the turns that it has not seen, and what tells a good answer.
struct RetrievalWorkshop: Sendable {
    let store: RapportStore
    let indexes: Store.IndexSet
    let embedder: CachingEmbedder
    let logs: HeldOutLogs
    let past: PastReplies
    let equivalence: Equivalence
    /// Fans' latent kinds; empty without the truth.
    let kinds: [String: String]
    /// The real answers, by the turn's position.
    let replies: [PastReplies.Reply]
    /// Asks as `suggest` does.
    let retriever: Retriever

    /// Loads the past into a fresh store in `folder` and embeds it.
    init(
        _ table: LogTable, kinds: [String: String], options: HeldOutLogs.Options, falsePositiveRate: Double,
        embedder: CachingEmbedder, folder: URL
    ) async throws {
        logs = HeldOutLogs(table, kinds: kinds, options: options)
        guard Set(logs.turns.map(\.half)).count == 2 else { throw BenchmarkError.noTurns }
        let file = folder.appendingPathComponent("past.csv").path
        try Self.write(logs.past, to: file)
        Output.progress("loading \(logs.past.count) rows from before \(logs.cut)")
        store = try RapportStore(folder: folder.appendingPathComponent("store").path, creating: true)
        _ = try Ingest(store: store).run(files: [file], now: logs.cut)
        indexes = Store.IndexSet(store: store)
        self.embedder = embedder
        self.kinds = kinds
        _ = try await Embed(store: store, embedder: embedder, indexes: indexes).run(collections: [.turns]) { progress in
            Output.progress("\(progress.stage) \(progress.done) of \(progress.total)")
        }
        past = try await PastReplies(store, embedder: embedder) { done, total in
            Output.progress("embedding answers \(done) of \(total)")
        }
        equivalence = Equivalence(past, falsePositiveRate: falsePositiveRate, seed: options.seed)
        try await embedder.prepare(logs.turns.flatMap { [$0.context.message, $0.reply] })
        let (vectors, turns) = (embedder, logs.turns)
        replies = turns.map {
            PastReplies.Reply(text: $0.reply, trigrams: Trigrams($0.reply), vector: vectors[$0.reply])
        }
        try embedder.save()
        retriever = Self.retriever(store, indexes, embedder, .standard)
    }

    private static func write(_ table: LogTable, to path: String) throws {
        try LogWriter.write(table, index: (0..<table.count).map(Int64.init), to: path)
    }

    func retriever(_ tuning: SuggestTuning) -> Retriever {
        tuning == .standard ? retriever : Self.retriever(store, indexes, embedder, tuning)
    }

    private static func retriever(
        _ store: RapportStore, _ indexes: Store.IndexSet, _ embedder: CachingEmbedder, _ tuning: SuggestTuning
    ) -> Retriever {
        Retriever(
            store: store, source: indexes, embedder: embedder, chatModel: nil, tuning: tuning, random: { 0 })
    }

    /// Positions of the turns of one half.
    func turns(_ half: Half) -> [Int] { logs.turns.indices.filter { logs.turns[$0].half == half } }

    func score(_ found: [FoundConversation], of turn: Int) -> RetrievalScore {
        RetrievalScore(
            found, turn: logs.turns[turn], reply: replies[turn], past: past, equivalence: equivalence, kinds: kinds)
    }

    /// Runs `body` for each turn on all cores, in order.
    func map<Result: Sendable>(
        _ turns: [Int], _ body: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> [Result] {
        let workers = max(1, ProcessInfo.processInfo.activeProcessorCount)
        return try await withThrowingTaskGroup(of: [(Int, Result)].self) { group in
            for worker in 0..<workers {
                group.addTask {
                    var results: [(Int, Result)] = []
                    for place in stride(from: worker, to: turns.count, by: workers) {
                        results.append((place, try await body(turns[place])))
                    }
                    return results
                }
            }
            var all: [(Int, Result)] = []
            for try await results in group { all += results }
            return all.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
