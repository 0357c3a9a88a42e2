import LanguageModel
import ProviderHTTP
import RapportCore

/// What a language model gets to read of one pair: its newest rows that fit, and how much was left out.
struct ProfileExcerpt: Sendable {
    /// A row as it is shown, without its number, which only a batch knows.
    struct Line: Sendable {
        var rowID: Int64
        /// Whole, though a long one is not shown so.
        var fanMessage: String
        var hasSale: Bool
        var members: [(key: String, value: JSONText)]
        var tokens: Int

        /// Without a fan's words a row supports little.
        var hasFanMessage: Bool { !fanMessage.isEmpty }
    }

    let pair: PairID
    /// In order of time.
    private(set) var lines: [Line] = []
    /// Messages of rows that did not fit, the oldest of the pair.
    private(set) var leftOutMessages = 0
    /// Messages of which only the beginning is shown.
    private(set) var shortenedMessages = 0
    /// Estimated, of all lines and what frames them.
    private(set) var tokens = ProfileExcerpt.frameTokens

    /// A fan's long message says more of him than a chatter's, who often sends the same to many.
    private static let longestFanCharacters = 800
    private static let longestChatterCharacters = 160
    static let shortenedSign = " …[cut]"
    /// The item's name, two lines with the mark, and how much was left out.
    private static let frameTokens = 110
    /// The key and five digits.
    private static let rowNumberTokens = 12

    var isCut: Bool { leftOutMessages > 0 || shortenedMessages > 0 }

    /// - Parameter tokenLimit: what the excerpt may take.
    /// - Complexity: O(bytes of the pair's texts).
    init(of history: PairHistory, tokenLimit: Int) {
        pair = history.pair
        var isFull = false
        for entry in history.entries.reversed() {
            let fan = EmbeddedText.message(entry.row.fanMessage)
            let chatter = EmbeddedText.message(entry.row.chatterMessage)
            if !isFull {
                let (line, shortened) = Self.line(entry, fan: fan, chatter: chatter)
                if tokens + line.tokens <= tokenLimit {
                    lines.append(line)
                    tokens += line.tokens
                    shortenedMessages += shortened
                    continue
                }
                // Nothing older after a gap: the model should read what followed what.
                isFull = true
            }
            leftOutMessages += (fan.isEmpty ? 0 : 1) + (chatter.isEmpty ? 0 : 1)
        }
        lines.reverse()
    }

    private static func line(
        _ entry: PairHistory.Entry, fan: String, chatter: String
    ) -> (Line, shortened: Int) {
        var members: [(key: String, value: JSONText)] = []
        var shortened = 0
        for (key, text, longest) in [
            ("fan", fan, longestFanCharacters), ("chatter", chatter, longestChatterCharacters),
        ] where !text.isEmpty {
            let isShortened = text.count > longest
            shortened += isShortened ? 1 : 0
            members.append((key, .string(isShortened ? text.prefix(longest) + shortenedSign : text)))
        }
        let row = entry.row
        if row.price > 0 {
            members.append(("offer_usd", .number(row.price)))
            members.append(("bought", .bool(row.purchased)))
        }
        if row.tips > 0 { members.append(("tip_usd", .number(row.tips))) }
        let text = String(decoding: JSONText.object(members).encoded(), as: UTF8.self)
        let line = Line(
            rowID: entry.rowID, fanMessage: fan, hasSale: row.purchased || row.tips > 0, members: members,
            tokens: TokenEstimate.tokens(in: text) + rowNumberTokens)
        return (line, shortened)
    }
}

extension ProfileExcerpt: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides the texts.
    var description: String { "ProfileExcerpt(\(lines.count) rows, texts hidden)" }
    var debugDescription: String { description }
}
