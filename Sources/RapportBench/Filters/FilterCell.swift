/// What a filter has to do with the query.
enum FilterCorrelation: String, CaseIterable, Codable {
    /// Nothing.
    case apart
    /// Rows that are similar to the query pass rather.
    case along
    /// Rows that are not similar to it pass rather.
    case against

    /// The column that the filter is about.
    var column: String { self == .apart ? "apart" : "along" }
}

/// So many matches of filters of one kind: how each contender fares.
struct FilterCell: Encodable {
    let correlation: FilterCorrelation
    let matches: Int
    let rows: Int
    var results: [Result] = []

    struct Result: Encodable {
        let contender: String
        var recall: Double
        /// Evaluation of the filter and search together.
        var medianMicroseconds: Double
        /// Queries that there was time for.
        var queries: Int
        /// Rapport's alone: the same queries without a filter at the same ef.
        var plainMicroseconds: Double?
        var plans: [String: Int]?
    }

    static let recallTarget = 0.95
    static let scanTarget = 1.2
    static let walkTarget = 4.0

    private func result(_ name: String) -> Result? { results.first { $0.contender == name } }

    var rapport: Result? { result(Contender.rapport.rawValue) }

    /// The plan that most queries ended with.
    var plan: String? { rapport?.plans?.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key }

    /// Rapport's time divided by that of the same queries without a filter.
    var ratioToPlain: Double? {
        rapport.flatMap { own in own.plainMicroseconds.map { own.medianMicroseconds / $0 } }
    }

    /// Rapport's time divided by that of a matrix product over the matches.
    var ratioToBruteForce: Double? {
        guard let own = rapport, let other = result(Workshop.bruteForce) else { return nil }
        return own.medianMicroseconds / other.medianMicroseconds
    }

    /// Whether the promises are kept: a recall, and a time where the plan scans and where it does not.
    var isKept: Bool? {
        guard let rapport, let plan, let ratioToPlain, let ratioToBruteForce else { return nil }
        let isFast =
            ["scan", "exact"].contains(plan)
            ? ratioToBruteForce <= Self.scanTarget : ratioToPlain <= Self.walkTarget
        return rapport.recall >= Self.recallTarget && isFast
    }
}
