import Analysis
import RapportCore

/// Judges one method by its clusters and by what its vectors know.
struct MethodJudge {
    let compared: ComparedPairs
    let request: CompareRequest
    let texts: Matrix
    let profiles: Matrix
    /// The latent kind of each pair's fan, where it is known.
    let latent: [String?]?

    struct Judgement {
        let figures: MethodFigures
        let clusters: [Int]
        let predictions: [PairOutcome: OutOfSample]
    }

    /// - Parameter baseline: the text alone; nil for itself.
    func judge(weight: Double, against baseline: Judgement?) throws -> Judgement {
        let rows = try joined(weight)
        let found = try KMeans(k: request.k, seed: request.seed).fit(rows) { try Task.checkCancellation() }
        let clusters = found.assignments
        let separation = try ClusterSeparation(rows, clusters)
        let agreement = try ClusterAgreement(clusters, baseline?.clusters ?? clusters)
        var outcomes: [OutcomeFigures] = []
        var predictions: [PairOutcome: OutOfSample] = [:]
        for outcome in PairOutcome.allCases {
            guard let (figures, prediction) = try judge(outcome, rows, clusters, baseline?.predictions[outcome]) else {
                continue
            }
            outcomes.append(figures)
            predictions[outcome] = prediction
        }
        let figures = MethodFigures(
            profileWeight: weight, silhouette: try Silhouette(rows, clusters).mean,
            daviesBouldin: separation.daviesBouldin, calinskiHarabasz: separation.calinskiHarabasz,
            silhouetteInTexts: try Silhouette(texts, clusters).mean,
            silhouetteInProfiles: try Silhouette(profiles, clusters).mean,
            adjustedRandIndex: agreement.adjustedRandIndex,
            normalizedMutualInformation: agreement.normalizedMutualInformation,
            latentAgreement: try latentAgreement(clusters), outcomes: outcomes)
        return Judgement(figures: figures, clusters: clusters, predictions: predictions)
    }

    /// [√(1−v)·t ‖ √v·p], or the text alone.
    private func joined(_ weight: Double) throws -> Matrix {
        guard weight > 0 else { return texts }
        let (left, right) = (Float((1 - weight).squareRoot()), Float(weight.squareRoot()))
        let values = (0..<texts.rows).flatMap { row in texts[row].map { left * $0 } + profiles[row].map { right * $0 } }
        return try Matrix(columns: texts.columns + profiles.columns, values: values)
    }

    /// - Returns: nil where too few pairs have the outcome.
    private func judge(
        _ outcome: PairOutcome, _ rows: Matrix, _ clusters: [Int], _ baseline: OutOfSample?
    ) throws -> (OutcomeFigures, OutOfSample)? {
        let all = compared.outcomes[outcome] ?? []
        let known = all.indices.filter { all[$0] != nil }
        let values = known.compactMap { all[$0] }
        let fans = compared.fans
        let groups = known.map { fans[$0] }
        guard known.count >= ComparedPairs.fewest, Set(groups).count >= 10 else { return nil }
        let eta = try EtaSquared(known.map { clusters[$0] }, outcome: values, seed: request.seed) {
            try Task.checkCancellation()
        }
        let prediction = try OutOfSample(
            rows.selecting(known), outcome: values, groups: groups, seed: request.seed
        ) { try Task.checkCancellation() }
        // Bonferroni: as many comparisons as weights and later outcomes.
        let comparisons = Double(request.weights.count * PairOutcome.allCases.count { $0.isLater })
        let intervals = try PredictionIntervals(
            prediction, against: baseline, differenceLevel: 1 - 0.05 / comparisons, draws: 4_000, seed: request.seed)
        let figures = OutcomeFigures(
            outcome: outcome, isLater: outcome.isLater, pairs: known.count, etaSquared: eta.value,
            etaPValue: eta.pValue, rSquared: prediction.rSquared, rSquaredLow: intervals.rSquared.lowerBound,
            rSquaredHigh: intervals.rSquared.upperBound, pValue: prediction.pValue,
            difference: baseline.map { prediction.rSquared - $0.rSquared },
            differenceLow: intervals.difference?.lowerBound, differenceHigh: intervals.difference?.upperBound)
        return (figures, prediction)
    }

    private func latentAgreement(_ clusters: [Int]) throws -> Double? {
        guard let latent else { return nil }
        let known = latent.indices.filter { latent[$0] != nil }
        guard known.count >= ComparedPairs.fewest else { return nil }
        let names = Set(known.compactMap { latent[$0] }).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let kinds = known.compactMap { latent[$0].flatMap { numbers[$0] } }
        return try ClusterAgreement(known.map { clusters[$0] }, kinds).adjustedRandIndex
    }
}
