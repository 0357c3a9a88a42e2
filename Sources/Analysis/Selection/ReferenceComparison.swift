import Glibc

/// Clusterings of the rows beside those of reference data of the same size.
struct ReferenceComparison {
    struct Result {
        /// The mean silhouette of the shape of reference data that comes nearer.
        let silhouette: Double
        /// By how many standard deviations of it the rows' silhouette is larger.
        let excess: Double
        let gap: Double
        let gapError: Double
    }

    /// For each k of the range.
    let results: [Result]
    /// How often rows without groups look as clustered as these at their best k, by the shape that does more often.
    let pValue: Double

    init(
        _ matrix: Matrix, sweep: ClusterSweep, progress: (Double) -> Void, checkpoint: () throws -> Void
    ) throws {
        let source = try ReferenceData(matrix)
        let own = try Self.measure(matrix, sweep, checkpoint)
        var comparisons: [ReferenceData.Shape: Comparison] = [:]
        for (number, shape) in ReferenceData.Shape.allCases.enumerated() {
            var drawn: [[Measure]] = []
            for reference in 0..<sweep.references {
                progress(Double(number * sweep.references + reference) / Double(2 * sweep.references))
                var random = SeededRandom(seed: sweep.settings.seed, part: 600_000 + 1_000 * number + reference)
                let rows = source.draw(shape, rows: matrix.rows, &random)
                try drawn.append(Self.measure(rows, sweep, checkpoint))
            }
            comparisons[shape] = Comparison(own: own, references: drawn)
        }
        let all = ReferenceData.Shape.allCases.compactMap { comparisons[$0] }
        pValue = all.map(\.pValue).max() ?? 1
        // The gap is defined against the box.
        results = own.indices.map { index in
            let nearest = all.min { $0.excesses[index] < $1.excesses[index] }
            let box = comparisons[.box]
            return Result(
                silhouette: nearest?.silhouettes[index] ?? 0, excess: nearest?.excesses[index] ?? 0,
                gap: box?.gaps[index] ?? 0, gapError: box?.gapErrors[index] ?? 0)
        }
    }

    struct Measure {
        let silhouette: Double
        let logInertia: Double
    }

    private static func measure(
        _ rows: Matrix, _ sweep: ClusterSweep, _ checkpoint: () throws -> Void
    ) throws -> [Measure] {
        try sweep.range.map { k in
            var settings = sweep.settings(k: k)
            settings.restarts = min(2, settings.restarts)
            let found = try settings.fit(rows, checkpoint: checkpoint)
            let points = settings.isSpherical ? rows.normalized() : rows
            // Rows that are all the same make one cluster, which nothing sets apart.
            guard found.sizes.count >= 2 else { return Measure(silhouette: 0, logInertia: -.infinity) }
            let silhouette = try Silhouette(points, found.assignments, seed: settings.seed, checkpoint: checkpoint)
            return Measure(silhouette: silhouette.mean, logInertia: log(max(found.inertia, .leastNormalMagnitude)))
        }
    }

    /// The rows against one shape.
    private struct Comparison {
        let silhouettes: [Double]
        let excesses: [Double]
        let gaps: [Double]
        let gapErrors: [Double]
        let pValue: Double

        init(own: [Measure], references: [[Measure]]) {
            let count = Double(references.count)
            let moments = own.indices.map { index in
                Moments(references.map { $0[index].silhouette })
            }
            func standings(_ measures: [Measure]) -> [Double] {
                zip(measures, moments).map { ($0.silhouette - $1.mean) / max($1.deviation, 1e-9) }
            }
            silhouettes = moments.map(\.mean)
            excesses = standings(own)
            // The best of all k is compared with the best of all k, so that trying many proves nothing.
            let best = excesses.max() ?? 0
            let asGood = references.filter { (standings($0).max() ?? 0) >= best }.count
            pValue = Double(1 + asGood) / (count + 1)
            let inertias = own.indices.map { index in Moments(references.map { $0[index].logInertia }) }
            gaps = zip(own, inertias).map { $1.mean - $0.logInertia }
            gapErrors = inertias.map { $0.deviation * (1 + 1 / count).squareRoot() }
        }
    }
}

/// Mean and standard deviation.
struct Moments {
    let mean: Double
    let deviation: Double

    init(_ values: [Double]) {
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        deviation = values.count < 2 ? 0 : (squares / Double(values.count - 1)).squareRoot()
    }
}
