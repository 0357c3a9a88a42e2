import ArgumentParser
import Foundation
import RapportCore
import Store

/// Searches of one process while another one writes.
struct BesideBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "beside",
        abstract: "How long searches take while another process adds vectors to the store.",
        discussion: """
            One process searches a store without a pause, at first alone, then while another gives turns their vectors as
            fast as SQLite takes them. Twice: as all searches do it, which compare what the graph lacks beside it, and so
            that each waits until the graph has everything.

              RapportBench beside --count 200000 --added 20000
            """)

    @Option(help: "Vectors in the store.")
    var count = 200_000
    @Option(help: "Vectors that are added while searches run, each of the two times.")
    var added = 20_000
    @Option(help: "Components of a vector.")
    var dimension = 384
    @Option(help: "Vectors of a batch.")
    var batch = 500
    @Option(help: "Seconds in which nobody writes, at first.")
    var alone = 5.0
    @Option(help: "Candidates that a search keeps.")
    var ef = 128
    @Option(help: "Where the store is made; by default the system's folder for temporary files.")
    var work: String?

    /// Whether a search waits for the graph.
    private enum Manner: String, CaseIterable {
        case beside = "beside the graph"
        case waiting = "once the graph has all"
    }

    func validate() throws {
        guard count > 0, added > 0, dimension > 0, batch > 0, alone > 0, ef > 0 else {
            throw ValidationError("--count, --added, --dimension, --batch, --alone and --ef must be greater than 0")
        }
    }

    func run() async throws {
        let place = work.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
        let folder = place.appendingPathComponent("rapport-bench-beside-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        Output.progress("loading \(count) vectors")
        for operation in [UpsertsRequest.Operation.prepare, .load] {
            var request = request(operation, in: folder)
            // Turns for all that will come.
            if operation == .prepare { request.count += Manner.allCases.count * added }
            _ = try UpsertsProcess(ofRapport: request).answer()
        }
        var rows = [["searches", "when", "p50 ms", "p99 ms", "max ms", "of them", "vectors added a second"]]
        for (turn, manner) in Manner.allCases.enumerated() {
            Output.progress("searching \(manner.rawValue)")
            rows += try await measured(manner, before: count + turn * added, in: folder)
        }
        Output.line(TextTable.text(rows))
    }

    private func request(_ operation: UpsertsRequest.Operation, in folder: URL) -> UpsertsRequest {
        UpsertsRequest(
            operation: operation, contender: "rapport", count: count, dimension: dimension,
            batch: operation == .load ? 2_048 : batch, folder: folder.path)
    }

    private func measured(_ manner: Manner, before: Int, in folder: URL) async throws -> [[String]] {
        // A process' own, as a server holds them.
        let indexes = IndexSet(store: try RapportStore(folder: folder.path, creating: false))
        _ = try await indexes.graphIndex(.turns)
        let clock = ContinuousClock()
        let end = clock.now + .seconds(alone)
        let idle = try await search(indexes, manner) { clock.now < end }
        var request = request(.add, in: folder)
        (request.first, request.count) = (before, added)
        let writer = try UpsertsProcess(ofRapport: request)
        let busy = try await search(indexes, manner) { writer.isRunning }
        let rate = Double(added) / (try writer.answer().seconds ?? .infinity)
        return [
            row(manner, "alone", idle, ""), row(manner, "beside the writer", busy, String(format: "%.0f", rate)),
        ]
    }

    /// The seconds that each search took, ascending.
    private func search(
        _ indexes: Store.IndexSet, _ manner: Manner, while isOn: () -> Bool
    ) async throws -> [Double] {
        let vectors = ClusteredVectors(count: count, dimension: dimension, seed: 1)
        let clock = ContinuousClock()
        var seconds: [Double] = []
        while isOn() {
            var query = VectorQuery(vector: vectors.row(seconds.count, stream: 2), k: 10, efSearch: ef)
            query.countsMatches = false
            let begin = clock.now
            switch manner {
            case .beside: _ = try await indexes.index(.turns).search(query)
            case .waiting: _ = try await indexes.graphIndex(.turns).search(query)
            }
            seconds.append((clock.now - begin) / .seconds(1))
        }
        return seconds.sorted()
    }

    private func row(_ manner: Manner, _ when: String, _ seconds: [Double], _ rate: String) -> [String] {
        func milliseconds(_ share: Double) -> String {
            guard !seconds.isEmpty else { return "" }
            let rank = max(1, Int((share * Double(seconds.count)).rounded(.up)))
            return String(format: "%.2f", 1_000 * seconds[rank - 1])
        }
        return [
            manner.rawValue, when, milliseconds(0.5), milliseconds(0.99), milliseconds(1), "\(seconds.count)", rate,
        ]
    }
}
