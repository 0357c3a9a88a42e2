/// One level of a JSON Schema.
///
/// Source: JSON Schema 2020-12, core and validation. A keyword that is not known here is an error and not
/// ignored, so that no schema promises what nobody checks.
struct SchemaNode: Sendable, Equatable {
    /// Why a schema cannot be used.
    struct Problem: Error {
        var text: String
    }

    private var types: [String] = []
    private var properties: [String: SchemaNode] = [:]
    private var required: [String] = []
    private var allowsOthers = true
    /// Zero or one, boxed in an array because a value cannot hold itself.
    private var items: [SchemaNode] = []
    private var allowed: [JSONValue]?
    private var count: ClosedRange<Double> = 0...Double.infinity
    private var length: ClosedRange<Double> = 0...Double.infinity
    private var range: ClosedRange<Double> = -Double.infinity...Double.infinity

    init(_ value: JSONValue, path: String) throws(Problem) {
        guard case .object(let members) = value else { throw Problem(text: "\(at(path)) is not an object") }
        for (keyword, value) in members.sorted(by: { $0.key < $1.key }) {
            try read(keyword, value, path: path)
        }
        for name in required where properties[name] == nil {
            throw Problem(text: "\(at(path)) requires '\(name)', which is not among its properties")
        }
    }

    private mutating func read(_ keyword: String, _ value: JSONValue, path: String) throws(Problem) {
        switch (keyword, value) {
        case ("$schema", _), ("$id", _), ("$comment", _), ("title", _), ("description", _), ("default", _),
            ("examples", _):
            break
        case ("type", .string(let type)): types = [type]
        case ("type", .array(let values)): types = try SchemaNode.strings(values, keyword, path)
        case ("properties", .object(let members)):
            for (name, member) in members {
                properties[name] = try SchemaNode(member, path: path.isEmpty ? name : "\(path).\(name)")
            }
        case ("required", .array(let values)): required = try SchemaNode.strings(values, keyword, path)
        case ("additionalProperties", .bool(let isAllowed)): allowsOthers = isAllowed
        case ("items", _): items = [try SchemaNode(value, path: path + "[]")]
        case ("enum", .array(let values)): allowed = values
        case ("const", _): allowed = [value]
        case ("minItems", .number(let bound)) where SchemaNode.isSize(bound):
            count = bound...max(bound, count.upperBound)
        case ("maxItems", .number(let bound)) where SchemaNode.isSize(bound):
            count = min(bound, count.lowerBound)...bound
        case ("minLength", .number(let bound)) where SchemaNode.isSize(bound):
            length = bound...max(bound, length.upperBound)
        case ("maxLength", .number(let bound)) where SchemaNode.isSize(bound):
            length = min(bound, length.lowerBound)...bound
        case ("minimum", .number(let bound)): range = bound...max(bound, range.upperBound)
        case ("maximum", .number(let bound)): range = min(bound, range.lowerBound)...bound
        default: throw Problem(text: "\(at(path)) uses '\(keyword)' in a way that is not supported")
        }
    }

    private static func isSize(_ number: Double) -> Bool { (0...1e9).contains(number) && number == number.rounded() }

    private static func strings(_ values: [JSONValue], _ keyword: String, _ path: String) throws(Problem) -> [String] {
        var strings: [String] = []
        for value in values {
            guard case .string(let text) = value else { throw Problem(text: "\(at(path)) has a bad '\(keyword)'") }
            strings.append(text)
        }
        return strings
    }

    /// The first thing wrong with `value`, or nil.
    func problem(in value: JSONValue, path: String) -> String? {
        if !types.isEmpty, !types.contains(where: { SchemaNode.isType($0, value) }) {
            return "\(at(path)) must be \(types.joined(separator: " or "))"
        }
        if let allowed, !allowed.contains(value) { return "\(at(path)) is not one of the allowed values" }
        switch value {
        case .string(let text): return problem(Double(text.unicodeScalars.count), length, "characters", path)
        case .number(let number): return range.contains(number) ? nil : "\(at(path)) is out of range"
        case .array(let values):
            if let problem = problem(Double(values.count), count, "items", path) { return problem }
            guard let item = items.first else { return nil }
            for (index, value) in values.enumerated() {
                if let problem = item.problem(in: value, path: "\(path)[\(index)]") { return problem }
            }
            return nil
        case .object(let members): return problem(inMembers: members, path: path)
        case .null, .bool: return nil
        }
    }

    private func problem(inMembers members: [String: JSONValue], path: String) -> String? {
        let prefix = path.isEmpty ? "" : path + "."
        if let missing = required.first(where: { members[$0] == nil }) { return "\(prefix)\(missing) is missing" }
        // The unknown name is the model's own text and is not repeated.
        if !allowsOthers, members.keys.contains(where: { properties[$0] == nil }) {
            return "\(at(path)) has a property that the schema does not name"
        }
        for (name, node) in properties.sorted(by: { $0.key < $1.key }) {
            if let member = members[name], let problem = node.problem(in: member, path: prefix + name) {
                return problem
            }
        }
        return nil
    }

    private func problem(_ size: Double, _ bounds: ClosedRange<Double>, _ unit: String, _ path: String) -> String? {
        if size < bounds.lowerBound { return "\(at(path)) has fewer than \(Int(bounds.lowerBound)) \(unit)" }
        return size > bounds.upperBound ? "\(at(path)) has more than \(Int(bounds.upperBound)) \(unit)" : nil
    }

    private static func isType(_ type: String, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string), ("array", .array),
            ("object", .object):
            true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }
}

private func at(_ path: String) -> String { path.isEmpty ? "the whole" : path }
