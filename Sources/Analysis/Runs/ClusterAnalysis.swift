import Foundation
import RapportCore
import Store

/// Clusters stored vectors and stores what it found.
public struct ClusterAnalysis: Sendable {
    let store: RapportStore

    public init(store: RapportStore) { self.store = store }

    /// Records that the stability is measured on at most.
    private static let stabilityRows = 5_000
    private static let stabilityDraws = 10

    /// Runs k-means, or a sweep over k first, and stores the clusters as the current ones of the collection. Where a
    /// sweep finds no structure nothing is stored.
    ///
    /// - Parameter now: when the run is said to have been made.
    /// - Throws: `StoreError`, `FilterError`, `AnalysisError`; `CancellationError` in a task that was cancelled.
    public func run(
        _ request: ClusterRequest, now: Timestamp, progress: AnalysisProgress = { _, _, _ in }
    ) throws -> ClusterReport {
        try request.validate()
        progress("reading vectors", 0, 0)
        let selected = try SelectedVectors(request.selection, of: store)
        var settings = KMeans(
            k: 1, seed: request.seed, restarts: request.restarts, isSpherical: request.isSpherical)
        var sweep: ClusterSweepResult?
        switch request.count {
        case .exactly(let k): settings.k = k
        case .best(let range):
            let found = try ClusterSweep(settings: settings, range: range)
                .run(
                    selected.rows, progress: { progress("comparing numbers of clusters", Int($0 * 1_000), 1_000) },
                    checkpoint: { try Task.checkCancellation() })
            sweep = found
            guard let k = found.choice.k else { return report(request, selected, sweep: found) }
            settings.k = k
        }
        progress("clustering", 0, 0)
        let result = try settings.fit(selected.rows) { try Task.checkCancellation() }
        progress("measuring", 0, 0)
        let (metrics, silhouette) = try measure(result, selected.rows, settings)
        let stored = try store.save(
            NewRun(
                kind: .kmeans, name: request.name, graph: selected.graph, filter: request.selection.condition,
                parameters: Self.json(Parameters(settings, sweep: request.count)), seed: request.seed,
                metrics: Self.json(metrics)),
            clusters: zip(selected.recordIDs, result.assignments).map { RecordCluster(recordID: $0, cluster: $1) },
            at: now)
        return report(request, selected, sweep: sweep, (stored.id, result, metrics, silhouette))
    }

    private func measure(
        _ result: KMeansResult, _ vectors: Matrix, _ settings: KMeans
    ) throws -> (ClusteringMetrics, Silhouette?) {
        let rows = settings.isSpherical ? vectors.normalized() : vectors
        let isSeparable = result.sizes.count >= 2 && result.sizes.count < rows.rows
        let silhouette =
            isSeparable
            ? try Silhouette(rows, result.assignments, seed: settings.seed) { try Task.checkCancellation() } : nil
        let separation = isSeparable ? try ClusterSeparation(rows, result.assignments) : nil
        let stability = try stability(result, vectors, settings)
        return (
            ClusteringMetrics(
                inertia: result.inertia, iterations: result.iterations, hasConverged: result.hasConverged,
                silhouette: silhouette?.mean, silhouetteError: silhouette?.standardError,
                daviesBouldin: separation?.daviesBouldin, calinskiHarabasz: separation?.calinskiHarabasz,
                stability: stability), silhouette
        )
    }

    private func stability(_ result: KMeansResult, _ vectors: Matrix, _ settings: KMeans) throws -> Double {
        var quick = settings
        quick.restarts = min(3, settings.restarts)
        guard vectors.rows > Self.stabilityRows else {
            return try ClusterStability(of: result, vectors, settings: quick, draws: Self.stabilityDraws) {
                try Task.checkCancellation()
            }.mean
        }
        var random = SeededRandom(seed: settings.seed, part: 700_000)
        let part = vectors.selecting(random.sample(Self.stabilityRows, of: vectors.rows))
        return try ClusterStability(
            of: settings.fit(part), part, settings: quick, draws: Self.stabilityDraws
        ) { try Task.checkCancellation() }.mean
    }

    /// How the clusters were made, as the run keeps it.
    private struct Parameters: Encodable {
        let k: Int
        let kRange: [Int]?
        let restarts: Int
        let isSpherical: Bool

        enum CodingKeys: String, CodingKey {
            case k, kRange = "k_range", restarts, isSpherical = "is_spherical"
        }

        init(_ settings: KMeans, sweep: ClusterRequest.Count) {
            k = settings.k
            restarts = settings.restarts
            isSpherical = settings.isSpherical
            if case .best(let range) = sweep {
                kRange = [range.lowerBound, range.upperBound]
            } else {
                kRange = nil
            }
        }
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension ClusterAnalysis {
    private typealias Found = (
        runID: Int64, result: KMeansResult, metrics: ClusteringMetrics, silhouette: Silhouette?
    )

    private func report(
        _ request: ClusterRequest, _ selected: SelectedVectors, sweep: ClusterSweepResult?, _ found: Found? = nil
    ) -> ClusterReport {
        ClusterReport(
            runID: found?.runID, name: found == nil ? nil : request.name, collection: selected.graph.collection,
            vector: selected.graph.vector, lacksProfiled: selected.lacksProfiled,
            filter: request.selection.condition, seed: request.seed, records: selected.recordIDs.count,
            k: found?.result.sizes.count, metrics: found?.metrics,
            clusters: found.map { figures($0, selected) } ?? [], sweep: sweep.map(SweepReport.init))
    }

    private func figures(_ found: Found, _ selected: SelectedVectors) -> [ClusterFigures] {
        var revenue = [Double](repeating: 0, count: found.result.sizes.count)
        var (offers, purchases) = (revenue, revenue)
        for (recordID, cluster) in zip(selected.recordIDs, found.result.assignments) {
            revenue[cluster] += selected.number("revenue", recordID) ?? 0
            offers[cluster] += selected.number("offers", recordID) ?? 0
            purchases[cluster] += selected.number("purchases", recordID) ?? 0
        }
        return found.result.sizes.enumerated().map { cluster, size in
            ClusterFigures(
                cluster: cluster, records: size, silhouette: found.silhouette?.clusterMeans[cluster] ?? nil,
                meanRevenue: revenue[cluster] / Double(size),
                successRate: offers[cluster] > 0 ? purchases[cluster] / offers[cluster] : nil)
        }
    }
}
