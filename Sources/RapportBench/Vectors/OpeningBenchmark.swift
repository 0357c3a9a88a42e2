import ArgumentParser
import Foundation

/// From a closed file to the first right answer.
struct OpeningBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opening",
        abstract: "Time from opening a saved index until its first correct answer, against hnswlib's load.",
        discussion: """
            Both index the same vectors and save them; then fresh processes open the files in turns, the pages of the
            files still in memory. The question is one of the vectors; an answer that is not it ends the run. Rapport
            verifies links of layer 0 and codes page by page before it first reads them, all else at once.

              RapportBench opening --file base.npy
            """)

    @Option(help: "The vectors: .npy (float32, C order) or .fvecs.")
    var file: String
    @Option(help: "ip (inner product; for unit vectors the cosine) or l2.")
    var metric = VectorMetric.ip
    @Option(help: "M of both.")
    var m = 16
    @Option(help: "efConstruction of both.")
    var efConstruction = 200
    @Option(help: "Candidates kept while searching.")
    var ef = 128
    @Option(help: "Turns of each; the median counts.")
    var rounds = 7
    @Option(help: "Where indexes are built; by default the system's folder for temporary files.")
    var work: String?
    @Flag(help: "Leave the indexes there and take those that are.")
    var keep = false
    @Option(help: "The interpreter that has what peers/requirements.txt pins; RAPPORT_PYTHON by default.")
    var python = ProcessInfo.processInfo.environment["RAPPORT_PYTHON"] ?? "python3"

    private static let targetMilliseconds = 50.0
    /// The promise is about this many vectors.
    private static let targetRows = 1_000_000

    func validate() throws {
        guard rounds > 0, ef > 0 else { throw ValidationError("--rounds and --ef must be at least 1") }
    }

    func run() throws {
        let questions = FileManager.default.temporaryDirectory.appendingPathComponent("questions-\(getpid()).npy").path
        defer { try? FileManager.default.removeItem(atPath: questions) }
        let base = try VectorFile(file)
        var draw = SplitMix64(seed: 1)
        let asked = (0..<rounds).map { _ in base.row(draw.below(base.rows)) }
        try write(asked, to: questions)
        let options = try VectorsOptions.parse(
            ["--base", file, "--queries", questions, "-k", "1", "--metric", metric.rawValue, "--python", python]
                + (work.map { ["--work", $0] } ?? []) + (keep ? ["--keep"] : []))
        let workshop = try Workshop(options)
        defer { workshop.close() }
        var contenders = [Contender.rapport, .hnswlib].map {
            Opened(setting: GraphSetting(contender: $0, m: m, efConstruction: efConstruction))
        }
        for contender in contenders { _ = try workshop.build(contender.setting) }
        for round in 0..<rounds {
            try write([asked[round]], to: questions)
            for index in contenders.indices { try contenders[index].open(workshop, ef: ef) }
        }
        for contender in contenders { try contender.check(workshop) }
        Output.line(table(contenders, rows: base.rows))
    }

    /// What one contender's openings took.
    private struct Opened {
        let setting: GraphSetting
        var openSeconds: [Double] = []
        var answerSeconds: [Double] = []
        var found = Data()

        /// Opens the index in a fresh process and asks once.
        mutating func open(_ workshop: Workshop, ef: Int) throws {
            let (process, opening) = try workshop.open(setting, verifiesOnUse: true)
            defer { process.stop() }
            var request = workshop.request(.search)
            (request.ef, request.threads, request.answers) = (ef, 1, workshop.answers.path)
            let seconds = try process.ask(request).seconds ?? .infinity
            openSeconds.append(opening.seconds ?? .infinity)
            answerSeconds.append((opening.seconds ?? .infinity) + seconds)
            found += try Data(contentsOf: workshop.answers)
        }

        /// A fast wrong answer is none.
        func check(_ workshop: Workshop) throws {
            try found.write(to: workshop.answers)
            guard try workshop.recall() == 1 else {
                throw BenchmarkError.peer(setting.contender.rawValue, "a first answer was wrong; give a larger --ef")
            }
        }
    }

    private func write(_ vectors: [[Float]], to path: String) throws {
        let writer = try NumpyWriter(path, rows: vectors.count, columns: vectors[0].count)
        for vector in vectors { try writer.append(vector) }
        try writer.finish()
    }

    private func table(_ contenders: [Opened], rows: Int) -> String {
        let own = contenders[0].answerSeconds.median
        let lines = contenders.map { contender -> [String] in
            let milliseconds = contender.answerSeconds.median * 1e3
            let hasTarget = contender.setting.contender == .rapport && rows == Self.targetRows
            let isMet = milliseconds <= Self.targetMilliseconds
            return [
                contender.setting.contender.rawValue, String(format: "%.2f", contender.openSeconds.median * 1e3),
                String(format: "%.2f", milliseconds),
                String(format: "%.2f", (contender.answerSeconds.min() ?? .infinity) * 1e3),
                String(format: "%.2f", contender.answerSeconds.median / own),
                hasTarget ? "\(isMet ? "met" : "MISSED") (≤ \(Int(Self.targetMilliseconds)) ms)" : "",
            ]
        }
        let head = ["opening \(rows)", "open ms", "first answer ms", "best", "times rapport's", "target"]
        return TextTable.text([head] + lines)
    }
}
