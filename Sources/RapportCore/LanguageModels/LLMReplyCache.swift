/// Keeps what language models replied about pairs, by what they were asked.
public protocol LLMReplyCache: Sendable {
    /// What is known of `hashes`; the others are left out.
    ///
    /// - Complexity: O(hashes).
    func cachedReplies(to hashes: [ContentHash]) throws -> [ContentHash: String]

    /// Keeps a reply about a pair. Of a pair that is not there, because it was forgotten meanwhile, nothing is kept.
    ///
    /// - Parameter contentHash: of all that decides the reply: the pair's texts, the prompt's version, the model.
    func cache(
        _ reply: String, to contentHash: ContentHash, about pair: PairID, maker: String, at moment: Timestamp
    ) throws
}
