/// A sentence with marks in the places of its figures: what a language model sees of it. No figure and no word from
/// data leaves the store with it.
///
/// A mark is two brackets around letters, such as `[[A]]`: it holds no digit, so that a digit in an answer is always a
/// number of the model's own.
package struct MaskedSentence: Sendable {
    private enum Piece: Sendable {
        case words(String)
        case mark(Int)
    }

    private let pieces: [Piece]
    /// The figures in the order of their marks.
    private let figures: [Sentence.Part]

    package init(_ sentence: Sentence) {
        var pieces: [Piece] = []
        var figures: [Sentence.Part] = []
        for part in sentence.parts {
            switch part {
            case .words(let words): pieces.append(.words(words))
            case .figure:
                pieces.append(.mark(figures.count))
                figures.append(part)
            }
        }
        self.pieces = pieces
        self.figures = figures
    }

    package var markCount: Int { figures.count }

    /// The sentence with marks that are the same in every call: what wordings are kept by.
    package var text: String { text(of: "") }

    /// The sentence with marks of one call, in which no other sentence has the same.
    ///
    /// - Parameter id: letters.
    package func text(of id: String) -> String {
        pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .mark(let index): Self.mark(index, of: id)
            }
        }.joined()
    }

    /// What each mark stands for, for the model: `A: a share in percent`.
    func kinds(of id: String) -> [String] {
        figures.enumerated().map { index, figure in
            guard case .figure(_, let style) = figure else { return "" }
            return "\(id)\(Letters.name(index)): \(style.kind)"
        }
    }

    /// An answer with the marks of a call turned into those of `text`; marks of other sentences stay as they are.
    package func withoutID(_ id: String, _ answer: String) -> String {
        // A mark without the call's id could be any sentence's.
        var answer = answer.replacing(#/\[\[[A-Za-z]\]\]/#, with: "[[\(Self.stranger)]]")
        for index in figures.indices {
            answer = answer.replacing(Self.mark(index, of: id), with: Self.mark(index, of: ""))
        }
        return answer
    }

    /// A wording with the figures back in their places.
    func filled(_ wording: Wording) -> Sentence {
        Sentence(
            parts: wording.tokens.map { token in
                switch token {
                case .mark(let index) where figures.indices.contains(index): figures[index]
                case .mark, .stranger: .words("")
                case .words(let words): .words(words)
                }
            })
    }

    /// No mark of any sentence is called so.
    private static let stranger = "ZZZ"

    static func mark(_ index: Int, of id: String) -> String { "[[\(id)\(Letters.name(index))]]" }
}

/// Names of letters, which hold no digit: A to Z, then AA.
package enum Letters {
    package static func name(_ index: Int) -> String {
        let (before, last) = index.quotientAndRemainder(dividingBy: 26)
        let letter = String(Character(UnicodeScalar(UInt8(ascii: "A") + UInt8(last))))
        return before == 0 ? letter : name(before - 1) + letter
    }
}

extension Figure.Style {
    /// What it is, for someone who does not see the figure.
    fileprivate var kind: String {
        switch self {
        case .count: "a whole number"
        case .money: "an amount of USD"
        case .moneyChange: "a difference in USD with its sign"
        case .percent: "a share in percent"
        case .points: "a difference in percentage points with its sign"
        case .decimal: "a number"
        case .change: "a difference with its sign"
        case .text: "some words"
        }
    }
}
