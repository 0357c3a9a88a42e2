import Foundation
import RapportCore
import Retrieval
import Synchronization
import Workflow

/// What the configured language model writes for held-out turns, beside the chatters' own replies for the same turns.
struct LLMSuggestions: Encodable {
    var model: String
    var turns: Int
    /// Suggestions shown by who wrote them; the chatters' fill up where too few of the model's passed.
    var written: Int
    var retrieved: Int
    /// One of the model's suggestions is equivalent to what was really sent.
    var hit: ClusteredMean
    /// The same of three retrieved replies.
    var retrievedHit: ClusteredMean
    var voice: VoiceReport
    /// Turns with a reply that was refused, by reason, and turns with a request that failed.
    var refused: [String: Int]
    var failed: Int
    /// Median and greatest time of a turn's suggestions.
    var medianSeconds: Double
    var longestSeconds: Double

    /// One turn.
    private struct Score {
        var pair: PairID
        var texts: [String]
        var retrieved: Int
        var isHit: Bool
        var isRetrievedHit: Bool
        var voice: VoiceScore
        var flags: [String]
        var seconds: Double
    }

    /// - Parameter count: turns of the report half, evenly spread; each asks for three replies.
    /// - Throws: `BenchmarkError.noLanguageModel` where none is set.
    init(_ workshop: RetrievalWorkshop, turns count: Int) async throws {
        guard let chatModel = try Settings().chatModel(for: .suggest, ledger: workshop.store) else {
            throw BenchmarkError.noLanguageModel
        }
        let generator = Mutex(SplitMix64(seed: 1))
        let retriever = Retriever(
            store: workshop.store, source: workshop.indexes, embedder: workshop.embedder, chatModel: chatModel,
            random: { generator.withLock { $0.next() } })
        let all = workshop.turns(.report)
        let chosen = stride(from: 0, to: all.count, by: max(1, all.count / count)).prefix(count).map { all[$0] }
        var scores: [Score] = []
        for (done, turn) in chosen.enumerated() {
            Output.progress("asking \(chatModel.identifier): \(done) of \(chosen.count) turns")
            scores.append(try await Self.score(turn, workshop, retriever))
        }
        model = chatModel.identifier
        self.turns = scores.count
        written = scores.reduce(0) { $0 + $1.texts.count }
        retrieved = scores.reduce(0) { $0 + $1.retrieved }
        hit = ClusteredMean(scores.map { ($0.pair, $0.isHit ? 1 : 0) })
        retrievedHit = ClusteredMean(scores.map { ($0.pair, $0.isRetrievedHit ? 1 : 0) })
        voice = VoiceReport(scores.filter { !$0.texts.isEmpty }.map(\.voice))
        (refused, failed) = ([:], 0)
        for flag in scores.flatMap(\.flags) {
            if flag.hasPrefix("llm_failed") { failed += 1 }
            guard let reasons = flag.wholeMatch(of: #/llm_rejected: (.*)/#)?.1 else { continue }
            for reason in reasons.split(separator: ", ") {
                let parts = reason.split(separator: " ", maxSplits: 1)
                if parts.count == 2 { refused[String(parts[1]), default: 0] += Int(parts[0]) ?? 0 }
            }
        }
        let seconds = scores.map(\.seconds).sorted()
        medianSeconds = seconds.isEmpty ? 0 : seconds[seconds.count / 2]
        longestSeconds = seconds.last ?? 0
    }

    private static func score(
        _ turn: Int, _ workshop: RetrievalWorkshop, _ retriever: Retriever
    ) async throws -> Score {
        let held = workshop.logs.turns[turn]
        let exchanges = try await workshop.exchanges(turn, .standard)
        let start = ContinuousClock.now
        let drafted = try await retriever.draftedReplies(held.context, exchanges, Conditions())
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        let texts = drafted.suggestions.filter { $0.source == .llm }.map(\.text)
        try await workshop.embedder.prepare(texts)
        let isHit = texts.contains { text in
            let reply = PastReplies.Reply(
                text: text, trigrams: Trigrams(text), vector: workshop.embedder[text])
            return workshop.equivalence.holds(reply, workshop.replies[turn])
        }
        return Score(
            pair: held.pair, texts: texts, retrieved: drafted.suggestions.count - texts.count, isHit: isHit,
            isRetrievedHit: try workshop.suggestions(turn, exchanges).hit(at: 3) > 0,
            voice: VoiceScore(texts, real: held.reply), flags: drafted.flags, seconds: elapsed)
    }

    var text: String {
        let reasons = refused.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        return [
            "with \(model), \(turns) turns: \(written) suggestions written by it, \(retrieved) filled up with chatters' own",
            "one of those written is right \(hit.text), one of three retrieved for the same turns \(retrievedHit.text);",
            voice.text,
            "refused: \(reasons.isEmpty ? "none" : reasons); turns with a request that failed: \(failed)",
            String(format: "%.1f s a turn at the median, %.1f s at most", medianSeconds, longestSeconds),
        ].joined(separator: "\n")
    }
}
