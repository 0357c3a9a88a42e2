/// What was measured for one k.
public struct ClusterMeasures: Sendable, Equatable {
    public let k: Int
    /// Over all rows.
    public let inertia: Double
    public let silhouette: Double
    /// The mean silhouette of reference data without groups, of the shape that comes nearer.
    public let silhouetteOfReference: Double
    /// By how many standard deviations of the reference data the silhouette is larger than theirs.
    public let excess: Double
    /// How much smaller the logarithm of the inertia is than that of reference data, and its standard error.
    public let gap: Double
    public let gapError: Double
    public let daviesBouldin: Double
    public let calinskiHarabasz: Double
    /// The mean adjusted Rand index with clusterings of bootstrap draws.
    public let stability: Double
}

/// What prefers which k.
public struct ClusterArgument: Sendable, Equatable {
    public enum Criterion: String, Sendable, CaseIterable {
        case silhouette, daviesBouldin = "davies_bouldin", calinskiHarabasz = "calinski_harabasz", gap, stability
    }
    public let criterion: Criterion
    public let k: Int
}

/// A sweep over k and what follows from it.
public struct ClusterSweepResult: Sendable, Equatable {
    public let measures: [ClusterMeasures]
    /// How often data without groups looks as clustered as this at its best k.
    public let pValue: Double
    public let choice: ClusterChoice

    init(measures: [ClusterMeasures], pValue: Double) {
        self.measures = measures
        self.pValue = pValue
        choice = ClusterChoice(measures, pValue: pValue)
    }
}

/// Which k, or that there is no structure.
///
/// There is structure where rows without groups look as clustered in at most 5% of draws, and some k stands out from
/// them by three standard deviations and comes back in bootstrap draws. Of such k the one that most criteria prefer is
/// taken; among equals the one with the larger silhouette.
public struct ClusterChoice: Sendable, Equatable {
    /// Nil: no structure.
    public let k: Int?
    public let arguments: [ClusterArgument]
    /// One sentence.
    public let reason: String

    static let largestPValue = 0.05
    static let smallestExcess = 3.0
    /// Below this, clusters dissolve in other draws.
    static let smallestStability = 0.6
    /// Stabilities that differ by less count as equal.
    private static let stabilityTie = 0.03

    init(_ measures: [ClusterMeasures], pValue: Double) {
        let distinct = measures.filter { $0.excess >= Self.smallestExcess }
        let candidates = distinct.filter { $0.stability >= Self.smallestStability }
        guard pValue <= Self.largestPValue, !distinct.isEmpty else {
            (k, arguments) = (nil, [])
            reason = "no structure: data without groups looks as clustered (p = \(Self.text(pValue)))"
            return
        }
        guard !candidates.isEmpty else {
            (k, arguments) = (nil, [])
            let best = distinct.map(\.stability).max() ?? 0
            reason =
                "no structure: no number of clusters that stands out from data without groups comes back in other draws "
                + "(adjusted Rand index at most \(Self.text(best)))"
            return
        }
        let arguments = ClusterArgument.Criterion.allCases.compactMap { criterion in
            Self.preferred(by: criterion, candidates, all: measures).map {
                ClusterArgument(criterion: criterion, k: $0)
            }
        }
        let votes = arguments.reduce(into: [:]) { $0[$1.k, default: 0] += 1 }
        let chosen = candidates.max {
            let (left, right) = (votes[$0.k] ?? 0, votes[$1.k] ?? 0)
            return (left, $0.silhouette, $1.k) < (right, $1.silhouette, $0.k)
        }
        k = chosen?.k
        self.arguments = arguments
        reason =
            "\(chosen?.k ?? 0) clusters: preferred by \(chosen.flatMap { votes[$0.k] } ?? 0) of \(arguments.count) "
            + "criteria, silhouette \(Self.text(chosen?.silhouette ?? 0)) against "
            + "\(Self.text(chosen?.silhouetteOfReference ?? 0)) without groups (p = \(Self.text(pValue))), stability "
            + Self.text(chosen?.stability ?? 0)
    }

    private static func preferred(
        by criterion: ClusterArgument.Criterion, _ candidates: [ClusterMeasures], all: [ClusterMeasures]
    ) -> Int? {
        switch criterion {
        case .silhouette: return candidates.max { $0.silhouette < $1.silhouette }?.k
        case .daviesBouldin: return candidates.min { $0.daviesBouldin < $1.daviesBouldin }?.k
        case .calinskiHarabasz: return candidates.max { $0.calinskiHarabasz < $1.calinskiHarabasz }?.k
        case .gap:
            // The first k that the next one does not beat by more than its error; it need not be a candidate, and
            // speaks for none then.
            let first = zip(all, all.dropFirst()).first { $0.gap >= $1.gap - $1.gapError }?.0.k ?? all.last?.k
            return candidates.contains { $0.k == first } ? first : nil
        case .stability:
            // Few clusters come back easily; of numbers that do equally well, the largest says most.
            let best = candidates.map(\.stability).max() ?? 0
            return candidates.last { $0.stability > best - stabilityTie }?.k
        }
    }

    private static func text(_ value: Double) -> String {
        let thousandths = Int((value * 1_000).rounded())
        let digits = String(abs(thousandths) % 1_000)
        let sign = thousandths < 0 ? "-" : ""
        return sign + "\(abs(thousandths) / 1_000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
