extension Filter {
    /// Whether one record's attributes satisfy the filter: the definition that every index is tested against.
    ///
    /// - Parameter value: the attribute's value; an attribute that a record lacks is null.
    public func isSatisfied(by value: (String) -> AttributeValue) -> Bool {
        truth(value) == true
    }

    /// SQL's three-valued truth; nil is unknown.
    private func truth(_ value: (String) -> AttributeValue) -> Bool? {
        switch self {
        case .compare(let name, let comparison, let operand):
            return comparison.holds(value(name), operand)
        case .isIn(let name, let operands):
            let found = value(name)
            let results = operands.map { Comparison.equal.holds(found, $0) }
            return results.contains(true) ? true : results.contains(nil) ? nil : false
        case .between(let name, let low, let high):
            let found = value(name)
            return conjunction(Comparison.greaterOrEqual.holds(found, low), Comparison.lessOrEqual.holds(found, high))
        case .isNull(let name):
            return value(name) == .null
        case .and(let left, let right):
            return conjunction(left.truth(value), right.truth(value))
        case .or(let left, let right):
            return conjunction(left.truth(value).map(!), right.truth(value).map(!)).map(!)
        case .not(let inner):
            return inner.truth(value).map(!)
        }
    }

    /// Checks names and types before anything is evaluated.
    ///
    /// - Throws: `FilterError.unknownAttribute` or `.wrongType`.
    public func validate(against schema: AttributeSchema) throws(FilterError) {
        switch self {
        case .compare(let name, _, let operand): try validate(name, [operand], schema)
        case .isIn(let name, let operands): try validate(name, operands, schema)
        case .between(let name, let low, let high): try validate(name, [low, high], schema)
        case .isNull(let name): try validate(name, [], schema)
        case .and(let left, let right), .or(let left, let right):
            try left.validate(against: schema)
            try right.validate(against: schema)
        case .not(let inner): try inner.validate(against: schema)
        }
    }

    private func validate(
        _ name: String, _ operands: [AttributeValue], _ schema: AttributeSchema
    ) throws(FilterError) {
        guard let type = schema.types[name] else { throw .unknownAttribute(name, known: schema.names) }
        for operand in operands {
            switch (operand, type) {
            case (.null, _), (.number, .number), (.text, .text): continue
            default: throw .wrongType(attribute: name, expected: type)
            }
        }
    }
}

private func conjunction(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == false || right == false { return false }
    return left == nil || right == nil ? nil : true
}

extension Filter.Comparison {
    /// The comparison's truth; nil, unknown, where a side is null or the types differ. Texts compare by UTF-8 bytes.
    public func holds(_ left: AttributeValue, _ right: AttributeValue) -> Bool? {
        switch (left, right) {
        case (.number(let left), .number(let right)): holds(left, right)
        case (.text(let left), .text(let right)):
            switch self {
            case .equal: left.utf8.elementsEqual(right.utf8)
            case .notEqual: !left.utf8.elementsEqual(right.utf8)
            case .less: left.utf8.lexicographicallyPrecedes(right.utf8)
            case .greater: right.utf8.lexicographicallyPrecedes(left.utf8)
            case .lessOrEqual: !right.utf8.lexicographicallyPrecedes(left.utf8)
            case .greaterOrEqual: !left.utf8.lexicographicallyPrecedes(right.utf8)
            }
        default: nil
        }
    }

    public func holds(_ left: Double, _ right: Double) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}
