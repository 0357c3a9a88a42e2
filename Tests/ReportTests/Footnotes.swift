import Store

/// A sentence or a table of a written document, with the query of its footnote.
struct FootnotedBlock {
    let text: String
    let sql: String

    /// All blocks with a footnote, read from Markdown alone.
    static func all(in markdown: String) -> [FootnotedBlock] {
        let parts = markdown.components(separatedBy: "<details><summary>SQL</summary>\n\n```sql\n")
        return parts.indices.dropFirst().compactMap { index in
            guard let end = parts[index].range(of: "\n```\n\n") else { return nil }
            var before = parts[index - 1].components(separatedBy: "\n\n").filter { !$0.isEmpty }
            if before.last?.hasPrefix("†") == true { before.removeLast() }
            return FootnotedBlock(text: before.last ?? "", sql: String(parts[index][..<end.lowerBound]))
        }
    }

    var isTable: Bool { text.hasPrefix("| ") }

    /// Numbers of the text that the answer does not hold; those of a table's row must be in the answer's row.
    func strangers(to answer: SQLAnswer) -> [String] {
        guard isTable else {
            let sentence = text.replacing("95% interval", with: "interval")
            return Self.numbers(sentence).filter { number in !answer.rows.contains { Self.holds($0, number) } }
        }
        let lines = text.split(separator: "\n").dropFirst(2)
        guard lines.count == answer.rows.count else { return ["\(lines.count) rows for \(answer.rows.count)"] }
        return zip(lines, answer.rows).flatMap { line, row in
            Self.numbers(String(line)).filter { !Self.holds(row, $0) }
        }
    }

    static func numbers(_ text: String) -> [String] {
        text.replacing("\\", with: "").matches(of: #/[+−]?\d[\d,]*(\.\d+)?/#).map { match in
            var number = String(match.output.0)
            while number.hasSuffix(",") { number.removeLast() }
            return number
        }
    }

    private static func holds(_ row: [SQLValue], _ number: String) -> Bool {
        let digits = number.replacing(",", with: "").replacing("+", with: "").replacing("−", with: "-")
        guard let value = Double(digits) else { return false }
        let decimals = digits.split(separator: ".").dropFirst().first?.count ?? 0
        var unit = 0.5
        for _ in 0..<decimals { unit /= 10 }
        return row.contains { cell in
            switch cell {
            case .integer(let own): abs(Double(own) - value) <= unit || abs(Double(own) * 100 - value) <= unit
            case .real(let own):
                abs(own - value) <= unit + 1e-9 || abs(own * 100 - value) <= unit + 1e-9
            case .text(let own): numbers(own).contains(number)
            case .null, .blob: false
            }
        }
    }
}
