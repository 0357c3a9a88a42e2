import RapportCore

/// A filter as a condition of Milvus.
///
/// A filter is true, false or unknown, an expression of Milvus true or false. So each part is written as where it is
/// true or where it is false, neither of which holds where it is unknown; `not` turns one into the other and is never
/// written around more than a list. Null is a value of its own in Milvus: U+0001 among texts (`MilvusText`), NaN among
/// numbers, which compares to nothing but is not equal to everything. Infinities, which expressions cannot write, lie
/// beyond the largest number.
struct MilvusFilter {
    private let schema: AttributeSchema

    /// - Throws: `FilterError` where the filter does not fit the schema; `MilvusError.filterTooDeep`.
    ///
    /// - Parameter extra: levels of parentheses that are ours, not the user's.
    static func condition(
        _ filter: Filter, schema: AttributeSchema, extra: Int = 0
    ) throws -> MilvusCondition {
        try filter.validate(against: schema)
        let condition = MilvusFilter(schema: schema).write(filter, is: true)
        if case .expression(let text) = condition, depth(of: text) > deepest + extra {
            throw MilvusError.filterTooDeep(limit: deepest)
        }
        return condition
    }

    /// The field of an attribute. A prefix keeps them apart from our own, whatever they are called.
    static func field(_ attribute: String) -> String { "a_\(attribute)" }

    /// Parentheses within each other that every version reads, with some to spare: those of 2.3.5 read 48.
    private static let deepest = 40

    private static func depth(of text: String) -> Int {
        var (depth, most, isQuoted, isEscaped) = (0, 0, false, false)
        for byte in text.utf8 {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "(") where !isQuoted: depth += 1
            case UInt8(ascii: ")") where !isQuoted: depth -= 1
            default: break
            }
            most = max(most, depth)
        }
        return most
    }

    /// Where `filter` is true, or where it is false.
    private func write(_ filter: Filter, is truth: Bool) -> MilvusCondition {
        switch filter {
        case .and, .or, .not: return writeJoined(filter, is: truth)
        case .between(let name, let low, let high):
            let atLeast = Filter.compare(attribute: name, .greaterOrEqual, low)
            return writeJoined(.and(atLeast, .compare(attribute: name, .lessOrEqual, high)), is: truth)
        case .isNull(let name): return truth ? null(name) : known(name)
        case .compare(let name, let comparison, let operand):
            switch operand {
            case .null: return .never
            case .text(let text): return compare(name, truth ? comparison : comparison.opposite, text)
            case .number(let number) where number.isNaN:
                // Nothing equals it, and nothing is more or less.
                return (comparison == .notEqual) == truth ? known(name) : .never
            case .number(let number): return compare(name, truth ? comparison : comparison.opposite, number)
            }
        case .isIn(let name, let operands): return writeMembership(name, operands, is: truth)
        }
    }

    /// A chain of the same operator at once, so that it can be balanced.
    private func writeJoined(_ filter: Filter, is truth: Bool) -> MilvusCondition {
        var (inner, truth) = (filter, truth)
        while case .not(let next) = inner { (inner, truth) = (next, !truth) }
        switch inner {
        case .and: return join(inner, truth, asAll: truth)
        case .or: return join(inner, truth, asAll: !truth)
        default: return write(inner, is: truth)
        }
    }

    private func join(_ filter: Filter, _ truth: Bool, asAll: Bool) -> MilvusCondition {
        var parts: [MilvusCondition] = []
        var waiting = [(filter, truth)]
        while let (part, truth) = waiting.popLast() {
            switch part {
            case .not(let inner): waiting.append((inner, !truth))
            case .and(let left, let right) where truth == asAll: waiting += [(right, truth), (left, truth)]
            case .or(let left, let right) where truth != asAll: waiting += [(right, truth), (left, truth)]
            default: parts.append(write(part, is: truth))
            }
        }
        return asAll ? .all(parts) : .any(parts)
    }

    // MARK: - One attribute

    private func null(_ name: String) -> MilvusCondition {
        let field = Self.field(name)
        if schema.types[name] == .text { return .expression("\(field) == \(MilvusText.literal(MilvusText.null))") }
        return .expression("(not (\(field) <= 0.0 or \(field) > 0.0))")
    }

    private func known(_ name: String) -> MilvusCondition {
        let field = Self.field(name)
        if schema.types[name] == .text { return .expression("\(field) != \(MilvusText.literal(MilvusText.null))") }
        return .expression("(\(field) <= 0.0 or \(field) > 0.0)")
    }

    private func compare(_ name: String, _ comparison: Filter.Comparison, _ text: String) -> MilvusCondition {
        let sign = comparison == .equal ? "==" : comparison.rawValue
        let holds = MilvusCondition.expression(
            "\(Self.field(name)) \(sign) \(MilvusText.literal(MilvusText.stored(text)))")
        return comparison == .equal ? holds : .all([holds, known(name)])
    }

    private func compare(_ name: String, _ comparison: Filter.Comparison, _ number: Double) -> MilvusCondition {
        let field = Self.field(name)
        let largest = Self.literal(.greatestFiniteMagnitude)
        switch (comparison, number) {
        case (.less, .infinity), (.notEqual, .infinity):
            return .expression("\(field) <= \(largest)")
        case (.greater, -.infinity), (.notEqual, -.infinity):
            return .expression("\(field) >= -\(largest)")
        case (.equal, .infinity), (.greaterOrEqual, .infinity):
            return .expression("\(field) > \(largest)")
        case (.equal, -.infinity), (.lessOrEqual, -.infinity):
            return .expression("\(field) < -\(largest)")
        case (.lessOrEqual, .infinity), (.greaterOrEqual, -.infinity): return known(name)
        case (.greater, .infinity), (.less, -.infinity): return .never
        case (.equal, _): return .expression("\(field) == \(Self.literal(number))")
        // NaN, which stands for null, is not equal to anything.
        case (.notEqual, _):
            return .expression("(\(field) < \(Self.literal(number)) or \(field) > \(Self.literal(number)))")
        default: return .expression("\(field) \(comparison.rawValue) \(Self.literal(number))")
        }
    }

    private func writeMembership(_ name: String, _ operands: [AttributeValue], is truth: Bool) -> MilvusCondition {
        // As in SQLite: even of null it is false that it is in nothing.
        if operands.isEmpty { return truth ? .never : .always }
        // Of what equals none of the others it is unknown whether it equals null.
        if !truth, operands.contains(.null) { return .never }
        var literals: [String] = []
        var beyond: [MilvusCondition] = []
        for operand in operands {
            switch operand {
            case .null: break
            case .text(let text): literals.append(MilvusText.literal(MilvusText.stored(text)))
            case .number(let number) where number.isNaN: break
            case .number(let number) where number.isInfinite:
                beyond.append(compare(name, truth ? .equal : .notEqual, number))
            case .number(let number): literals.append(Self.literal(number))
            }
        }
        let list = literals.isEmpty ? nil : "\(Self.field(name)) in [\(literals.joined(separator: ", "))]"
        if truth { return .any(beyond + (list.map { [.expression($0)] } ?? [])) }
        return .all(beyond + [known(name)] + (list.map { [.expression("(not (\($0)))")] } ?? []))
    }

    /// A finite number. Zero has no sign: a set of numbers may tell 0 and -0 apart.
    private static func literal(_ number: Double) -> String { "\(number == 0 ? 0 : number)" }
}

extension Filter.Comparison {
    /// What holds of two values that are known where this does not.
    fileprivate var opposite: Filter.Comparison {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        }
    }
}
