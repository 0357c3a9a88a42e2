import LanguageModel
import ProviderHTTP
import RapportCore

/// Some sentences, without their figures, to be worded anew in one call.
package struct WordingPrompt: Sendable {
    /// Part of every content hash: raise it with every change that a model could notice.
    static let version = 1
    /// Sentences in one call at most.
    package static let sentencesPerCall = 20
    /// What an answer that does not fit and the request for another one add to the answer itself.
    private static let retryTokens = 100

    let sentences: [MaskedSentence]

    package init(_ sentences: [MaskedSentence]) { self.sentences = sentences }

    /// What the model answers: `schemas/wording-reply.schema.json`.
    struct Reply: Decodable, Sendable {
        struct Item: Decodable, Sendable {
            var id: String
            var wording: String
        }

        var sentences: [Item]
    }

    /// What the cache knows a sentence's wording by.
    static func contentHash(of sentence: MaskedSentence, maker: String) -> ContentHash {
        ContentHash(joining: ["sentence", maker, sentence.text])
    }

    static func maker(_ model: any ChatModel) -> String { "\(model.identifier) wording-\(version)" }

    /// - Throws: `LLMError.badSchema` where the program carries no schema for the answer.
    package func request() throws(LLMError) -> ChatRequest {
        let fence = fence
        var request = ChatRequest(
            messages: [ChatMessage(.system, Self.instructions(fence)), ChatMessage(.user, fence.text)],
            schema: try ReplySchema.carried("wording-reply"), temperature: 0,
            maxTokens: Self.replyTokens(sentences), seed: 1)
        request.items = sentences.count
        return request
    }

    private var fence: Fence {
        Fence(
            sentences.enumerated().map { index, sentence in
                let id = Letters.name(index)
                return [
                    ("id", .string(id)), ("sentence", .string(sentence.text(of: id))),
                    ("marks", .array(sentence.kinds(of: id).map { .string($0) })),
                ]
            })
    }

    /// The answer about each sentence, with the marks of `MaskedSentence.text`; empty where there is not exactly one.
    func wordings(in reply: Reply) -> [String] {
        sentences.enumerated().map { index, sentence in
            let id = Letters.name(index)
            let own = reply.sentences.filter { $0.id == id }
            return own.count == 1 ? sentence.withoutID(id, own[0].wording) : ""
        }
    }

    /// Fills one call after the other, as many sentences in each as may be and as fit into the model's window: the
    /// answer has to fit twice, since one that cannot be used goes back to the model.
    ///
    /// - Complexity: O(characters · sentences of a call).
    /// - Throws: `LLMError.badSchema`.
    static func packed(_ sentences: [MaskedSentence], contextTokens: Int) throws(LLMError) -> [[MaskedSentence]] {
        var calls: [[MaskedSentence]] = []
        for sentence in sentences {
            if let last = calls.last, last.count < sentencesPerCall,
                try WordingPrompt(last + [sentence]).tokens() <= contextTokens
            {
                calls[calls.count - 1].append(sentence)
            } else {
                calls.append([sentence])
            }
        }
        return calls
    }

    private func tokens() throws(LLMError) -> Int {
        let request = try request()
        let asked = request.messages.reduce(0) { $0 + TokenEstimate.tokens(in: $1.text) + 4 }
        let schema = TokenEstimate.tokens(in: request.schema?.jsonText ?? "")
        return asked + schema + 2 * request.maxTokens + Self.retryTokens
    }

    /// Room for answers that are too long to be used, so that they are refused alone and not cut with all others.
    private static func replyTokens(_ sentences: [MaskedSentence]) -> Int {
        200 + sentences.reduce(0) { $0 + 2 * TokenEstimate.tokens(in: $1.text(of: "A")) + 20 }
    }

    /// What changes from call to call comes last: providers bill a beginning that they know at less.
    private static func instructions(_ fence: Fence) -> String {
        """
        You edit a report about chats for the people who run them. Word each sentence so that it reads well: plain, \
        short English, friendly to the reader. It must claim exactly the same.
        Marks such as [[AB]] stand for figures that you do not see. Keep each mark exactly as it is, once, in the same \
        order, with the noun or the unit that follows it.
        Keep every number word and unit, and every word that decides what is claimed, in the same order: more and less, most and \
        least, not and no, if, may and would, than and against, otherwise and other, before and after, average, show, \
        differ, chance, unlocked, silent, active, answered. Add none of them. Keep the nouns: pairs, stages, clusters, \
        fans, offers, messages, conversations, rows, revenue.
        Write no digits, no cause, no advice that is not there, no Markdown, no names, and hardly more characters than \
        the original. Where you can do no better, give the sentence back as it is.
        Answer with JSON: for every item its id and its wording.
        \(fence.rule)
        """
    }
}
