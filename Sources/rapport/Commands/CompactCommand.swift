import ArgumentParser
import RapportCore
import Store
import Workflow

struct CompactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compact",
        abstract: "Rebuild worn graphs, cut the operation log and give free pages back.",
        discussion: """
            Works beside searches and ingests; searches go on and see the new files once they are in place. Does what
            is needed while the budget lasts; the next call goes on from there, in the middle of a graph too.

              rapport compact --budget-seconds 600
            """)

    @Option(help: ArgumentHelp("Begin nothing after this (default: no limit).", valueName: "seconds"))
    var budgetSeconds: Double?
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let budgetSeconds, !(0...31_536_000).contains(budgetSeconds) {
            throw ValidationError("--budget-seconds must lie in 0...31536000")
        }
    }

    func run() async throws {
        let compaction = try Compaction(store: storeOptions.open()) { common.remark($0) }
        let report = CompactReport(try await compaction.run(budgetSeconds: budgetSeconds))
        try common.show(report) { report.text }
    }
}

extension CompactReport {
    /// For people.
    var text: String {
        var lines = graphs.map { graph in
            """
            \(graph.collection) (\(graph.vector)): \(Figures.number(100 * graph.freeShare, digits: 1))% free, \
            \(Figures.number(100 * graph.changedShare, digits: 1))% changed, \(graph.rebuilt ? "built anew" : "kept")
            """
        }
        if finishedErasure { lines.append("erased what a forgotten person had left in the files") }
        lines.append("\(operationsRemoved) entries removed from the operation log")
        lines.append("rapport.sqlite: \(bytesBefore) bytes before, \(bytesAfter) after")
        lines += left.map { "left for the next time: \($0)" }
        return lines.joined(separator: "\n")
    }
}
