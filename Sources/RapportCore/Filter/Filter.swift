/// A condition on attributes: `model = 'Model3' and success_rate >= 0.5 and stage in (2, 3)`.
///
/// Built by `Filter(parsing:)` or in code. Logic is SQL's: a comparison with null is unknown, `not` keeps
/// unknown, and only true passes; so a null never satisfies a comparison.
public indirect enum Filter: Hashable, Sendable {
    case compare(attribute: String, Comparison, AttributeValue)
    /// True where the attribute equals one of the values.
    case isIn(attribute: String, [AttributeValue])
    /// Both ends included.
    case between(attribute: String, AttributeValue, AttributeValue)
    case isNull(attribute: String)
    case and(Filter, Filter)
    case or(Filter, Filter)
    case not(Filter)

    public enum Comparison: String, Hashable, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    /// All of `filters`; nil where there is none.
    public static func all(_ filters: [Filter?]) -> Filter? {
        let present = filters.compactMap { $0 }
        guard let first = present.first else { return nil }
        return present.dropFirst().reduce(first) { .and($0, $1) }
    }

    /// The attributes that the filter reads.
    public var attributes: Set<String> {
        switch self {
        case .compare(let name, _, _), .isIn(let name, _), .between(let name, _, _), .isNull(let name): [name]
        case .and(let left, let right), .or(let left, let right): left.attributes.union(right.attributes)
        case .not(let inner): inner.attributes
        }
    }
}

extension Filter: CustomStringConvertible {
    /// The filter as text that `Filter(parsing:)` reads back to an equal filter, where its numbers are finite
    /// and it keeps to the parser's limits.
    ///
    /// Parentheses stand only where they are needed, so that the text never nests deeper than its source.
    public var description: String {
        switch self {
        case .compare(let name, let comparison, let value): "\(name) \(comparison.rawValue) \(value.filterLiteral)"
        case .isIn(let name, let values): "\(name) in \(values.filterLiteral)"
        case .between(let name, let low, let high): "\(name) between \(low.filterLiteral) and \(high.filterLiteral)"
        case .isNull(let name): "\(name) is null"
        case .and(let left, let right): "\(left.description(over: 1)) and \(right.description(over: 2))"
        case .or(let left, let right): "\(left.description(over: 0)) or \(right.description(over: 1))"
        case .not(.isIn(let name, let values)): "\(name) not in \(values.filterLiteral)"
        case .not(.isNull(let name)): "\(name) is not null"
        case .not(let inner): "not \(inner.description(over: 2))"
        }
    }

    /// The description, in parentheses where the filter binds weaker than `strength`.
    private func description(over strength: Int) -> String {
        bindingStrength < strength ? "(\(self))" : description
    }

    /// 0 for `or`, 1 for `and`, 2 for what needs no parentheses.
    private var bindingStrength: Int {
        switch self {
        case .or: 0
        case .and: 1
        default: 2
        }
    }
}

extension [AttributeValue] {
    fileprivate var filterLiteral: String { "(\(map(\.filterLiteral).joined(separator: ", ")))" }
}

extension AttributeValue {
    var filterLiteral: String {
        switch self {
        case .null: "null"
        case .number(let number): "\(number)"
        case .text(let text):
            // Scalars, not characters: see FilterLexer.
            "'\(text.unicodeScalars.map { $0 == "'" ? "''" : String($0) }.joined())'"
        }
    }
}
