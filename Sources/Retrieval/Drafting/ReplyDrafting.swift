import LanguageModel
import RapportCore

/// Replies that a language model writes after the retrieved exchanges, each checked before it is shown.
///
/// One request a reply: small models that are asked for three at once repeat the fan or themselves.
struct ReplyDrafting {
    let chatModel: any ChatModel
    let leakGuard: LeakGuard
    let claims: TranscriptClaims
    let context: SuggestContext
    /// nil where the model is not known, or has sent too little.
    let voice: ModelVoice?
    let nextStep: NextStep
    /// Whether replies that sell are refused.
    let mustNotSell: Bool
    let random: @Sendable () -> UInt64

    private static let maxTokens = 160
    /// Enough variety for replies that differ.
    private static let temperature = 0.8
    /// Exchanges that the model sees.
    private static let shownExchanges = 5
    /// Times that replies are asked for: a second time where some were refused.
    private static let rounds = 2

    /// Up to `count` replies that passed; where there are fewer, flags say why and quote nothing.
    ///
    /// - Parameters:
    ///   - exchanges: best first.
    ///   - emit: is given each reply as soon as it has come and passed, in the order of the result.
    /// - Complexity: `count` requests at the same time, and once more as many as were refused.
    /// - Throws: `CancellationError` alone: whatever else goes wrong with the model, the caller has other replies.
    func replies(
        _ exchanges: [RetrievedExchange], count: Int, emit: (Suggestion) async throws -> Void
    ) async throws -> Retriever.Replies {
        let shown = Array(exchanges.filter(isFitToShow).prefix(Self.shownExchanges))
        let fanNames = context.pair.map { PersonName.words(ofFanID: $0.fanID) } ?? []
        let prompt = ReplyPrompt(
            context: context, exchanges: shown, fanNames: fanNames, mustNotSell: mustNotSell, random: random)
        var suggestions: [Suggestion] = []
        var checked = CheckedDrafts()
        var nextSeed = 1
        for _ in 0..<Self.rounds where checked.failures.isEmpty {
            let seeds = nextSeed..<nextSeed + count - checked.texts.count
            if seeds.isEmpty { break }
            nextSeed = seeds.upperBound
            try await drafts(prompt, seeds: seeds) { draft in
                check(draft, prompt, shown, &checked)
                guard checked.texts.count > suggestions.count, let text = checked.texts.last else { return }
                var suggestion = Suggestion(
                    text: text, source: .llm, why: Suggestion.why(shown), basedOn: shown.map(\.row.conversationID),
                    nextStep: nextStep, confidence: nil)
                suggestion.suggestionID = ContentHash.hex(Int64(bitPattern: random()))
                suggestions.append(suggestion)
                try await emit(suggestion)
            }
        }
        return Retriever.Replies(suggestions: suggestions, flags: checked.flags)
    }

    /// A model repeats what it is shown: another fan's name, or a tip that was never given here.
    private func isFitToShow(_ exchange: RetrievedExchange) -> Bool {
        ReplyText.fault(exchange.reply) == nil && claims.support(exchange.reply)
            && (!mustNotSell || !SalesWords.areIn(exchange.reply))
            && leakGuard.fault(in: exchange.reply, sourceNames: exchange.names) == nil
    }

    // MARK: - Asking

    private enum Draft: Sendable {
        case reply(ChatReply)
        /// Says why, and quotes nothing.
        case failure(String)
    }

    /// Gives `body` one draft a seed, in the order of the seeds, each as soon as it and those before it are there; the
    /// provider's own limits decide how many run at a time.
    private func drafts(
        _ prompt: ReplyPrompt, seeds: Range<Int>, _ body: (Draft) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (seed: Int, draft: Draft).self) { group in
            for seed in seeds {
                group.addTask { (seed, try await draft(prompt, seed: seed)) }
            }
            var early: [Int: Draft] = [:]
            var next = seeds.lowerBound
            for try await result in group {
                early[result.seed] = result.draft
                while let draft = early.removeValue(forKey: next) {
                    try await body(draft)
                    next += 1
                }
            }
        }
    }

    private func draft(_ prompt: ReplyPrompt, seed: Int) async throws -> Draft {
        var request = ChatRequest(
            messages: prompt.messages, temperature: Self.temperature, maxTokens: Self.maxTokens, seed: seed)
        request.mark = prompt.mark
        do {
            return .reply(try await chatModel.reply(request))
        } catch let error as CancellationError {
            throw error
        } catch let error as any RapportError {
            return .failure(error.message)
        } catch {
            // An error of unknown making might quote what was sent.
            return .failure("\(type(of: error))")
        }
    }

    // MARK: - Checking

    private struct CheckedDrafts {
        var texts: [String] = []
        var faults: [ReplyFault: Int] = [:]
        /// Each once.
        var failures: [String] = []

        var flags: [String] {
            let reasons = faults.map { "\($0.value) \($0.key.rawValue)" }.sorted()
            let rejected = reasons.isEmpty ? [] : ["llm_rejected: \(reasons.joined(separator: ", "))"]
            return failures.map { "llm_failed: \($0)" } + rejected
        }
    }

    private func check(
        _ draft: Draft, _ prompt: ReplyPrompt, _ shown: [RetrievedExchange], _ checked: inout CheckedDrafts
    ) {
        switch draft {
        case .failure(let reason):
            if !checked.failures.contains(reason) { checked.failures.append(reason) }
        case .reply(let reply):
            let cleaned = ReplyText.cleaned(reply.text)
            let text = voice?.adapted(cleaned) ?? cleaned
            let names = shown.reduce(into: Set<String>()) { $0.formUnion($1.names) }
            if reply.finish == .length {
                checked.faults[.tooLong, default: 0] += 1
            } else if let fault = fault(text, kept: checked.texts, mark: prompt.mark, names: names) {
                checked.faults[fault, default: 0] += 1
            } else {
                checked.texts.append(text)
            }
        }
    }

    private func fault(_ text: String, kept: [String], mark: String, names: Set<String>) -> ReplyFault? {
        if let fault = ReplyText.fault(text) { return fault }
        if text.contains(mark) { return .mark }
        if mustNotSell, SalesWords.areIn(text) { return .sales }
        let trigrams = Trigrams(text)
        if echoes(text, trigrams) { return .echo }
        let sent = (context.sentReplies + kept).map(Trigrams.init)
        if sent.contains(where: trigrams.isNearDuplicate) { return .alreadySent }
        if !claims.support(text) { return .unsupported }
        return leakGuard.fault(in: text, sourceNames: names)
    }

    /// Whether a reply is the fan's message again, or holds a long one word for word.
    private func echoes(_ text: String, _ trigrams: Trigrams) -> Bool {
        let message = ReplyText.cleaned(context.message)
        if trigrams.isNearDuplicate(of: Trigrams(message)) { return true }
        return message.count > 20 && ReplyWords.fold(text).contains(ReplyWords.fold(message))
    }
}
