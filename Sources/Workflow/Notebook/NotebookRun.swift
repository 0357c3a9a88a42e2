import Conversation
import Foundation
import RapportCore
import Store

/// Runs the blocks of a Markdown notebook in their order and writes each output below its block.
public struct NotebookRun: Sendable {
    /// Runs the program itself with some arguments and gives what it wrote.
    public typealias Command = @Sendable (_ arguments: [String]) async throws -> String

    private let console: SQLConsole
    private let note: @Sendable ([PairID], AuditDetails) async throws -> Void
    private let command: Command

    /// - Parameters:
    ///   - note: keeps in the audit whom a query's rows are about; commands keep that themselves.
    ///   - command: runs what a page wants run.
    public init(
        console: SQLConsole, noting note: @escaping @Sendable ([PairID], AuditDetails) async throws -> Void,
        command: @escaping Command
    ) {
        self.console = console
        self.note = note
        self.command = command
    }

    /// Runs the notebook at `path`; the file is written anew unless it is only checked, and only once all blocks ran.
    /// Pictures go before it into a folder beside it that has its name.
    ///
    /// - Throws: `NotebookError`; `ExportError` where a file cannot be written; `CancellationError`.
    public func run(_ path: String, isCheck: Bool) async throws -> NotebookReport {
        let bytes: Data
        do { bytes = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw NotebookError.unreadable(path: path, reason: error.localizedDescription)
        }
        let page = try NotebookPage(parsing: String(decoding: bytes, as: UTF8.self))
        var report = NotebookReport(file: path, isCheck: isCheck, blocks: page.blocks.count)
        var outputs: [String] = []
        var pictures = NotebookPictures(page: path)
        for (number, block) in page.blocks.enumerated() {
            let output = try await output(of: block, number: number, &pictures)
            outputs.append(output)
            let old = block.output ?? ""
            if let difference = OutputComparison(tolerance: block.tolerance).firstDifference(old, output) {
                report.changes.append(.init(line: block.line, old: difference.old, new: difference.new))
            } else if let difference = pictures.difference(from: block.picture, number: number) {
                report.changes.append(.init(line: block.line, old: difference.old, new: difference.new))
            }
        }
        if !isCheck {
            try pictures.write()
            try Self.write(page.text(with: outputs, pictures: pictures.lines), to: path)
        }
        return report
    }

    static func write(_ text: String, to path: String) throws {
        var file = try ExportFile(path: path)
        try file.write(Array(text.utf8))
        try file.close()
    }

    private func output(
        of block: NotebookPage.Block, number: Int, _ pictures: inout NotebookPictures
    ) async throws -> String {
        switch block.language {
        case .sql: return try await answer(to: block.code, of: block).table
        case .plot:
            let plot = try NotebookPlot(parsing: block.code, line: block.line)
            let answer = try await answer(to: plot.query, of: block)
            try pictures.add(plot.plot(of: answer), number: number)
            return NotebookPlot.figures(of: answer)
        case .rapport:
            var outputs: [String] = []
            for words in try NotebookCommands.parse(block.code, line: block.line) {
                do { outputs.append(try await command(words)) } catch let error as any RapportError {
                    throw NotebookError.block(line: block.line, reason: error.message)
                }
            }
            return outputs.map { Self.withoutEnd($0) }.joined(separator: "\n\n")
        }
    }

    private func answer(to query: String, of block: NotebookPage.Block) async throws -> SQLAnswer {
        do { return try await console.answer(to: query, noting: note) } catch let error as any RapportError {
            throw NotebookError.block(line: block.line, reason: error.message)
        }
    }

    private static func withoutEnd(_ text: String) -> String {
        String(text.reversed().drop(while: \.isNewline).reversed())
    }
}

/// What a run of a notebook found: `notebook run --json`, specified in `schemas/notebook.schema.json`.
public struct NotebookReport: Codable, Sendable, Equatable {
    /// A block whose output is not what it was, by the first lines that differ.
    public struct Change: Codable, Sendable, Equatable {
        /// Of the block's opening fence, counted from 1.
        public var line: Int
        public var old: String
        public var new: String

        package init(line: Int, old: String, new: String) {
            self.line = line
            self.old = old
            self.new = new
        }
    }

    public var file: String
    public var isCheck: Bool
    public var blocks: Int
    public var changes: [Change] = []

    enum CodingKeys: String, CodingKey {
        case file, blocks, changes
        case isCheck = "check"
    }

    public init(file: String, isCheck: Bool, blocks: Int, changes: [Change] = []) {
        self.file = file
        self.isCheck = isCheck
        self.blocks = blocks
        self.changes = changes
    }
}
