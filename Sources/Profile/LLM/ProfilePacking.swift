import LanguageModel

/// How pairs share calls: as many as may, under the model's window.
struct ProfilePacking: Sendable {
    /// Tokens that a call may take, question and answer together.
    let contextTokens: Int
    /// Pairs in a call at most.
    let pairsPerCall: Int
    /// Estimated tokens of the instructions and the schema.
    let instructionTokens: Int

    /// What an answer that does not fit and the request for another one add to the answer itself.
    private static let retryTokens = 100

    /// Tokens of an excerpt that is alone in its call.
    var longestExcerpt: Int { room(items: 1) }

    /// Tokens for excerpts where `items` share a call: the answer has to fit twice, since one that cannot be used goes
    /// back to the model.
    private func room(items: Int) -> Int {
        contextTokens - instructionTokens - 2 * ProfilePrompt.replyTokens(items: items) - Self.retryTokens
    }

    /// Fills one call after the other, in order, each excerpt into the first call that has room for it.
    ///
    /// - Complexity: O(excerpts · calls).
    func calls(for excerpts: [ProfileExcerpt]) -> [[ProfileExcerpt]] {
        var calls: [(items: [ProfileExcerpt], tokens: Int)] = []
        for excerpt in excerpts {
            let place = calls.firstIndex { call in
                call.items.count < pairsPerCall
                    && call.tokens + excerpt.tokens <= room(items: call.items.count + 1)
            }
            if let place {
                calls[place].items.append(excerpt)
                calls[place].tokens += excerpt.tokens
            } else {
                calls.append(([excerpt], excerpt.tokens))
            }
        }
        return calls.map(\.items)
    }
}
