/// The words of the filter language.
enum FilterToken: Hashable {
    case word(String)
    case text(String)
    case number(Double)
    case symbol(String)
    case end

    var shown: String {
        switch self {
        case .word(let word): "'\(word)'"
        case .text: "a text"
        case .number(let number): "the number \(number)"
        case .symbol(let symbol): "'\(symbol)'"
        case .end: "its end"
        }
    }
}

/// Cuts a filter into tokens with their positions.
struct FilterLexer {
    private let characters: [Character]
    private var index = 0

    init(_ text: String) { characters = Array(text) }

    /// All tokens, `end` last, each with its 1-based position.
    static func tokens(of text: String) throws(FilterError) -> [(token: FilterToken, at: Int)] {
        var lexer = FilterLexer(text)
        var tokens: [(FilterToken, Int)] = []
        while true {
            lexer.skipBlanks()
            let at = lexer.index + 1
            let token = try lexer.next()
            tokens.append((token, at))
            if token == .end { return tokens }
        }
    }

    private mutating func skipBlanks() {
        while index < characters.count, characters[index].isWhitespace { index += 1 }
    }

    private mutating func next() throws(FilterError) -> FilterToken {
        guard index < characters.count else { return .end }
        let character = characters[index]
        if character == "'" { return try quoted() }
        if character.isASCII, character.isNumber || character == "-" || character == "+" || character == "." {
            return try number()
        }
        if character.isLetter || character == "_" { return word() }
        return try symbol()
    }

    private mutating func quoted() throws(FilterError) -> FilterToken {
        let opening = index + 1
        var text = ""
        index += 1
        while index < characters.count {
            defer { index += 1 }
            guard characters[index] == "'" else {
                text.append(characters[index])
                continue
            }
            guard index + 1 < characters.count, characters[index + 1] == "'" else {
                // The defer steps over the closing quote.
                return .text(text)
            }
            text.append("'")
            index += 1
        }
        throw .unterminatedText(at: opening)
    }

    private mutating func number() throws(FilterError) -> FilterToken {
        let start = index
        while index < characters.count, isNumberPart(at: index, after: start) { index += 1 }
        let text = String(characters[start..<index])
        guard let value = Double(text), value.isFinite else {
            throw .unexpected(found: "'\(text)'", expected: "a number", at: start + 1)
        }
        return .number(value)
    }

    private func isNumberPart(at index: Int, after start: Int) -> Bool {
        let character = characters[index]
        guard character.isASCII else { return false }
        if character.isNumber || character == "." || character == "e" || character == "E" { return true }
        let isSign = character == "-" || character == "+"
        return isSign && (index == start || characters[index - 1] == "e" || characters[index - 1] == "E")
    }

    private mutating func word() -> FilterToken {
        let start = index
        while index < characters.count,
            characters[index].isLetter || characters[index].isNumber || characters[index] == "_"
        {
            index += 1
        }
        return .word(String(characters[start..<index]))
    }

    private mutating func symbol() throws(FilterError) -> FilterToken {
        let two = String(characters[index..<min(index + 2, characters.count)])
        if ["<=", ">=", "!=", "<>", "=="].contains(two) {
            index += 2
            return .symbol(two)
        }
        let one = String(characters[index])
        guard ["=", "<", ">", "(", ")", ","].contains(one) else {
            throw .unexpected(found: "'\(one)'", expected: "a name, a value or an operator", at: index + 1)
        }
        index += 1
        return .symbol(one)
    }
}
