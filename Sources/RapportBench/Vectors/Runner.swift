/// An open index that is searched at one ef after the other.
final class Runner {
    let setting: GraphSetting
    private var ladder: EfLadder
    private let workshop: Workshop
    private let process: PeerProcess
    private let building: PeerAnswer
    private var recall = 0.0
    private var times: [Double] = []

    /// Builds the index, where this run has not yet, and opens it.
    init(_ workshop: Workshop, _ setting: GraphSetting, targets: [Double]) throws {
        self.workshop = workshop
        ladder = EfLadder(targets: targets)
        self.setting = setting
        building = try workshop.build(setting)
        process = try workshop.open(setting).process
    }

    func stop() { process.stop() }

    /// Whether more candidates are of no use; a list that the user gave is measured whole.
    var isDone: Bool { workshop.options.ef.isEmpty && ladder.isDone }

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
        ladder.record(recall)
        return Measurement(
            graph: setting, ef: ef, recall: recall, seconds: times, queries: workshop.queryRows,
            buildSeconds: building.seconds ?? 0, diskBytes: building.bytes ?? 0)
    }

    private func request(_ ef: Int, threads: Int) -> PeerRequest {
        var request = workshop.request(.search)
        (request.ef, request.threads) = (ef, threads)
        return request
    }
}
