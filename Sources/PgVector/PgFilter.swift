import RapportCore

/// A filter as a condition in PostgreSQL's SQL, its values as parameters.
///
/// Both speak three-valued logic, so most of it is word for word. Texts compare by bytes: their columns have the
/// collation "C". What differs is `in ()`, which PostgreSQL has no words for and an array says, and NaN, which
/// PostgreSQL takes for the largest number and a filter for one that nothing equals.
struct PgFilter {
    private(set) var condition: String
    private(set) var parameters: [String?] = []
    private let schema: AttributeSchema

    /// - Parameter taken: Parameters that the statement has before these.
    /// - Throws: `FilterError` where the filter does not fit the schema.
    init(_ filter: Filter, schema: AttributeSchema, after taken: Int) throws(FilterError) {
        try filter.validate(against: schema)
        self.schema = schema
        condition = ""
        condition = write(filter, taken)
    }

    /// The column of an attribute. A prefix keeps them apart from our own, whatever they are called.
    static func column(_ attribute: String) -> String {
        "\"a_\(attribute.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined())\""
    }

    private mutating func write(_ filter: Filter, _ taken: Int) -> String {
        switch filter {
        case .and(let left, let right): return "(\(write(left, taken)) AND \(write(right, taken)))"
        case .or(let left, let right): return "(\(write(left, taken)) OR \(write(right, taken)))"
        case .not(let inner): return "(NOT \(write(inner, taken)))"
        case .isNull(let name): return "(\(Self.column(name)) IS NULL)"
        case .between(let name, let low, let high):
            return "(\(write(name, .greaterOrEqual, low, taken)) AND \(write(name, .lessOrEqual, high, taken)))"
        case .compare(let name, let comparison, let operand): return write(name, comparison, operand, taken)
        case .isIn(let name, let operands):
            parameters.append(Self.array(operands))
            return "(\(Self.column(name)) = ANY ($\(taken + parameters.count)::\(type(of: name))[]))"
        }
    }

    private mutating func write(
        _ name: String, _ comparison: Filter.Comparison, _ operand: AttributeValue, _ taken: Int
    ) -> String {
        let column = Self.column(name)
        // False, or true for `!=`; unknown of null.
        let never = comparison == .notEqual ? "(\(column) = \(column))" : "(\(column) <> \(column))"
        var (comparison, operand) = (comparison, operand)
        if case .number(let number) = operand, number.isNaN { return never }
        if case .text(let text) = operand, let zero = text.utf8.firstIndex(of: 0) {
            // No stored text holds U+0000: all that are less are those up to what comes before it.
            operand = .text(String(text[..<zero]))
            switch comparison {
            case .equal, .notEqual: return never
            case .less, .lessOrEqual: comparison = .lessOrEqual
            case .greater, .greaterOrEqual: comparison = .greater
            }
        }
        parameters.append(Self.text(of: operand))
        let sign = comparison == .notEqual ? "<>" : comparison.rawValue
        return "(\(column) \(sign) $\(taken + parameters.count)::\(type(of: name)))"
    }

    private func type(of name: String) -> String { schema.types[name] == .number ? "double precision" : "text" }

    /// A value as the parameter of a statement.
    static func text(of value: AttributeValue) -> String? {
        switch value {
        case .null: nil
        case .number(let number): "\(number)"
        case .text(let text): text
        }
    }

    /// Stands for texts that cannot be stored. A noncharacter, which is valid UTF-8 and in nobody's name.
    private static let unstorable = "\u{FFFF}\u{FFFE}"

    /// An array's literal. NaN equals no number that is stored, as in a filter.
    private static func array(_ values: [AttributeValue]) -> String {
        let elements = values.map { value -> String in
            // A C string would end at U+0000, and equal what comes before.
            guard let text = text(of: value) else { return "NULL" }
            if text.utf8.contains(0) { return "\"\(unstorable)\"" }
            let escaped = text.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
            return "\"\(escaped.joined())\""
        }
        return "{\(elements.joined(separator: ","))}"
    }
}
