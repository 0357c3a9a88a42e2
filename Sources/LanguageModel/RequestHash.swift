import RapportCore

extension ChatRequest {
    /// Of all that decides the answer: messages, schema, temperature, length and seed. The mark that chance made is left
    /// out.
    ///
    /// - Complexity: O(bytes).
    public var contentHash: ContentHash {
        let texts = messages.flatMap { message in
            [message.role.rawValue, mark.map { message.text.replacing($0, with: "MARK") } ?? message.text]
        }
        let settings = [
            schema?.name ?? "", schema?.jsonText ?? "", temperature.map { "\($0)" } ?? "", String(maxTokens),
            seed.map(String.init) ?? "",
        ]
        return ContentHash(joining: settings + texts)
    }
}
