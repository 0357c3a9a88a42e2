/// A filter that cannot be read, or that does not fit the attributes.
public enum FilterError: RapportError, Equatable {
    /// `at` counts characters from 1.
    case unexpected(found: String, expected: String, at: Int)
    case unterminatedText(at: Int)
    case tooDeep(limit: Int)
    case tooLong(limit: Int)
    case unknownAttribute(String, known: [String])
    case wrongType(attribute: String, expected: AttributeType)

    public var message: String {
        switch self {
        case .unexpected(let found, let expected, let at):
            "the filter has \(found) at character \(at) where \(expected) should be; write it like: model = 'Model3' and success_rate >= 0.5"
        case .unterminatedText(let at):
            "the filter's text that opens at character \(at) has no closing quote; a quote inside a text is written twice"
        case .tooDeep(let limit):
            "the filter nests deeper than \(limit) levels; leave out parentheses and 'not' that are not needed"
        case .tooLong(let limit):
            "the filter has more than \(limit) comparisons; use in (…) instead of a long chain"
        case .unknownAttribute(let name, let known):
            "the filter names '\(name)'; the attributes are \(known.joined(separator: ", "))"
        case .wrongType(let attribute, let expected):
            "the filter compares '\(attribute)' with the wrong type; it holds a \(expected.rawValue)\(expected == .text ? ", write it in single quotes" : "")"
        }
    }
}
