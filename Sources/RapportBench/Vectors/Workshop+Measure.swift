/// Recall and speed, setting by setting.
extension Workshop {
    /// Measures all settings: group by group, the contenders of a group taking turns.
    ///
    /// - Parameters:
    ///   - targets: the recalls that are looked for.
    ///   - rounds: turns that are timed, after one that is judged.
    func measure(_ groups: [[GraphSetting]], targets: [Double], rounds: Int) throws -> [Measurement] {
        try groups.flatMap { group in
            // All are built before any is open: memory may not hold an index that is built beside all others.
            let built = try group.filter(isBuilt)
            let runners = try built.map { try Runner(self, $0, targets: targets) }
            defer { runners.forEach { $0.stop() } }
            let ladder = options.ef.isEmpty ? EfLadder.standard : options.ef
            var measurements: [Measurement] = []
            for ef in ladder.sorted() where ef >= options.k {
                let active = runners.filter { !$0.isDone }
                for runner in active { try runner.judge(ef) }
                // Whoever goes first may find the processor cooler or busier.
                for round in 0..<rounds {
                    for runner in round % 2 == 0 ? active : active.reversed() { try runner.time(ef) }
                }
                measurements += active.map { $0.takeMeasurement(ef) }
            }
            return measurements
        }
    }

    /// Builds an index. A peer that fails at one setting is noted, and the others go on.
    private func isBuilt(_ setting: GraphSetting) throws -> Bool {
        do {
            _ = try build(setting)
            return true
        } catch let error as BenchmarkError where setting.contender != .rapport {
            failures.append("\(setting.text): \(error.message)")
            Output.progress("\(setting.text): \(error.message)")
            return false
        }
    }

    /// The settings that were picked, once more: all of them in turns, on one thread and on two, and their memory.
    func finals(of measurements: [Measurement]) throws -> [Measurement] {
        var picked: [GraphSetting: [Measurement]] = [:]
        for recall in VectorsOptions.recallTargets {
            for (_, best) in Picks(measurements, recall: recall).best where picked[best.graph]?.contains(best) != true {
                picked[best.graph, default: []].append(best)
            }
        }
        let order = picked.keys.sorted { $0.text < $1.text }
        let runners = try order.map { try Runner(self, $0, targets: []) }
        defer { runners.forEach { $0.stop() } }
        var turns: [Turn] = []
        for (graph, runner) in zip(order, runners) {
            turns += (picked[graph] ?? []).map { Turn(runner: runner, measurement: $0) }
        }
        for round in 0...options.rounds {
            for index in round % 2 == 0 ? Array(turns.indices) : turns.indices.reversed() {
                try turns[index].take(isCounted: round > 0)
            }
        }
        runners.forEach { $0.stop() }
        return try turns.map { turn in
            var final = Measurement(
                graph: turn.runner.setting, ef: turn.measurement.ef, recall: turn.measurement.recall,
                seconds: turn.seconds, queries: queryRows, buildSeconds: turn.measurement.buildSeconds,
                diskBytes: turn.measurement.diskBytes)
            final.twoThreadQueriesPerSecond = turn.twoThreadSeconds.min().map { Double(queryRows) / $0 }
            let memory = try memory(turn.runner.setting, ef: turn.measurement.ef)
            (final.memoryBytes, final.processPssBytes) = (memory.index, memory.process)
            return final
        }
    }

    /// A fresh process that opened the index and answered 10,000 queries: what the index added to its Pss, and all.
    private func memory(_ setting: GraphSetting, ef: Int) throws -> (index: Int, process: Int) {
        let (process, opening) = try open(setting)
        defer { process.stop() }
        var request = request(.memory)
        (request.ef, request.queries) = (ef, memoryQueries.path)
        let after = try process.ask(request)
        guard let before = opening.dataPss, let data = after.dataPss, let all = after.pss else {
            throw BenchmarkError.noMemoryFigure
        }
        return (data - before, all)
    }

    /// One picked setting in the final turns.
    private struct Turn {
        let runner: Runner
        let measurement: Measurement
        var seconds: [Double] = []
        var twoThreadSeconds: [Double] = []

        mutating func take(isCounted: Bool) throws {
            let one = try runner.seconds(measurement.ef, threads: 1)
            guard isCounted else { return }
            seconds.append(one)
            twoThreadSeconds.append(try runner.seconds(measurement.ef, threads: 2))
        }
    }
}
