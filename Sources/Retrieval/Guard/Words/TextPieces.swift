/// Cuts plain text into words, numbers and things with a form of their own: telephone numbers, mail addresses, cards.
struct TextPieces {
    enum Kind: Equatable {
        case word
        case number(Int)
        /// `<phone>`, `<email>`, `<card>`, `<link>`, `<handle>`, `<money>`, `<time>`, `<date>`, `<ssn>`, `<iban>`,
        /// `<percent>`, `<measure>`.
        case mark(String)
    }

    struct Piece: Equatable {
        var text: String
        var kind: Kind
        var startsSentence: Bool
        /// Whether only a dot parts it from the one before: `k.i.l.l`.
        var followsDot: Bool
    }

    private(set) var pieces: [Piece] = []

    /// - Complexity: O(length).
    init(_ text: String) {
        let characters = Array(text.unicodeScalars)
        var position = 0
        var startsSentence = true
        var dots = 0
        var gap = 0
        while position < characters.count {
            let scalar = characters[position]
            if let (kind, end) = Self.form(characters, at: position) ?? Self.word(characters, at: position) {
                let text = String(String.UnicodeScalarView(characters[position..<end]))
                pieces.append(
                    Piece(text: text, kind: kind, startsSentence: startsSentence, followsDot: gap == 1 && dots == 1))
                (position, startsSentence, dots, gap) = (end, false, 0, 0)
                continue
            }
            if let word = Spellings.emoji[scalar] {
                pieces.append(Piece(text: word, kind: .word, startsSentence: startsSentence, followsDot: false))
                startsSentence = false
            }
            gap += 1
            if scalar == "." { dots += 1 }
            // Three dots are a pause; one is an end, as are the others.
            if scalar == "\n" || scalar == "!" || scalar == "?" || scalar == ";" { startsSentence = true }
            if dots == 1, scalar == " " || position + 1 == characters.count { startsSentence = true }
            if dots > 1 { startsSentence = pieces.isEmpty }
            position += 1
        }
    }

    // MARK: Words

    private static func word(_ text: [Unicode.Scalar], at start: Int) -> (Kind, Int)? {
        func isLetter(_ index: Int) -> Bool { index < text.count && text[index].isLetter }
        func isDigit(_ index: Int) -> Bool { index < text.count && isASCIIDigit(text[index]) }
        let first = text[start]
        // A sign that stands for a letter may come first where a word can begin: `$nap`, `!gnore`.
        let canBegin = start == 0 || text[start - 1].properties.isWhitespace
        let isDisguise = "@$!".unicodeScalars.contains(first) && canBegin && isLetter(start + 1)
        guard first.isLetter || isASCIIDigit(first) || isDisguise else { return nil }
        var end = start + 1
        var hasLetter = first.isLetter || !isASCIIDigit(first)
        while end < text.count {
            if text[end].isLetter || isASCIIDigit(text[end]) {
                hasLetter = hasLetter || text[end].isLetter
            } else if text[end] == "'" {
                guard isLetter(end + 1) else { break }
            } else if "@$!*+€|".unicodeScalars.contains(text[end]) {
                // A disguised letter stands between others.
                let endsWord = text[end] == "$" && (end + 1 == text.count || text[end + 1].properties.isWhitespace)
                guard hasLetter, endsWord || isLetter(end + 1) || isDigit(end + 1) else { break }
            } else {
                break
            }
            end += 1
        }
        if !hasLetter {
            let digits = String(String.UnicodeScalarView(text[start..<end]))
            return (Int(digits).map(Kind.number) ?? .mark("<number>"), end)
        }
        return (.word, end)
    }

    static func isASCIIDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
