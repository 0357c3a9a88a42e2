/// A model's answer about a sentence, taken apart at its marks.
struct Wording: Sendable {
    enum Token: Sendable {
        /// A figure of the sentence.
        case mark(Int)
        /// A mark that the sentence does not have.
        case stranger
        case words(String)
    }

    let tokens: [Token]

    /// - Parameter markCount: of the sentence.
    init(_ text: String, markCount: Int) {
        let names = Dictionary(uniqueKeysWithValues: (0..<markCount).map { (Letters.name($0), $0) })
        var tokens: [Token] = []
        var rest = Substring(text)
        while let match = rest.firstMatch(of: #/\[\[([A-Za-z]*)\]\]/#) {
            let before = rest[..<match.range.lowerBound]
            if !before.isEmpty { tokens.append(.words(String(before))) }
            tokens.append(names[String(match.output.1)].map { .mark($0) } ?? .stranger)
            rest = rest[match.range.upperBound...]
        }
        if !rest.isEmpty { tokens.append(.words(String(rest))) }
        self.tokens = tokens
    }

    var marks: [Int] {
        tokens.compactMap { if case .mark(let index) = $0 { index } else { nil } }
    }

    var hasStrangers: Bool { tokens.contains { if case .stranger = $0 { true } else { false } } }

    /// All but the marks.
    var words: String {
        tokens.map { if case .words(let words) = $0 { words } else { " " } }.joined()
    }

    /// Marks and words that decide what is claimed, in order.
    func claims(_ kind: ClaimWords.Kind) -> [String] {
        tokens.flatMap { token -> [String] in
            switch token {
            case .mark(let index): ["[\(index)]"]
            case .stranger: []
            case .words(let words): ClaimWords.claims(in: words, kind)
            }
        }
    }

    /// What each mark counts, where the word for it follows at once.
    var counted: [String?] {
        tokens.enumerated().compactMap { index, token -> String?? in
            guard case .mark = token else { return nil }
            guard index + 1 < tokens.count, case .words(let after) = tokens[index + 1], after.hasPrefix(" "),
                let word = ClaimWords.words(in: after).first
            else { return .some(nil) }
            return .some(ClaimWords.subject(word))
        }
    }

    /// Whether something that changes a figure, such as a sign, stands before or after a mark.
    var touchesFigures: Bool {
        tokens.indices.contains { index in
            guard case .words(let words) = tokens[index] else { return false }
            let follows = index > 0 && !words.hasPrefix(" ") && words.first.map { !" ,.;:)?!".contains($0) } ?? false
            let precedes = index + 1 < tokens.count && words.last.map { !" (".contains($0) } ?? false
            return follows || precedes
        }
    }
}
