/// A document as a list of findings and what joins them.
struct Document: Sendable {
    enum Block: Sendable {
        /// A heading of level 2 or 3.
        case heading(Int, Sentence)
        case paragraph(Sentence)
        case list([Sentence])
        case finding(Finding)
        case table(DocumentTable)
        /// A picture that lies beside the document.
        case figure(ReportFigure)
    }

    /// The file's name.
    let file: String
    let title: String
    var blocks: [Block] = []
    /// Who worded it, where that was not the program alone.
    var note: Sentence?

    /// What every document says of its figures.
    private static let preamble = """
        Every figure stands with the query that gives it: open the SQL below it, and run it with `rapport sql`. The \
        unit is the fan-model pair. Intervals are of 95%; they take into account that the messages of one pair are \
        alike, not that many things were compared, so one in twenty of them misses. All of this is what was observed \
        together: nothing here shows what causes what. Times are UTC.
        """

    var markdown: String {
        let parts = ["# \(title)", Self.preamble] + [note?.text].compactMap { $0 } + blocks.map(Self.markdown)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func markdown(_ block: Block) -> String {
        switch block {
        case .heading(let level, let text): "\(String(repeating: "#", count: level)) \(text.text)"
        case .paragraph(let text): text.text
        case .list(let items): items.map { "- \($0.text)" }.joined(separator: "\n")
        case .finding(let finding): finding.markdown
        case .table(let table): table.markdown
        case .figure(let figure):
            "![\(MarkdownText.escaped(figure.plot.title))](\(figure.path))\n\n"
                + MarkdownText.escaped(figure.plot.caption)
                + (figure.answer.map { "\n\n\($0.footnote("SQL of the picture"))" } ?? "")
        }
    }

    /// Gives findings another wording where `wording` has one for the sentence.
    mutating func reword(_ wording: (Sentence) -> Sentence?) {
        for index in blocks.indices {
            guard case .finding(var finding) = blocks[index] else { continue }
            finding.wording = wording(finding.sentence)
            blocks[index] = .finding(finding)
        }
    }

    mutating func heading(_ level: Int, _ text: Sentence) { blocks.append(.heading(level, text)) }
    mutating func say(_ text: Sentence) { blocks.append(.paragraph(text)) }
    mutating func add(_ finding: Finding) { blocks.append(.finding(finding)) }
    mutating func add(_ columns: [DocumentTable.Column], _ answer: Answer, names: [String]? = nil) {
        blocks.append(.table(DocumentTable(columns: columns, answer: answer, names: names)))
    }
}
