extension Filter {
    /// Parentheses and `not` may nest this deep.
    public static let depthLimit = 64

    /// Comparisons in one filter. A chain of `or` is as deep as it is long, and evaluating it must not exhaust
    /// a thread's stack; the values of one `in` are not limited.
    public static let conditionLimit = 1_000

    /// Reads the filter language: comparison, `in`, `between`, `is null`, `and`, `or`, `not`, parentheses.
    ///
    /// Keywords ignore case; texts stand in single quotes, a quote inside is doubled; `and` binds tighter
    /// than `or`. The one parser behind the command line, the server and SQL.
    ///
    /// - Complexity: O(length).
    /// - Throws: `FilterError` with the position of what does not fit.
    public init(parsing text: String) throws(FilterError) {
        var parser = FilterParser(tokens: try FilterLexer.tokens(of: text))
        self = try parser.parse()
    }
}

/// A recursive-descent parser over the tokens of one filter.
private struct FilterParser {
    let tokens: [(token: FilterToken, at: Int)]
    var position = 0
    var depth = 0
    var conditions = 0

    init(tokens: [(token: FilterToken, at: Int)]) { self.tokens = tokens }

    mutating func parse() throws(FilterError) -> Filter {
        let filter = try disjunction()
        guard peek == .end else { throw unexpected("'and', 'or' or the end") }
        return filter
    }

    private var peek: FilterToken { tokens[position].token }

    private func unexpected(_ expected: String) -> FilterError {
        .unexpected(found: peek.shown, expected: expected, at: tokens[position].at)
    }

    private mutating func advance() { position = min(position + 1, tokens.count - 1) }

    private mutating func take(keyword: String) -> Bool {
        guard case .word(let word) = peek, word.lowercased() == keyword else { return false }
        advance()
        return true
    }

    private mutating func take(symbol: String) -> Bool {
        guard peek == .symbol(symbol) else { return false }
        advance()
        return true
    }

    private mutating func disjunction() throws(FilterError) -> Filter {
        var filter = try conjunction()
        while take(keyword: "or") { filter = .or(filter, try conjunction()) }
        return filter
    }

    private mutating func conjunction() throws(FilterError) -> Filter {
        var filter = try negation()
        while take(keyword: "and") { filter = .and(filter, try negation()) }
        return filter
    }

    private mutating func negation() throws(FilterError) -> Filter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Filter.depthLimit else { throw .tooDeep(limit: Filter.depthLimit) }
        if take(keyword: "not") { return .not(try negation()) }
        guard take(symbol: "(") else { return try condition() }
        let inner = try disjunction()
        guard take(symbol: ")") else { throw unexpected("')'") }
        return inner
    }

    private mutating func condition() throws(FilterError) -> Filter {
        guard case .word(let attribute) = peek,
            !["and", "or", "in", "is", "between", "null"].contains(attribute.lowercased())
        else { throw unexpected("an attribute") }
        conditions += 1
        guard conditions <= Filter.conditionLimit else { throw .tooLong(limit: Filter.conditionLimit) }
        advance()
        if take(keyword: "is") {
            let isNegated = take(keyword: "not")
            guard take(keyword: "null") else { throw unexpected("'null'") }
            return isNegated ? .not(.isNull(attribute: attribute)) : .isNull(attribute: attribute)
        }
        if take(keyword: "not") {
            guard take(keyword: "in") else { throw unexpected("'in'") }
            return .not(.isIn(attribute: attribute, try list()))
        }
        if take(keyword: "in") { return .isIn(attribute: attribute, try list()) }
        if take(keyword: "between") {
            let low = try value()
            guard take(keyword: "and") else { throw unexpected("'and'") }
            return .between(attribute: attribute, low, try value())
        }
        return .compare(attribute: attribute, try comparison(), try value())
    }

    private mutating func comparison() throws(FilterError) -> Filter.Comparison {
        guard case .symbol(let symbol) = peek,
            let comparison = Filter.Comparison(rawValue: ["<>": "!=", "==": "="][symbol] ?? symbol)
        else { throw unexpected("a comparison, 'in', 'between' or 'is null'") }
        advance()
        return comparison
    }

    private mutating func list() throws(FilterError) -> [AttributeValue] {
        guard take(symbol: "(") else { throw unexpected("'('") }
        // As in SQLite: in nothing is false.
        if take(symbol: ")") { return [] }
        var values = [try value()]
        while take(symbol: ",") { values.append(try value()) }
        guard take(symbol: ")") else { throw unexpected("',' or ')'") }
        return values
    }

    private mutating func value() throws(FilterError) -> AttributeValue {
        switch peek {
        case .text(let text):
            advance()
            return .text(text)
        case .number(let number):
            advance()
            return .number(number)
        case .word(let word) where word.lowercased() == "null":
            advance()
            return .null
        case .word(let word) where ["true", "false"].contains(word.lowercased()):
            // Truth values are stored as 1 and 0.
            advance()
            return .number(word.lowercased() == "true" ? 1 : 0)
        default: throw unexpected("a number or a text in single quotes")
        }
    }
}
