import Foundation
import LanguageModel
import ProviderHTTP
import RapportCore
import Store

/// Has a language model name the clusters and word the sentences of a report.
///
/// Every answer is kept before it is used, also one that is refused, so that the same report costs nothing again and
/// reads the same. A provider that fails is left alone for the rest of the report.
struct ReportEditor {
    private let store: RapportStore
    private let model: any ChatModel
    private let contextTokens: Int
    private let now: Timestamp
    /// Of when the report was begun.
    private let forgotten: Int
    private(set) var use: LanguageModelUse
    /// Why the model is not asked any more.
    private(set) var trouble: String?
    /// Clusters whose name was asked for and is not fit.
    private var unfitNames = 0

    init(model: any ChatModel, contextTokens: Int, store: RapportStore, now: Timestamp) throws {
        self.store = store
        self.model = model
        self.contextTokens = contextTokens
        self.now = now
        forgotten = try store.forgottenCount()
        use = LanguageModelUse(model: model.identifier)
    }

    var remarks: [String] {
        var remarks = use.remarks
        if unfitNames > 0 {
            remarks.append(
                "\(unfitNames) of \(use.clusters) clusters keep their name by rule, since that of \(use.model) is not fit"
            )
        }
        if let trouble {
            remarks.append("what the language model did not word stands as computed: \(trouble)")
        }
        return remarks
    }

    /// The clusters with the model's names, where they are fit.
    ///
    /// - Throws: what the store throws; `CancellationError`.
    mutating func named(_ clusters: ClusterNames) async throws -> ClusterNames {
        use.clusters = clusters.clusters.count
        let prompt = ClusterNamesPrompt(clusters.clusters.map { .init(traits: $0.traits, terms: $0.terms) })
        let maker = ClusterNamesPrompt.maker(model)
        let contentHash = prompt.contentHash(maker: maker)
        let reply: ClusterNamesPrompt.Reply
        if let kept = try store.wordings(of: [contentHash])[contentHash],
            let known = try? JSONDecoder().decode(ClusterNamesPrompt.Reply.self, from: Data(kept.utf8))
        {
            reply = known
        } else if let answer = try await ask(try prompt.request(), as: ClusterNamesPrompt.Reply.self) {
            reply = answer
            let text = String(decoding: try JSONEncoder().encode(answer), as: UTF8.self)
            try store.save(
                [StoredWording(contentHash: contentHash, wording: text)], maker: maker, forgotten: forgotten, at: now)
        } else {
            if trouble == nil { unfitNames = use.clusters }
            return clusters
        }
        let fit = ClusterNameRules.fit(
            prompt.names(in: reply), taken: clusters.clusters.map(\.name), persons: clusters.persons)
        use.namedClusters = fit.count { $0 != nil }
        unfitNames = use.clusters - use.namedClusters
        return clusters.renamed(fit)
    }

    /// Words the findings of documents, each sentence once, whatever its figures.
    ///
    /// - Throws: what the store throws; `CancellationError`.
    mutating func reword(_ documents: inout [Document]) async throws {
        var order: [MaskedSentence] = []
        var seen: Set<String> = []
        for finding in documents.flatMap(\.findings) {
            let masked = MaskedSentence(finding.sentence)
            // A sentence with more would need marks of two letters, which could be another's.
            if (1...26).contains(masked.markCount), seen.insert(masked.text).inserted { order.append(masked) }
        }
        use.sentences = order.count
        let answers = try await answers(to: order)
        var words: Set<String> = []
        for masked in order {
            guard let answer = answers[masked.text] else { continue }
            guard let answer else {
                use.refused[WordingRefusal.unfit.rawValue, default: 0] += 1
                continue
            }
            do throws(WordingRefusal) {
                let sentence = try WordingRules.sentence(from: answer, for: masked)
                if MaskedSentence(sentence).text == masked.text {
                    use.unchanged += 1
                } else {
                    use.reworded += 1
                    words.insert(masked.text)
                }
            } catch {
                use.refused[error.rawValue, default: 0] += 1
            }
        }
        use.notAsked = order.count - answers.count
        for index in documents.indices {
            documents[index].reword { sentence in
                let masked = MaskedSentence(sentence)
                guard words.contains(masked.text), let answer = answers[masked.text] ?? nil else { return nil }
                return try? WordingRules.sentence(from: answer, for: masked)
            }
        }
    }

    /// What the model says to each sentence, by its text: from the store, or asked now. Nil where its answer could not
    /// be read; none where it was not asked.
    private mutating func answers(to sentences: [MaskedSentence]) async throws -> [String: String?] {
        let maker = WordingPrompt.maker(model)
        let hashes = sentences.map { WordingPrompt.contentHash(of: $0, maker: maker) }
        let known = try store.wordings(of: hashes)
        var answers: [String: String?] = [:]
        var pending: [MaskedSentence] = []
        for (sentence, hash) in zip(sentences, hashes) {
            if let answer = known[hash] {
                answers[sentence.text] = .some(answer)
            } else {
                pending.append(sentence)
            }
        }
        for call in try WordingPrompt.packed(pending, contextTokens: contextTokens) {
            let prompt = WordingPrompt(call)
            guard let reply = try await ask(try prompt.request(), as: WordingPrompt.Reply.self) else {
                if trouble != nil { break }
                for sentence in call { answers[sentence.text] = .some(nil) }
                continue
            }
            let wordings = prompt.wordings(in: reply)
            try store.save(
                zip(call, wordings).map { sentence, wording in
                    StoredWording(
                        contentHash: WordingPrompt.contentHash(of: sentence, maker: maker), wording: wording)
                }, maker: maker, forgotten: forgotten, at: now)
            for (sentence, wording) in zip(call, wordings) { answers[sentence.text] = .some(wording) }
        }
        return answers
    }

    /// - Returns: nil where the answer cannot be read; also where the model cannot be asked, which is then known.
    private mutating func ask<Value: Decodable & Sendable>(
        _ request: ChatRequest, as type: Value.Type
    ) async throws -> Value? {
        guard trouble == nil else { return nil }
        do {
            return try await model.reply(request, as: type).value
        } catch let error as LLMError {
            switch error {
            case .refused, .replyCut, .replyDoesNotFit: break
            case .budgetSpent, .budgetWithoutPrices, .badSchema, .recording: trouble = error.message
            }
        } catch let error as ProviderError {
            trouble = error.message
        }
        return nil
    }
}
