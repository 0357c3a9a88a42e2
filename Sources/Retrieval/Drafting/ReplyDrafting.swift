import LanguageModel
import RapportCore

/// Replies that a language model writes after the retrieved exchanges, each checked before it is shown.
struct ReplyDrafting {
    let chatModel: any ChatModel
    let leakGuard: LeakGuard
    let context: SuggestContext
    let pair: PairID?
    /// Whether replies that sell are refused.
    let mustNotSell: Bool
    let random: @Sendable () -> UInt64

    private static let maxTokens = 800
    /// Enough variety for three replies that differ.
    private static let temperature = 0.7

    /// Up to `count` replies that passed; where there are fewer, flags say why and quote nothing.
    ///
    /// - Throws: `CancellationError` alone: whatever else goes wrong with the model, the caller has other replies.
    func replies(_ conversations: [NearConversation], count: Int) async throws -> Retriever.Replies {
        let fanNames = pair.map { PersonName.words(ofFanID: $0.fanID) } ?? []
        let prompt = ReplyPrompt(
            context: context, conversations: conversations, fanNames: fanNames, count: count,
            mustNotSell: mustNotSell, random: random)
        do {
            var request = ChatRequest(
                messages: prompt.messages, schema: try ReplyDraft.schema(), temperature: Self.temperature,
                maxTokens: Self.maxTokens)
            request.mark = prompt.mark
            let draft = try await chatModel.reply(request, as: ReplyDraft.self).value
            return checked(draft, conversations, count: count, mark: prompt.mark)
        } catch let error as CancellationError {
            throw error
        } catch let error as any RapportError {
            return Retriever.Replies(suggestions: [], flags: ["llm_failed: \(error.message)"])
        } catch {
            // An error of unknown making might quote what was sent.
            return Retriever.Replies(suggestions: [], flags: ["llm_failed: \(type(of: error))"])
        }
    }

    private func checked(
        _ draft: ReplyDraft, _ conversations: [NearConversation], count: Int, mark: String
    ) -> Retriever.Replies {
        var replies = Retriever.Replies(suggestions: [])
        var faults: [String: Int] = [:]
        var kept: [Trigrams] = []
        let names = names(in: conversations)
        for reply in draft.replies.prefix(count) {
            let text = ReplyText.cleaned(reply.text)
            if let fault = fault(text, kept: kept, mark: mark, names: names) {
                faults[fault.rawValue, default: 0] += 1
                continue
            }
            kept.append(Trigrams(text))
            replies.suggestions.append(
                Suggestion(text: text, source: .llm, basedOn: sources(reply.basedOn, conversations)))
        }
        if draft.replies.count < count { faults["missing"] = count - draft.replies.count }
        if !faults.isEmpty {
            let reasons = faults.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            replies.flags = ["llm_rejected: \(reasons.joined(separator: ", "))"]
        }
        return replies
    }

    private func fault(_ text: String, kept: [Trigrams], mark: String, names: Set<String>) -> ReplyFault? {
        if let fault = ReplyText.fault(text) { return fault }
        if text.contains(mark) { return .mark }
        if mustNotSell, SalesWords.areIn(text) { return .sales }
        let trigrams = Trigrams(text)
        if echoes(text, trigrams) { return .echo }
        let sent = context.sentReplies.map(Trigrams.init) + kept
        if sent.contains(where: trigrams.isNearDuplicate) { return .alreadySent }
        return leakGuard.fault(in: text, sourceNames: names)
    }

    /// Words by which those went whose conversations the model saw.
    private func names(in conversations: [NearConversation]) -> Set<String> {
        var names: Set<String> = []
        for conversation in conversations {
            names.formUnion(PersonName.words(ofFanID: conversation.fanID))
            names.formUnion(PersonName.words(of: conversation.modelName))
            for exchange in conversation.excerpt { names.formUnion(PersonName.introduced(in: exchange.fan)) }
        }
        return names
    }

    /// Whether a reply is the fan's message again, or holds a long one word for word.
    private func echoes(_ text: String, _ trigrams: Trigrams) -> Bool {
        let message = ReplyText.cleaned(context.message)
        if trigrams.isNearDuplicate(of: Trigrams(message)) { return true }
        return message.count > 20 && ReplyWords.fold(text).contains(ReplyWords.fold(message))
    }

    /// Where the model names no exchange that it was given, all that it was given count.
    private func sources(_ numbers: [Int], _ conversations: [NearConversation]) -> [String] {
        var seen: Set<Int> = []
        let named = numbers.filter { conversations.indices.contains($0 - 1) && seen.insert($0).inserted }
        return named.isEmpty ? conversations.map(\.conversationID) : named.map { conversations[$0 - 1].conversationID }
    }
}
