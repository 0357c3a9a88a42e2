/// A Markdown file whose `sql`, `rapport` and `plot` blocks are run, each with its output in a block `output` below it,
/// and a plot with its picture below that.
///
/// Fences are CommonMark's: backticks or tildes, at least three, closed by as many or more of the same. What stands
/// inside another block, such as an example of a notebook, is not run.
public struct NotebookPage: Sendable, Equatable {
    public enum Language: String, Sendable, CaseIterable {
        /// One query.
        case sql
        /// Commands of the program, one a line.
        case rapport
        /// A picture of a query's answer.
        case plot
    }

    /// What is run.
    public struct Block: Sendable, Equatable {
        public var language: Language
        public var code: String
        /// Of its opening fence, counted from 1.
        public var line: Int
        /// How far a number may be from its old value, relative to the larger of both.
        public var tolerance: Double
        /// What stands below it; nil where it was never run.
        public var output: String?
        /// The line that shows its picture; nil where there is none.
        public var picture: String?

        package init(
            language: Language, code: String, line: Int, tolerance: Double, output: String?, picture: String? = nil
        ) {
            self.language = language
            self.code = code
            self.line = line
            self.tolerance = tolerance
            self.output = output
            self.picture = picture
        }
    }

    private enum Piece: Equatable {
        case lines([String])
        /// A block with its own lines, fences included.
        case block(Block, lines: [String])
    }

    private var pieces: [Piece] = []

    /// The blocks to run, in order.
    public var blocks: [Block] {
        pieces.compactMap { piece in
            guard case .block(let block, _) = piece else { return nil }
            return block
        }
    }

    /// - Throws: `NotebookError` where a block is not closed or says something in its info string that nobody knows.
    public init(parsing text: String) throws(NotebookError) {
        // Scalars: to `Character` a carriage return and a line feed are one.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var plain: [String] = []
        var index = 0
        while index < lines.count {
            guard let fence = Fence(lines[index]) else {
                plain.append(lines[index])
                index += 1
                continue
            }
            let end = fence.end(in: lines, from: index + 1)
            guard let language = Language(rawValue: fence.language) else {
                let next = min(lines.count, (end ?? lines.count) + 1)
                plain += lines[index..<next]
                index = next
                continue
            }
            guard let end else { throw .openBlock(line: index + 1) }
            pieces.append(.lines(plain))
            plain = []
            var block = Block(
                language: language, code: lines[index + 1..<end].joined(separator: "\n"), line: index + 1,
                tolerance: try fence.tolerance(line: index + 1), output: nil)
            let own = Array(lines[index...end])
            index = end + 1
            if let old = Self.output(in: lines, from: index) {
                block.output = old.text
                index = old.end
                if language == .plot, let picture = Self.picture(in: lines, from: index) {
                    block.picture = picture.text
                    index = picture.end
                }
            }
            pieces.append(.block(block, lines: own))
        }
        pieces.append(.lines(plain))
    }

    /// The output block that follows a block, after blank lines at most.
    private static func output(in lines: [String], from start: Int) -> (text: String, end: Int)? {
        guard let opening = lines[start...].firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
            let fence = Fence(lines[opening]), fence.language == Self.outputLanguage,
            let end = fence.end(in: lines, from: opening + 1)
        else { return nil }
        return (lines[opening + 1..<end].joined(separator: "\n"), end + 1)
    }

    private static let outputLanguage = "output"

    /// The line that shows a plot's picture, after blank lines at most.
    private static func picture(in lines: [String], from start: Int) -> (text: String, end: Int)? {
        guard let place = lines[start...].firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
            lines[place].wholeMatch(of: #/!\[.*\]\(.*/plot-\d+\.svg\)\s*/#) != nil
        else { return nil }
        return (lines[place], place + 1)
    }

    /// The page with these outputs below its blocks.
    ///
    /// - Parameter pictures: the lines that show them, by the block's number from 0.
    /// - Precondition: there are as many outputs as blocks.
    public func text(with outputs: [String], pictures: [Int: String] = [:]) -> String {
        precondition(outputs.count == blocks.count, "an output for each block")
        var block = 0
        var lines: [String] = []
        for piece in pieces {
            switch piece {
            case .lines(let own): lines += own
            case .block(_, let own):
                let output = outputs[block]
                let fence = Self.fence(around: output)
                lines += own + ["", fence + Self.outputLanguage, output, fence]
                if let picture = pictures[block] { lines += ["", picture] }
                block += 1
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Longer than any that the output holds.
    private static func fence(around output: String) -> String {
        let longest = output.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
        return String(repeating: "`", count: max(3, longest + 1))
    }
}

/// The line that opens a fenced block.
private struct Fence {
    var mark: Character
    var length: Int
    /// The words behind it.
    var info: [Substring]

    var language: String { info.first.map(String.init) ?? "" }

    init?(_ line: String) {
        let indented = line.drop { $0 == " " }
        guard line.count - indented.count <= 3, let mark = indented.first, mark == "`" || mark == "~" else {
            return nil
        }
        length = indented.prefix { $0 == mark }.count
        let rest = indented.dropFirst(length)
        guard length >= 3, mark == "~" || !rest.contains("`") else { return nil }
        self.mark = mark
        info = rest.split(whereSeparator: \.isWhitespace)
    }

    /// The line that closes the block.
    func end(in lines: [String], from start: Int) -> Int? {
        lines[start...].firstIndex { line in
            guard let fence = Fence(line) else { return false }
            return fence.mark == mark && fence.length >= length && fence.info.isEmpty
        }
    }

    private static let usualTolerance = 1e-3

    func tolerance(line: Int) throws(NotebookError) -> Double {
        var tolerance = Self.usualTolerance
        for word in info.dropFirst() {
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0] == "tolerance", let value = Double(parts[1]), (0...1).contains(value)
            else { throw .unknownInfo(String(word), line: line) }
            tolerance = value
        }
        return tolerance
    }
}
