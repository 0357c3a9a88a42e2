import Foundation

/// Texts to embed, the same in each run.
struct EmbeddingWorkload {
    let name: String
    let texts: [String]
    /// Whether the ratio on these texts has a target.
    let isTarget: Bool

    /// 2,000 messages with the lengths of the production logs: median 26 characters, p95 108.
    static var typical: EmbeddingWorkload {
        var draw = Draw(seed: 20_250_409)
        let texts = (0..<2_000).map { _ in
            // Log-normal: 1.645 standard deviations reach the 95th percentile.
            draw.message(characters: 26 * exp(draw.normal() * log(108.0 / 26) / 1.645))
        }
        return EmbeddingWorkload(name: "2,000 typical messages", texts: texts, isTarget: true)
    }

    static var all: [EmbeddingWorkload] {
        [typical, ofLength(10, count: 1_024), ofLength(20, count: 512), ofLength(200, count: 64)]
    }

    /// Texts of exactly `tokens` tokens: the words below are one token each, and two are `[CLS]` and `[SEP]`.
    private static func ofLength(_ tokens: Int, count: Int) -> EmbeddingWorkload {
        var draw = Draw(seed: UInt64(tokens))
        let texts = (0..<count).map { _ in (0..<tokens - 2).map { _ in draw.word() }.joined(separator: " ") }
        return EmbeddingWorkload(name: "\(count) texts of \(tokens) tokens", texts: texts, isTarget: false)
    }

    private static let words = """
        hey how are you today just got home from work and thinking about the weekend did your dog like new park \
        what time is it there i was watching a film last night with some friends it was so good maybe we could talk \
        later have nice day miss our little chats love this picture of beach looks amazing thank for always making me \
        smile where do live now raining again here coffee first then gym see next week happy birthday sweet dreams \
        really want to know more music song band guitar game team won yes no okay sure
        """.split(separator: " ").map(String.init)

    /// Words and lengths, the same in every run.
    private struct Draw {
        private var random: SplitMix64

        init(seed: UInt64) { random = SplitMix64(seed: seed) }

        mutating func normal() -> Double {
            (-2 * log(1 - random.unit())).squareRoot() * cos(2 * .pi * random.unit())
        }

        mutating func word() -> String {
            EmbeddingWorkload.words[Int(random.next() % UInt64(EmbeddingWorkload.words.count))]
        }

        mutating func message(characters: Double) -> String {
            let length = max(2, Int(characters.rounded()))
            var text = word()
            while text.count < length { text += " " + word() }
            // One in eight has an emoji, as in the logs.
            return String(text.prefix(length)) + (random.next() % 8 == 0 ? " 😂" : "")
        }
    }
}
