import ArgumentParser
import Foundation
import RapportCore
import Store
import Workflow

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check that the store is whole and that both sides of every index agree.",
        discussion: """
            Looks at SQLite's pages and references, counts, conversations, and the checksums and ids of every graph. A
            graph file that cannot be used is built anew, and said so. With --index an engine elsewhere is brought up to
            date and compared too. Exits with 1 where there is a problem.

              rapport check --deep
            """)

    @Flag(
        help: """
            Also check SQLite's indexes, the graphs' invariants and reachability, and measure recall@10 against exact \
            search over SQLite's vectors.
            """)
    var deep = false
    @OptionGroup var indexOptions: IndexOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try storeOptions.open()
        let check = try await StoreCheck(
            of: store, isDeep: deep, place: indexOptions.place(), loading: { try noteLoading(of: store) })
        try common.show(check) { check.text }
        if !check.problems.isEmpty { throw ExitCode.failure }
    }
}

extension StoreCheck {
    /// For people.
    var text: String {
        var lines = vectors.sorted { $0.key < $1.key }.map { name, counts in
            let recall = recallAt10[name].map { String(format: ", recall@10 %.4f on a sample", $0) } ?? ""
            return "\(name): \(counts.sqlite) vectors in SQLite, \(counts.graph) in the graph\(recall)"
        }
        lines += (engine ?? [:]).sorted { $0.key < $1.key }.map { name, counts in
            let recall = counts.recallAt10.map { String(format: ", recall@10 %.4f on a sample", $0) } ?? ""
            return "\(name): \(counts.engine) vectors in the engine, \(counts.compared) of them compared\(recall)"
        }
        lines += recallAt10.keys.filter { $0.contains("@") }.sorted().map { name in
            let parts = name.split(separator: "@")
            let recall = String(format: "%.4f", recallAt10[name] ?? 0)
            return "\(parts[0]) asked with a profile weight of \(parts[1]): recall@10 \(recall)"
        }
        lines.append("conversations with rows of more than one model: \(crossModelConversations)")
        lines.append("looked at: \(measured.joined(separator: ", "))")
        lines += repaired.map { "repaired: \($0)" }
        lines += problems.isEmpty ? ["no problems found"] : problems.map { "problem: \($0)" }
        return lines.joined(separator: "\n")
    }
}
