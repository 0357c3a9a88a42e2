/// Words of ours with cells of an answer between them, so that no number gets into a document but through a query.
///
/// Numbers of ours are spelled out; what is in digits was asked for.
struct Sentence: ExpressibleByStringInterpolation, Sendable {
    let text: String

    init(stringLiteral value: String) { text = value }
    init(stringInterpolation: Parts) { text = stringInterpolation.text }

    struct Parts: StringInterpolationProtocol {
        var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ figure: Figure) { text += figure.text }
        mutating func appendInterpolation(_ sentence: Sentence) { text += sentence.text }
        /// Words from data, such as a cluster's terms.
        mutating func appendInterpolation(data: String) { text += MarkdownText.escaped(data) }
    }
}
