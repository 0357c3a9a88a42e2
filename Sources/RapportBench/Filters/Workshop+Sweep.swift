import Foundation

/// Searches among the rows that satisfy a range of a column, from one row to all.
extension Workshop {
    /// What a sweep goes through.
    struct Sweep {
        let shares: [Double]
        let ef: Int
        let queryCount: Int
        /// Between the column and the similarity to the query.
        let strength: Double
        /// Turns of each query; the best counts.
        let repeats: Int
        /// Of one contender in one cell.
        let limitSeconds: Double
    }

    /// Measures every cell, contender by contender beside each other.
    ///
    /// - Parameter settings: one index of each contender.
    /// - Throws: `VectorFileError`, `BenchmarkError`.
    func swept(_ sweep: Sweep, settings: [GraphSetting]) throws -> FiltersReport {
        for setting in settings { _ = try build(setting) }
        var contenders: [(name: String, process: PeerProcess)] = []
        defer { contenders.forEach { $0.process.stop() } }
        for setting in settings { contenders.append((setting.contender.rawValue, try open(setting).process)) }
        contenders.append((Self.bruteForce, try openBruteForce()))
        var columns = request(.columns)
        (columns.columns, columns.queryCount, columns.strength) = (folder.path, sweep.queryCount, sweep.strength)
        _ = try judge.ask(columns)
        var report = FiltersReport(
            base: options.base, rows: baseRows, columns: self.columns, k: options.k, ef: sweep.ef,
            correlationCoefficient: sweep.strength, settings: settings.map(\.text))
        for correlation in FilterCorrelation.allCases {
            for matches in Self.matches(sweep.shares, rows: baseRows) {
                let cell = try measure(correlation, matches, sweep, contenders)
                Output.progress("\(correlation.rawValue), \(matches) matches: \(cell.rapport?.recall ?? 0)")
                report.cells.append(cell)
            }
        }
        return report
    }

    /// Each number of matches once, ascending: shares of the rows, one at least.
    static func matches(_ shares: [Double], rows: Int) -> [Int] {
        Set(shares.map { max(1, Int((Double(rows) * $0).rounded())) }).sorted()
    }

    private func openBruteForce() throws -> PeerProcess {
        let process = try PeerProcess.python(options.python, name: Self.bruteForce)
        var opening = request(.open)
        (opening.contender, opening.index) = (Self.bruteForce, options.base)
        _ = try process.ask(opening)
        return process
    }

    private func measure(
        _ correlation: FilterCorrelation, _ matches: Int, _ sweep: Sweep,
        _ contenders: [(name: String, process: PeerProcess)]
    ) throws -> FilterCell {
        var asked = request(.cell)
        (asked.correlation, asked.matches) = (correlation, matches)
        let ranges = try judge.ask(asked).ranges
        var cell = FilterCell(correlation: correlation, matches: matches, rows: baseRows)
        for (name, process) in contenders {
            var request = request(.sweep)
            (request.columns, request.correlation, request.ranges) = (folder.path, correlation, ranges)
            (request.ef, request.repeats, request.limitSeconds) = (sweep.ef, sweep.repeats, sweep.limitSeconds)
            request.answers = answers.path
            let answer = try process.ask(request)
            guard answer.unsupported != true, let median = answer.medianSeconds else { continue }
            var judged = self.request(.cellRecall)
            judged.answers = answers.path
            cell.results.append(
                FilterCell.Result(
                    contender: name, recall: try judge.ask(judged).recall ?? 0, medianMicroseconds: 1e6 * median,
                    queries: answer.answered ?? 0, plainMicroseconds: answer.plainMedianSeconds.map { 1e6 * $0 },
                    plans: answer.plans))
        }
        return cell
    }
}
