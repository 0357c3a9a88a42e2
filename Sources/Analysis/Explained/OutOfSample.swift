/// How well vectors tell a number of rows that were not seen: 1 − the squared errors of predictions ÷ those of the mean.
///
/// Rows of one group are never on both sides. On each training side ridge regression on the first principal components,
/// with the penalty that generalised cross-validation chooses there; no prediction at all is among the choices, so that
/// vectors that know nothing come out near 0.
///
/// Sources: Hoerl and Kennard, "Ridge regression" (1970); Golub, Heath and Wahba, "Generalized cross-validation" (1979).
public struct OutOfSample: Sendable {
    /// Below 0 where the predictions are worse than the mean.
    public let rSquared: Double
    /// How often numbers that are dealt out anew are told as well.
    public let pValue: Double
    /// Of each row: the squared error of the prediction, and that of the training side's mean.
    let errors: [Double]
    let baseline: [Double]
    let groups: [Int]

    private static let largestDimension = 32
    private static let folds = 5

    /// - Parameters:
    ///   - outcome: one number for each row.
    ///   - groups: the group of each row, such as its fan.
    ///   - permutations: how often the numbers are dealt out anew.
    /// - Throws: `AnalysisError` where there are fewer than 20 rows or 5 groups; what `checkpoint` throws.
    /// - Complexity: O(rows × columns² + permutations × rows)
    public init(
        _ rows: Matrix, outcome: [Double], groups: [Int], permutations: Int = 199, seed: UInt64 = 1,
        checkpoint: () throws -> Void = {}
    ) throws {
        guard outcome.count == rows.rows, groups.count == rows.rows else {
            throw AnalysisError.labelsDoNotFit(labels: min(outcome.count, groups.count), rows: rows.rows)
        }
        guard rows.rows >= 20 else {
            throw AnalysisError.tooFewRows(found: rows.rows, needed: 20, purpose: "a prediction")
        }
        let numbers = ClusterLabels(groups)
        guard numbers.sizes.count >= Self.folds else {
            throw AnalysisError.tooFewRows(
                found: numbers.sizes.count, needed: Self.folds, purpose: "a prediction by fan")
        }
        var random = SeededRandom(seed: seed)
        let order = Array(0..<numbers.sizes.count).shuffled(using: &random)
        var foldOfGroup = [Int](repeating: 0, count: order.count)
        for (place, group) in order.enumerated() { foldOfGroup[group] = place % Self.folds }
        let folds = try (0..<Self.folds).map { fold in
            try checkpoint()
            return try RidgeFold(rows, isTest: numbers.numbers.map { foldOfGroup[$0] == fold }, Self.largestDimension)
        }
        let (errors, baseline) = Self.errors(folds, outcome)
        let observed = Self.rSquared(errors, baseline)
        var (asGood, dealt) = (1, outcome)
        for _ in 0..<permutations {
            try checkpoint()
            dealt.shuffle(using: &random)
            let (errors, baseline) = Self.errors(folds, dealt)
            if Self.rSquared(errors, baseline) >= observed { asGood += 1 }
        }
        rSquared = observed
        pValue = Double(asGood) / Double(permutations + 1)
        (self.errors, self.baseline, self.groups) = (errors, baseline, numbers.numbers)
    }

    static func rSquared(_ errors: [Double], _ baseline: [Double]) -> Double {
        let whole = baseline.reduce(0, +)
        return whole > 0 ? 1 - errors.reduce(0, +) / whole : 0
    }

    private static func errors(_ folds: [RidgeFold], _ outcome: [Double]) -> (errors: [Double], baseline: [Double]) {
        var (errors, baseline) = (outcome, outcome)
        for fold in folds {
            let (mean, predicted) = fold.predict(outcome)
            for (row, prediction) in zip(fold.test, predicted) {
                errors[row] = (outcome[row] - prediction) * (outcome[row] - prediction)
                baseline[row] = (outcome[row] - mean) * (outcome[row] - mean)
            }
        }
        return (errors, baseline)
    }
}

/// One side that is learnt from and one that is predicted; all that does not depend on the outcome is made once.
private struct RidgeFold {
    let test: [Int]
    private let train: [Int]
    /// train × dimensions: left singular vectors of the training side.
    private let left: [[Double]]
    /// test × dimensions, by the singular values: what a row of the other side is to the directions.
    private let right: [[Double]]
    /// Squared singular values.
    private let strengths: [Double]

    private static let penalties = [0.01, 0.1, 1, 10, 100]

    init(_ rows: Matrix, isTest: [Bool], _ largestDimension: Int) throws {
        let train = isTest.indices.filter { !isTest[$0] }
        let test = isTest.indices.filter { isTest[$0] }
        let training = rows.selecting(train)
        let dimensions = max(1, min(largestDimension, rows.columns, train.count / 5))
        let components = try PrincipalComponents(training, dimensions: dimensions)
        let squares = components.variances.map { $0 * Double(train.count - 1) }
        let least = 1e-9 * (squares.first ?? 0)
        // Directions without variance tell nothing and would divide by nothing.
        let kept = squares.indices.filter { squares[$0] > least }
        func scaled(_ matrix: Matrix) throws -> [[Double]] {
            let coordinates = try components.transform(matrix)
            return (0..<matrix.rows).map { row in
                kept.map { Double(coordinates.values[row * dimensions + $0]) / squares[$0].squareRoot() }
            }
        }
        left = try scaled(training)
        right = try scaled(rows.selecting(test))
        strengths = kept.map { squares[$0] }
        (self.train, self.test) = (train, test)
    }

    /// The mean of the training side, and predictions for the test side.
    func predict(_ outcome: [Double]) -> (mean: Double, predicted: [Double]) {
        let known = train.map { outcome[$0] }
        let mean = known.reduce(0, +) / Double(known.count)
        var products = [Double](repeating: 0, count: strengths.count)
        for (row, value) in known.enumerated() {
            for index in products.indices { products[index] += left[row][index] * (value - mean) }
        }
        let shrinking = bestShrinking(known, mean, products)
        let weights = zip(products, shrinking).map { $0 * $1 }
        return (mean, right.map { row in zip(row, weights).reduce(mean) { $0 + $1.0 * $1.1 } })
    }

    /// How much of each direction's product is believed, by generalised cross-validation.
    private func bestShrinking(_ known: [Double], _ mean: Double, _ products: [Double]) -> [Double] {
        let count = Double(known.count)
        let whole = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let average = strengths.reduce(0, +) / Double(max(1, strengths.count))
        var best = [Double](repeating: 0, count: strengths.count)
        var least = whole / ((1 - 1 / count) * (1 - 1 / count))
        for penalty in Self.penalties {
            let shrinking = strengths.map { $0 / ($0 + penalty * average) }
            var left = whole
            for (product, share) in zip(products, shrinking) { left -= product * product * share * (2 - share) }
            let free = 1 - (1 + shrinking.reduce(0, +)) / count
            guard free > 0 else { continue }
            let score = left / (free * free)
            if score < least { (least, best) = (score, shrinking) }
        }
        return best
    }
}
