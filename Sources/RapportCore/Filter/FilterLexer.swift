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
///
/// Works on Unicode scalars: a combining mark at the start of a text would make one character of itself and
/// the quote before it, and hide the quote.
struct FilterLexer {
    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

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
        while index < scalars.count, Blank.isBlank(scalars[index]) { index += 1 }
    }

    private mutating func next() throws(FilterError) -> FilterToken {
        guard index < scalars.count else { return .end }
        switch scalars[index] {
        case "'": return try quoted()
        case "0"..."9", "-", "+", ".": return try number()
        case let scalar where scalar.isWordStart: return word()
        default: return try symbol()
        }
    }

    private mutating func quoted() throws(FilterError) -> FilterToken {
        let opening = index + 1
        var text = String.UnicodeScalarView()
        index += 1
        while index < scalars.count {
            defer { index += 1 }
            guard scalars[index] == "'" else {
                text.append(scalars[index])
                continue
            }
            guard index + 1 < scalars.count, scalars[index + 1] == "'" else {
                // The defer steps over the closing quote.
                return .text(String(text))
            }
            text.append("'")
            index += 1
        }
        throw .unterminatedText(at: opening)
    }

    private mutating func number() throws(FilterError) -> FilterToken {
        let start = index
        while index < scalars.count, isNumberPart(at: index, after: start) { index += 1 }
        let text = string(start..<index)
        guard let value = Double(text), value.isFinite else {
            throw .unexpected(found: "'\(text)'", expected: "a number", at: start + 1)
        }
        return .number(value)
    }

    private func isNumberPart(at index: Int, after start: Int) -> Bool {
        switch scalars[index] {
        case "0"..."9", ".", "e", "E": true
        case "-", "+": index == start || scalars[index - 1] == "e" || scalars[index - 1] == "E"
        default: false
        }
    }

    private mutating func word() -> FilterToken {
        let start = index
        while index < scalars.count, scalars[index].isWordPart { index += 1 }
        return .word(string(start..<index))
    }

    private mutating func symbol() throws(FilterError) -> FilterToken {
        let two = string(index..<min(index + 2, scalars.count))
        if ["<=", ">=", "!=", "<>", "=="].contains(two) {
            index += 2
            return .symbol(two)
        }
        let one = string(index..<index + 1)
        guard ["=", "<", ">", "(", ")", ","].contains(one) else {
            throw .unexpected(found: "'\(one)'", expected: "a name, a value or an operator", at: index + 1)
        }
        index += 1
        return .symbol(one)
    }

    private func string(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range]))
    }
}

extension Unicode.Scalar {
    fileprivate var isWordStart: Bool { self == "_" || properties.isAlphabetic }
    fileprivate var isWordPart: Bool { isWordStart || ("0"..."9").contains(self) }
}
