/// A value of an attribute, as filters compare it.
public enum AttributeValue: Hashable, Sendable {
    case null
    case number(Double)
    case text(String)
}

extension AttributeValue {
    /// Texts are equal when their bytes are, as in SQLite; see `PairID`.
    public static func == (left: AttributeValue, right: AttributeValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.number(let left), .number(let right)): left == right
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .number(let number): hasher.combine(number)
        case .text(var text): text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }
}

extension AttributeValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
    ExpressibleByNilLiteral
{
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(stringLiteral value: String) { self = .text(value) }
    public init(nilLiteral: ()) { self = .null }
}

extension AttributeValue {
    public init(_ value: Double?) { self = value.map(AttributeValue.number) ?? .null }
    public init(_ value: Int) { self = .number(Double(value)) }
    public init(_ value: String) { self = .text(value) }
}

/// What an attribute holds.
public enum AttributeType: String, Sendable, Codable {
    case number
    case text
}

/// The attributes of an index: the names that filters may use, with their types.
public struct AttributeSchema: Sendable, Equatable {
    public var types: [String: AttributeType]

    public init(_ types: [String: AttributeType]) { self.types = types }

    /// The names in alphabetical order.
    public var names: [String] { types.keys.sorted() }
}
