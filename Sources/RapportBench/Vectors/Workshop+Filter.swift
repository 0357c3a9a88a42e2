/// Searches among the rows that pass a filter.
extension Workshop {
    static let bruteForce = "brute-force"

    /// Recall and latency of each contender's filtered search, and of brute force over the rows that pass.
    ///
    /// - Parameter settings: one index of each contender.
    /// - Throws: `VectorFileError`, `BenchmarkError`.
    func filtered(_ passIds: String, settings: [GraphSetting], ef: Int) throws -> FilteredReport {
        let ids = try IdFile.read(passIds, rows: baseRows)
        var truth = request(.truth)
        truth.passIds = passIds
        _ = try judge.ask(truth)
        var report = FilteredReport(passing: ids.count, rows: baseRows, ef: ef)
        for setting in settings {
            _ = try build(setting)
            let process = try open(setting).process
            defer { process.stop() }
            report.results.append(
                try search(
                    process, passIds, ef,
                    FilteredResult(
                        contender: setting.contender.rawValue, m: setting.m, efConstruction: setting.efConstruction)))
        }
        let scan = try PeerProcess.python(options.python, name: Self.bruteForce)
        defer { scan.stop() }
        var opening = request(.open)
        (opening.contender, opening.index) = (Self.bruteForce, options.base)
        _ = try scan.ask(opening)
        report.results.append(
            try search(scan, passIds, ef, FilteredResult(contender: Self.bruteForce, m: nil, efConstruction: nil)))
        return report
    }

    private func search(
        _ process: PeerProcess, _ passIds: String, _ ef: Int, _ empty: FilteredResult
    ) throws -> FilteredResult {
        var request = request(.filtered)
        (request.passIds, request.ef, request.answers) = (passIds, ef, answers.path)
        let answer = try process.ask(request)
        var result = empty
        guard answer.unsupported != true else { return result }
        result.recall = try recall()
        result.medianMicroseconds = answer.medianSeconds.map { $0 * 1e6 }
        result.queriesPerSecond = answer.seconds.map { Double(queryRows) / $0 }
        result.filterMilliseconds = answer.prepareSeconds.map { $0 * 1e3 }
        return result
    }
}
