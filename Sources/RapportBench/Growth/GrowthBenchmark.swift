import ArgumentParser
import Foundation

/// How the speed of searching falls as the vectors grow in number.
struct GrowthBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "growth",
        abstract: "Queries per second at recall 0.95 over the number of vectors, with the exponent that fits.",
        discussion: """
            For each size, clustered unit vectors are made and indexed, and the fewest candidates are sought that reach
            the recall. 10,000,000 × 384 take 15 GB for the vectors and less for each index. With --keep, what a
            run made is there for the next: a run that was stopped goes on, one on a busy machine is timed again.

              RapportBench growth --sizes 10000 100000 1000000 --svg growth.svg
            """)

    @Option(parsing: .upToNextOption, help: "Numbers of vectors.")
    var sizes = [10_000, 30_000, 100_000, 300_000, 1_000_000]
    @Option(help: "Components of each.")
    var dimension = 384
    @Option(help: "Queries; as many are searched exactly, too.")
    var queryCount = 1_000
    @Option(help: "The recall to reach.")
    var recall = 0.95
    @Option(parsing: .upToNextOption, help: "What indexes are built with, as NAME:M:EFCONSTRUCTION.")
    var setting = [GraphSetting(contender: .rapport, m: 16, efConstruction: 200)]
    @Option(help: "Turns of each; the best counts.")
    var rounds = 3
    @Option(help: "Where vectors and indexes lie meanwhile; by default the system's folder for temporary files.")
    var work: String?
    @Flag(help: "Leave vectors and indexes there and take those that are: remove them after a change of the code.")
    var keep = false
    @Option(help: "Where the plot goes.")
    var svg: String?
    @Flag(help: "Print JSON instead of a table.")
    var json = false
    @Option(help: "The interpreter that has what peers/requirements.txt pins; RAPPORT_PYTHON by default.")
    var python = ProcessInfo.processInfo.environment["RAPPORT_PYTHON"] ?? "python3"

    func validate() throws {
        guard !sizes.isEmpty, sizes.allSatisfy({ $0 >= 100 }) else {
            throw ValidationError("--sizes takes numbers from 100")
        }
        guard queryCount > 0, rounds > 0, (1...65_536).contains(dimension) else {
            throw ValidationError("--query-count and --rounds must be at least 1, --dimension in 1...65536")
        }
        guard recall > 0, recall <= 1 else { throw ValidationError("--recall lies in 0...1") }
        guard Set(setting.map(\.contender)).count == setting.count else {
            throw ValidationError("--setting takes one of each contender")
        }
    }

    func run() throws {
        let place = work.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
        let folder = place.appendingPathComponent(keep ? "rapport-growth" : "rapport-growth-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { if !keep { try? FileManager.default.removeItem(at: folder) } }
        var results: [(size: Int, best: Measurement)] = []
        for size in sizes.sorted() {
            let found = try measure(size, in: folder)
            results += found.map { (size: size, best: $0) }
            let reached = found.map { String(format: "%@ %.0f queries/s", $0.contender.rawValue, $0.queriesPerSecond) }
            Output.progress("\(size): \(reached.isEmpty ? "recall not reached" : reached.joined(separator: ", "))")
        }
        let series = series(of: results)
        if json {
            Output.line(try GrowthReport(results, series, dimension: dimension, recallTarget: recall).json())
        } else {
            Output.line(table(results))
            for line in series {
                Output.line(
                    line.law.map { String(format: "%@: queries/s grow as n^%.3f", line.name, $0.exponent) } ?? "")
            }
        }
        if let svg {
            let title = String(format: "Queries per second at recall ≥ %.2f, %d components", recall, dimension)
            try Data(GrowthPlot(series: series, title: title).svg().utf8).write(to: URL(fileURLWithPath: svg))
            Output.progress("the plot is in \(svg)")
        }
    }

    /// The fastest setting of each contender that reaches the recall on `size` vectors.
    private func measure(_ size: Int, in folder: URL) throws -> [Measurement] {
        let base = folder.appendingPathComponent("base-\(size)x\(dimension).npy")
        let queries = folder.appendingPathComponent("queries-\(size)x\(dimension)-\(queryCount).npy")
        defer { if !keep { try? FileManager.default.removeItem(at: base) } }
        let vectors = ClusteredVectors(count: size, dimension: dimension, seed: 1)
        try make(size, of: vectors, stream: 1, at: base)
        try make(queryCount, of: vectors, stream: 2, at: queries)
        let options = try VectorsOptions.parse(
            ["--base", base.path, "--queries", queries.path, "--python", python, "--work", folder.path]
                + (keep ? ["--keep"] : []))
        let workshop = try Workshop(options)
        defer { workshop.close() }
        let measurements = try workshop.measure([setting], targets: [recall], rounds: rounds)
        let best = Picks(measurements, recall: recall).best
        return setting.compactMap { best[$0.contender] }
    }

    /// Writes vectors unless they are there; a file that bears its name is complete.
    private func make(_ count: Int, of vectors: ClusteredVectors, stream: UInt64, at file: URL) throws {
        guard !FileManager.default.fileExists(atPath: file.path) else { return }
        let bytes = count * dimension * MemoryLayout<Float>.stride
        // The vectors, and of each contender an index that may hold them once more.
        let needed = bytes * (1 + setting.count)
        let folder = file.deletingLastPathComponent().path
        let free = try FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? Int
        if let free, free < needed { throw BenchmarkError.noRoom(folder: folder, needed: needed, free: free) }
        Output.progress("making \(count) vectors")
        let unfinished = file.appendingPathExtension("part")
        try vectors.write(count, stream: stream, to: unfinished.path)
        try FileManager.default.moveItem(at: unfinished, to: file)
    }

    private func series(of results: [(size: Int, best: Measurement)]) -> [GrowthPlot.Series] {
        setting.map { setting in
            let points = results.filter { $0.best.contender == setting.contender }
                .map { (x: Double($0.size), y: $0.best.queriesPerSecond) }
            return GrowthPlot.Series(name: setting.contender.rawValue, points: points, law: PowerLaw(points))
        }
    }

    private func table(_ results: [(size: Int, best: Measurement)]) -> String {
        let head = ["growth", "vectors", "ef", "recall", "queries/s", "build s", "disk MB"]
        return TextTable.text(
            [head]
                + results.map { size, best in
                    [
                        best.contender.rawValue, "\(size)", "\(best.ef)", String(format: "%.4f", best.recall),
                        String(format: "%.0f", best.queriesPerSecond), String(format: "%.1f", best.buildSeconds),
                        String(format: "%.1f", Double(best.diskBytes) / 1e6),
                    ]
                })
    }
}
