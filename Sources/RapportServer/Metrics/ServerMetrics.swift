import Foundation
import Hummingbird
import RapportCore
import Workflow

/// `GET /metrics`: requests, the store, the process.
final class ServerMetrics: Sendable {
    let requests: RequestMetrics
    private let recall: RecallMeter
    private let registry: MetricRegistry
    private let figures: WatchedFigures
    private let version: String
    private let startedAt: Timestamp

    init(workspace: Workspace, recall: RecallMeter, version: String, startedAt: Timestamp) {
        registry = MetricRegistry(help: RequestMetrics.help)
        requests = RequestMetrics(registry)
        self.recall = recall
        figures = WatchedFigures(workspace: workspace)
        self.version = version
        self.startedAt = startedAt
    }

    /// - Parameters:
    ///   - isReady: before that the indexes have no size, and whoever asked for it would wait.
    ///   - admission: who works and who waits.
    func response(isReady: Bool, _ admission: Admission) async throws -> Response {
        let families =
            registry.families() + load(admission) + process(isReady) + [await measuredRecall()]
            + (try await figures.families(withIndexes: isReady))
        return Response(
            status: .ok, headers: [.contentType: PrometheusText.contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(string: PrometheusText.text(families))))
    }

    private func load(_ admission: Admission) -> [MetricFamily] {
        let counts = admission.counts
        return [
            MetricFamily(
                "rapport_http_requests_admitted", "Requests that are worked on; at most --concurrent-requests.", .gauge,
                counts.running),
            MetricFamily(
                "rapport_http_requests_waiting", "Requests that wait for one of those to end.", .gauge, counts.waiting),
        ]
    }

    private func measuredRecall() async -> MetricFamily {
        MetricFamily(
            "rapport_index_recall", "recall@10 of some stored vectors against exact search, measured each hour.",
            .gauge,
            await recall.samples.map { sample in
                let labels = [
                    (name: "collection", value: sample.collection.rawValue),
                    (name: "vector", value: sample.vector.rawValue),
                ]
                return .init(labels: labels, value: sample.recallAt10)
            })
    }

    private func process(_ isReady: Bool) -> [MetricFamily] {
        var families = [
            MetricFamily(
                "rapport_build_info", "The program that runs; always 1.", .gauge,
                [.init(labels: [(name: "version", value: version)], value: 1)]),
            MetricFamily("rapport_ready", "Whether the indexes can answer.", .gauge, isReady ? 1 : 0),
            MetricFamily(
                "process_start_time_seconds", "When the server started, seconds since 1970.", .gauge,
                [.init(value: Double(startedAt.nanoseconds) / 1e9)]),
        ]
        if let bytes = ProcessMemory.current() {
            families.append(
                MetricFamily("process_resident_memory_bytes", "Memory in use.", .gauge, bytes.resident))
            families.append(
                MetricFamily("process_virtual_memory_bytes", "Memory that is mapped.", .gauge, bytes.virtual))
        }
        return families
    }
}

/// The memory of this process.
enum ProcessMemory {
    /// Nil where there is no `/proc`.
    static func current() -> (resident: Int, virtual: Int)? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let pages = text.split(separator: " ").compactMap { Int($0) }
        guard pages.count >= 2 else { return nil }
        let pageBytes = sysconf(Int32(_SC_PAGESIZE))
        return (pages[1] * pageBytes, pages[0] * pageBytes)
    }
}
