import ArgumentParser
import Foundation

/// `POST /v1/suggest` of a real server under open load, without a language model.
struct SuggestLatencyBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest-latency",
        abstract: "The latency of suggestions over HTTP under open load, and the rate at which they saturate.",
        discussion: """
            Arrival times are fixed in advance, latency counts from them, embedding is included, no message comes \
            twice. Targets at 50 requests a second over 16 connections: p50 at most 30 ms, p99 at most 100 ms.

              RapportBench suggest-latency --store index
            """)

    @Option(help: "A store with vectors.")
    var store: String
    @Option(help: "Requests a second.")
    var rate = 50.0
    @Option(help: "Connections, each with one request at a time.")
    var connections = 16
    @Option(help: "Seconds of load at that rate.")
    var seconds = 60.0
    @Option(help: "Seconds of load at each rate of the search for saturation; 0 leaves the search out.")
    var stepSeconds = 10.0
    @Option(help: "Seed of the messages; another one than the store's logs were made with.")
    var seed: UInt64 = 8_839
    @Option(help: "The program that is measured; by default the one beside this.")
    var rapport = Bundle.main.bundleURL.appendingPathComponent("rapport").path

    private static let p50Target = 0.030
    private static let p99Target = 0.100

    func validate() throws {
        guard rate > 0, connections > 0, seconds > 0, stepSeconds >= 0 else {
            throw ValidationError("rate, connections and seconds must be positive")
        }
    }

    func run() throws {
        Output.progress("making messages")
        var messages = Messages(
            texts: UnseenMessages.texts(Int(rate * seconds + Self.ceiling * 6 * stepSeconds), seed: seed)[...])
        let server = try ServedProcess(rapport: rapport, store: store)
        defer { server.stop() }
        Output.progress("\(rate) requests a second for \(seconds) s")
        let result = try load(server, rate, seconds, &messages)
        let isMet =
            result.latency(0.5) <= Self.p50Target && result.latency(0.99) <= Self.p99Target && result.errors == 0
        var rows = [["suggest", "p50 ms", "p99 ms", "max ms", "errors", "target"]]
        rows.append(
            row("\(Self.number(rate)) a second", result, isMet ? "met (≤ 30, 100 ms)" : "MISSED (≤ 30, 100 ms)"))
        Output.line(TextTable.text(rows))
        Output.line(
            "\(connections) connections, \(result.latencySeconds.count) answers, median message \(messages.medianLength) characters, server's peak \(server.peakBytes >> 20) MiB"
        )
        if stepSeconds > 0 { try saturate(server, &messages) }
    }

    // MARK: Saturation

    /// Requests a second that are not passed.
    private static let ceiling = 400.0

    /// The largest rate at which the server keeps pace, within a twentieth: doubled until it does not, then halved
    /// between.
    private func saturate(_ server: ServedProcess, _ messages: inout Messages) throws {
        var (kept, lost) = (0.0, Double.infinity)
        var lastKept: OpenLoop.Result?
        var next = rate
        while lost / max(kept, 1) > 1.05, kept < Self.ceiling {
            Output.progress("\(Self.number(next)) requests a second for \(stepSeconds) s")
            let result = try load(server, next, stepSeconds, &messages)
            if result.keptPace { (kept, lastKept) = (next, result) } else { lost = next }
            next = lost.isFinite ? (kept + lost) / 2 : min(next * 2, Self.ceiling)
            if kept == 0, next < 1 { break }
        }
        Output.line("")
        guard let lastKept else { return Output.line("it keeps pace with no rate that was tried") }
        Output.line(
            TextTable.text([
                ["saturation", "p50 ms", "p99 ms", "max ms", "errors", ""],
                row(
                    "\(Self.number(kept)) a second", lastKept,
                    lost.isFinite ? "kept pace; \(Self.number(lost)) did not" : "kept pace; more was not tried"),
            ]))
    }

    // MARK: Parts

    /// Messages that are handed out once.
    private struct Messages {
        private var rest: ArraySlice<String>
        private var lengths: [Int] = []

        init(texts: ArraySlice<String>) { rest = texts }

        var medianLength: Int { lengths.isEmpty ? 0 : lengths.sorted()[lengths.count / 2] }

        mutating func bodies(_ count: Int) throws -> [Data] {
            guard rest.count >= count else { throw BenchmarkError.peer("the load generator", "it ran out of messages") }
            let texts = rest.prefix(count)
            rest = rest.dropFirst(count)
            lengths += texts.map(\.count)
            return try texts.map { try JSONEncoder().encode(["text": $0]) }
        }
    }

    private func load(
        _ server: ServedProcess, _ rate: Double, _ seconds: Double, _ messages: inout Messages
    ) throws -> OpenLoop.Result {
        try OpenLoop(port: server.port, path: "/v1/suggest", connections: connections, rate: rate)
            .run(messages.bodies(max(1, Int(rate * seconds))))
    }

    private func row(_ name: String, _ result: OpenLoop.Result, _ remark: String) -> [String] {
        func milliseconds(_ share: Double) -> String { String(format: "%.1f", result.latency(share) * 1_000) }
        return [name, milliseconds(0.5), milliseconds(0.99), milliseconds(1), "\(result.errors)", remark]
    }

    private static func number(_ value: Double) -> String { String(format: "%g", value) }
}
