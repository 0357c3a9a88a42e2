/// Words of ours with cells of an answer between them, so that no number gets into a document but through a query.
///
/// Numbers of ours are spelled out; what is in digits was asked for.
package struct Sentence: ExpressibleByStringInterpolation, Sendable {
    package enum Part: Sendable {
        case words(String)
        /// A cell as it is shown, or words from data: what nobody may word anew.
        case figure(String, Figure.Style)

        var text: String {
            switch self {
            case .words(let text), .figure(let text, _): text
            }
        }
    }

    package let parts: [Part]

    package var text: String { parts.map(\.text).joined() }

    package init(parts: [Part]) { self.parts = parts }
    package init(stringLiteral value: String) { parts = [.words(value)] }
    package init(stringInterpolation: Parts) { parts = stringInterpolation.parts }

    package struct Parts: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.words(literal)) }
        }
        package mutating func appendInterpolation(_ figure: Figure) {
            parts.append(.figure(figure.text, figure.style))
        }
        package mutating func appendInterpolation(_ sentence: Sentence) { parts += sentence.parts }
        /// Words from data, such as a cluster's terms.
        package mutating func appendInterpolation(data: String) {
            parts.append(.figure(MarkdownText.escaped(data), .text))
        }
    }
}
