import Foundation

/// A folder with the indexes of a run, the judge of their answers, and the turns that they take.
final class Workshop {
    let options: VectorsOptions
    let baseRows: Int
    let columns: Int
    let queryRows: Int
    let folder: URL
    let judge: PeerProcess
    /// Peers' settings that could not be built, with the reason.
    var failures: [String] = []
    private var built: [GraphSetting: PeerAnswer] = [:]

    /// Checks the files and computes the exact answers.
    ///
    /// - Throws: `VectorFileError`, `BenchmarkError`.
    init(_ options: VectorsOptions) throws {
        self.options = options
        let base = try VectorFile(options.base)
        let queries = try VectorFile(options.queries)
        try base.check(options.base)
        try queries.check(options.queries, fits: base)
        (baseRows, columns, queryRows) = (base.rows, base.columns, queries.rows)
        let place = options.work.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
        let name = URL(fileURLWithPath: options.base).lastPathComponent
        let run = options.keep ? "\(name)-\(base.rows)x\(base.columns)-\(options.metric.rawValue)" : "\(getpid())"
        folder = place.appendingPathComponent("rapport-bench-\(run)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        judge = try PeerProcess.python(
            options.python, name: "exact search", blasThreads: ProcessInfo.processInfo.activeProcessorCount)
        do {
            Output.progress("exact search of \(queries.rows) queries over \(base.rows) × \(base.columns)")
            _ = try judge.ask(request(.truth))
            try MemoryQueries.write(from: queries, to: memoryQueries.path)
        } catch {
            close()
            throw error
        }
    }

    /// Ends the judge, and removes the folder unless it is to be kept.
    func close() {
        judge.stop()
        if !options.keep { try? FileManager.default.removeItem(at: folder) }
    }

    var memoryQueries: URL { folder.appendingPathComponent("memory-queries.npy") }
    var answers: URL { folder.appendingPathComponent("answers.i64") }

    func indexPath(_ setting: GraphSetting) -> String {
        folder.appendingPathComponent(setting.text.replacingOccurrences(of: ":", with: "-")).path
    }

    /// A request with what all of them share.
    func request(_ operation: PeerRequest.Operation) -> PeerRequest {
        PeerRequest(
            operation: operation, metric: options.metric, base: options.base, queries: options.queries, k: options.k)
    }

    func process(_ contender: Contender) throws -> PeerProcess {
        contender == .rapport
            ? try PeerProcess.rapport() : try PeerProcess.python(options.python, name: contender.rawValue)
    }

    /// Builds an index in a process of its own, on two threads, unless this run already has.
    ///
    /// - Returns: seconds and bytes on disk.
    func build(_ setting: GraphSetting) throws -> PeerAnswer {
        if let answer = try built[setting] ?? kept(setting) { return answer }
        let builder = try process(setting.contender)
        defer { builder.stop() }
        var request = request(.build)
        (request.contender, request.index) = (setting.contender.rawValue, indexPath(setting))
        (request.m, request.efConstruction, request.threads) = (setting.m, setting.efConstruction, 2)
        let answer = try builder.ask(request)
        Output.progress(String(format: "%@: built in %.1f s", setting.text, answer.seconds ?? 0))
        built[setting] = answer
        try PeerProcess.encoder.encode(answer).write(to: note(setting))
        return answer
    }

    /// What a run before this one noted about an index that it left.
    private func kept(_ setting: GraphSetting) throws -> PeerAnswer? {
        guard options.keep, FileManager.default.fileExists(atPath: note(setting).path) else { return nil }
        let answer = try PeerProcess.decoder.decode(PeerAnswer.self, from: Data(contentsOf: note(setting)))
        Output.progress(String(format: "%@: kept, was built in %.1f s", setting.text, answer.seconds ?? 0))
        built[setting] = answer
        return answer
    }

    private func note(_ setting: GraphSetting) -> URL { URL(fileURLWithPath: indexPath(setting) + ".json") }

    /// Opens a built index in a process of its own.
    ///
    /// - Parameter verifiesOnUse: whether Rapport verifies large sections where they are first used, not at once.
    func open(
        _ setting: GraphSetting, verifiesOnUse: Bool = false
    ) throws -> (process: PeerProcess, opening: PeerAnswer) {
        let searcher = try process(setting.contender)
        var request = request(.open)
        (request.contender, request.index) = (setting.contender.rawValue, indexPath(setting))
        request.verifiesOnUse = verifiesOnUse
        return (searcher, try searcher.ask(request))
    }

    /// The recall of the answers that were written last.
    func recall() throws -> Double {
        var request = request(.recall)
        request.answers = answers.path
        return try judge.ask(request).recall ?? 0
    }
}
