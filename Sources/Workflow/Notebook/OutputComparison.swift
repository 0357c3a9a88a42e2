/// Whether an output is what it was: texts exactly, numbers within a tolerance.
///
/// Blanks in a row count as one, and so do the rules of tables, since a number of another length moves what stands
/// beside it. A number stands by itself: digits within a word, such as an id or a date, are text.
struct OutputComparison {
    /// Relative to the larger of both numbers.
    var tolerance: Double

    /// The first lines that differ; nil where none does. A line that one side lacks is empty.
    ///
    /// - Complexity: O(characters).
    func firstDifference(_ old: String, _ new: String) -> (old: String, new: String)? {
        let old = Self.lines(old)
        let new = Self.lines(new)
        for index in 0..<max(old.count, new.count) {
            guard index < old.count, index < new.count else {
                return (index < old.count ? old[index] : "", index < new.count ? new[index] : "")
            }
            if !isSame(Self.tokens(old[index]), Self.tokens(new[index])) { return (old[index], new[index]) }
        }
        return nil
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private enum Token: Equatable {
        case text(Substring)
        case number(Double)
    }

    private func isSame(_ old: [Token], _ new: [Token]) -> Bool {
        guard old.count == new.count else { return false }
        return zip(old, new).allSatisfy { old, new in
            if case .number(let old) = old, case .number(let new) = new {
                return abs(old - new) <= tolerance * max(abs(old), abs(new))
            }
            return old == new
        }
    }

    private static func tokens(_ line: String) -> [Token] {
        var tokens: [Token] = []
        for word in line.split(whereSeparator: { $0.isWhitespace || $0 == "─" }) {
            var rest = word[...]
            while let first = rest.first {
                let piece = separators.contains(first) ? rest.prefix(1) : rest.prefix { !separators.contains($0) }
                rest = rest[piece.endIndex...]
                tokens.append(number(piece).map(Token.number) ?? .text(piece))
            }
        }
        return tokens
    }

    /// What may stand beside a number.
    private static let separators: Set<Character> = [
        "(", ")", "[", "]", "{", "}", ",", ";", ":", "|", "=", "%", "\"", "/",
    ]

    /// Digits with sign, point and exponent, and nothing else: Swift also reads `nan` and hexadecimals.
    private static func number(_ piece: Substring) -> Double? {
        guard piece.contains(where: \.isNumber), piece.allSatisfy({ "+-.eE0123456789".contains($0) }) else {
            return nil
        }
        // A full stop ends a sentence.
        return Double(piece.hasSuffix(".") ? piece.dropLast() : piece)
    }
}
