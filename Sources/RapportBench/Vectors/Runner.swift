/// An open index that is searched at one ef after the other.
final class Runner {
    let setting: GraphSetting
    /// Whether it has reached every recall that is asked for.
    private(set) var isDone = false
    private let workshop: Workshop
    private let process: PeerProcess
    private let building: PeerAnswer
    private var recall = 0.0
    private var times: [Double] = []

    /// Builds the index, where this run has not yet, and opens it.
    init(_ workshop: Workshop, _ setting: GraphSetting) throws {
        self.workshop = workshop
        self.setting = setting
        building = try workshop.build(setting)
        process = try workshop.open(setting).process
    }

    func stop() { process.stop() }

    /// Searches once without counting the time, and has the answers judged.
    func judge(_ ef: Int) throws {
        var request = request(ef, threads: 1)
        request.answers = workshop.answers.path
        _ = try process.ask(request)
        recall = try workshop.recall()
        times = []
    }

    /// Searches once.
    func time(_ ef: Int) throws { times.append(try seconds(ef, threads: 1)) }

    /// The seconds of one search of all queries.
    func seconds(_ ef: Int, threads: Int) throws -> Double {
        try process.ask(request(ef, threads: threads)).seconds ?? .infinity
    }

    /// What `judge` and `time` found.
    func takeMeasurement(_ ef: Int) -> Measurement {
        let measurement = Measurement(
            graph: setting, ef: ef, recall: recall, seconds: times, queries: workshop.queryRows,
            buildSeconds: building.seconds ?? 0, diskBytes: building.bytes ?? 0)
        // Slower settings that find still more are of no use; a list that the user gave is measured whole.
        isDone = workshop.options.ef.isEmpty && VectorsOptions.recallTargets.allSatisfy { recall >= $0 }
        return measurement
    }

    private func request(_ ef: Int, threads: Int) -> PeerRequest {
        var request = workshop.request(.search)
        (request.ef, request.threads) = (ef, threads)
        return request
    }
}
