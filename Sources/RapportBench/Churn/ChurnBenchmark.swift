import ArgumentParser
import Foundation
import HNSW

/// What rounds of deleting and inserting do to a graph.
struct ChurnBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "churn",
        abstract: "Recall, reachability and memory after rounds of deletes and inserts, against a fresh build.",
        discussion: """
            In each round a third of the records goes, by a pattern, and as many new ones come, one at a time. Then the
            graph is compared with one that is built of the same records: recall@10 against exact float32 answers at
            the fewest candidates that give the fresh graph 0.95 and 0.99, and the memory that each took (Pss).

              RapportBench churn --size 20000 --pattern oldest clustered
            """)

    @Option(help: "Records.")
    var size = 50_000
    @Option(help: "Components of each.")
    var dimension = 384
    @Option(help: "Rounds.")
    var rounds = 10
    @Option(parsing: .upToNextOption, help: "random, clustered (those nearest to one), oldest, update (in place).")
    var pattern = ChurnPattern.allCases
    @Option(parsing: .upToNextOption, help: "Each pattern is measured with each.")
    var seed: [UInt64] = [1]
    @Option(help: "M of both graphs.")
    var m = 16
    @Option(help: "efConstruction of both.")
    var efConstruction = 200
    @Option(help: "Queries; as many are searched exactly, too.")
    var queryCount = 1_000

    private static let targetRecalls = [0.95, 0.99]
    private static let allowedRecallLoss = 0.01
    private static let allowedMemory = 1.2

    func validate() throws {
        guard size >= 100, rounds > 0, queryCount > 0, (1...65_536).contains(dimension) else {
            throw ValidationError(
                "--size takes 100 or more, --rounds and --query-count 1 or more, --dimension 1...65536")
        }
    }

    func run() throws {
        Output.line("after \(rounds) rounds, each with a third of \(size) × \(dimension), M \(m)")
        for pattern in pattern {
            for seed in seed { try measure(pattern, seed) }
        }
    }

    private func measure(_ pattern: ChurnPattern, _ seed: UInt64) throws {
        var records = ChurningRecords(count: size, dimension: dimension, seed: seed)
        let churned = try Graph(records, self)
        let cost = try churn(churned.graph, &records, pattern)
        // Only now: deletes need memory of their own.
        let churnedBytes = try churned.bytes()
        let fresh = try Graph(records, self)
        let memory = Double(churnedBytes) / Double(try fresh.bytes())
        try churned.graph.checkInvariants()
        let truth = ExactAnswers(records.labels.map { ($0, records.vector($0)) })
        let questions = records.queries(queryCount).map { Question(vector: $0, answers: truth.nearest(to: $0, k: 10)) }
        let name = "\(pattern.rawValue), seed \(seed)"
        Output.line(try recallTable(name, churned.graph, fresh.graph, questions))
        Output.line(
            String(
                format: "%@: all %d records reachable; memory %.2f × (%@); %.0f µs a delete, %.0f µs an upsert\n", name,
                churned.graph.count, memory, Self.verdict(memory <= Self.allowedMemory), cost.delete, cost.upsert))
    }

    /// - Returns: microseconds of processor time of an operation.
    private func churn(
        _ graph: HNSWGraph, _ records: inout ChurningRecords, _ pattern: ChurnPattern
    ) throws -> (delete: Double, upsert: Double) {
        var (deleting, inserting) = (0.0, 0.0)
        let share = size / 3
        for round in 1...rounds {
            var changed = records.pick(share, pattern)
            if pattern == .update {
                records.replace(changed)
            } else {
                deleting += try Self.processorSeconds { for label in changed { try graph.delete(label) } }
                records.remove(changed)
                changed = records.add(share)
            }
            let vectors = changed.map(records.vector)
            inserting += try Self.processorSeconds {
                for (label, vector) in zip(changed, vectors) { try graph.upsert(label, vector) }
            }
            Output.progress("\(pattern.rawValue): round \(round) of \(rounds)")
        }
        let scale = 1e6 / Double(rounds * share)
        return (deleting * scale, inserting * scale)
    }

    /// What this thread used: others may keep the processors busy.
    private static func processorSeconds(_ body: () throws -> Void) rethrows -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
        }
        let start = now()
        try body()
        return now() - start
    }

    private func recallTable(
        _ name: String, _ churned: HNSWGraph, _ fresh: HNSWGraph, _ questions: [Question]
    ) throws -> String {
        let rows = try Self.targetRecalls.map { target in
            let ef = try EfLadder.standard.first { try Question.recall(of: fresh, questions, ef: $0) >= target }
            guard let ef else { return [name, "\(target)", "–", "–", "–", "–", "fresh graph falls short"] }
            let (old, new) = try (
                Question.recall(of: churned, questions, ef: ef), Question.recall(of: fresh, questions, ef: ef)
            )
            return [
                name, "\(target)", "\(ef)", String(format: "%.4f", new), String(format: "%.4f", old),
                String(format: "%+.4f", old - new), Self.verdict(old >= new - Self.allowedRecallLoss),
            ]
        }
        return TextTable.text([["churn", "recall", "ef", "fresh", "churned", "difference", "target"]] + rows)
    }

    private static func verdict(_ isMet: Bool) -> String { isMet ? "met" : "MISSED" }
}

/// A graph of records, and what memory there was before.
private struct Graph {
    let graph: HNSWGraph
    private let bytesBefore: Int
    private static let pieceSize = 10_000

    init(_ records: ChurningRecords, _ options: ChurnBenchmark) throws {
        bytesBefore = try ProcessMemory.dataPss()
        graph = try HNSWGraph(
            HNSWParameters(dimension: options.dimension, m: options.m, efConstruction: options.efConstruction))
        // In pieces, so that the vectors do not lie in memory twice.
        for start in stride(from: 0, to: records.labels.count, by: Self.pieceSize) {
            let piece = Array(records.labels[start..<min(start + Self.pieceSize, records.labels.count)])
            try graph.build(labels: piece, vectors: piece.flatMap { records.vector($0) })
        }
    }

    /// What this graph took since it was begun.
    func bytes() throws -> Int { try ProcessMemory.dataPss() - bytesBefore }
}

/// A query and the labels of its true nearest records.
private struct Question {
    let vector: [Float]
    let answers: [Int64]

    static func recall(of graph: HNSWGraph, _ questions: [Question], ef: Int) throws -> Double {
        var (found, expected) = (0, 0)
        for question in questions {
            let hits = try graph.search(question.vector, k: question.answers.count, ef: ef, plan: .graph).hits
            found += hits.count { question.answers.contains($0.label) }
            expected += question.answers.count
        }
        return Double(found) / Double(max(expected, 1))
    }
}
