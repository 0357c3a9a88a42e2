/// A function, initialiser or subscript of a source file.
struct FunctionSpan: Equatable {
    /// `encode`, `init`, `deinit` or `subscript`.
    let name: String
    /// Counted from 1.
    let firstLine: Int
    let lineCount: Int
}

extension SwiftSource {
    /// The functions with a body, from the line that names them to the closing brace.
    ///
    /// Trusts the indentation, which the formatter has set.
    var functions: [FunctionSpan] {
        codeLines.indices.compactMap { first in
            guard let name = Self.declaredFunction(codeLines[first]),
                let last = lastLineOfBody(from: first)
            else { return nil }
            return FunctionSpan(name: name, firstLine: first + 1, lineCount: last - first + 1)
        }
    }

    private static func declaredFunction(_ line: Substring) -> String? {
        if let match = line.firstMatch(of: /\bfunc\s+([^\s(<]+)/) { return String(match.1) }
        let pattern = /^\s*(?:[\w@]+(?:\([^)]*\))?\s+)*(init|deinit|subscript)\b[?<( ]/
        return line.firstMatch(of: pattern).map { String($0.1) }
    }

    /// The line with the closing brace, or nothing for a protocol's requirement, which has no body.
    private func lastLineOfBody(from first: Int) -> Int? {
        let depth = Self.indentation(codeLines[first])
        if codeLines[first].contains("{"), codeLines[first].last == "}" { return first }
        for index in codeLines.indices.dropFirst(first + 1) where !codeLines[index].allSatisfy(\.isWhitespace) {
            let line = codeLines[index].drop { $0 == " " }
            let indentation = Self.indentation(codeLines[index])
            if indentation > depth { continue }
            if indentation < depth { return nil }
            if line.hasPrefix("}") { return index }
            // The rest of a signature over several lines.
            guard line.hasPrefix(")") || line.hasPrefix("{") || line.hasPrefix("where") else { return nil }
        }
        return nil
    }

    private static func indentation(_ line: Substring) -> Int {
        line.prefix { $0 == " " }.count
    }
}
