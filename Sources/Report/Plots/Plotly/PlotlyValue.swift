import Foundation

/// A value of a figure as Plotly reads it, written as JSON.
indirect enum PlotlyValue: Encodable, Sendable {
    case text(String)
    case number(Double?)
    case flag(Bool)
    case list([PlotlyValue])
    case object([String: PlotlyValue])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        // JSON has no number that is not finite; Plotly draws nothing where a value is null.
        case .number(let number): try container.encode(number.flatMap { $0.isFinite ? $0 : nil })
        case .flag(let flag): try container.encode(flag)
        case .list(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }

    static func numbers(_ numbers: some Sequence<Double>) -> PlotlyValue { .list(numbers.map { .number($0) }) }
    static func texts(_ texts: some Sequence<String>) -> PlotlyValue { .list(texts.map { .text($0) }) }

    /// Fit to stand within a script element.
    var script: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return Markup.script(String(decoding: try encoder.encode(self), as: UTF8.self))
        }
    }
}

extension PlotlyValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(floatLiteral value: Double) { self = .number(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(arrayLiteral elements: PlotlyValue...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, PlotlyValue)...) {
        self = .object(Dictionary(elements) { $1 })
    }
}
