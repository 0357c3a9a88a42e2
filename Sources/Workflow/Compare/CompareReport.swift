import RapportCore

/// Method A against Method B: specified in `schemas/compare.schema.json`.
public struct CompareReport: Sendable, Hashable, Codable {
    public enum Verdict: String, Sendable, Codable {
        case better, worse, noBetter = "no_better"
    }

    public let verdict: Verdict
    /// One sentence.
    public let reason: String
    /// From here on rows are outcomes, and nothing else.
    public let cutAt: String
    public let laterShare: Double
    public let pairs: Int
    public let fans: Int
    /// Pairs that were read again with another future.
    public let audited: Int
    public let k: Int
    public let seed: UInt64
    /// The text alone first.
    public let methods: [MethodFigures]

    enum CodingKeys: String, CodingKey {
        case verdict, reason, cutAt = "cut_at", laterShare = "later_share", pairs, fans, audited, k, seed, methods
    }
}

/// One method: the text alone, or with a share of the profile.
public struct MethodFigures: Sendable, Hashable, Codable {
    /// 0 is Method A.
    public let profileWeight: Double
    public let silhouette: Double
    public let daviesBouldin: Double
    public let calinskiHarabasz: Double
    /// The silhouette of its clusters among the vectors of the texts, and of those of the profiles.
    public let silhouetteInTexts: Double
    public let silhouetteInProfiles: Double
    /// With the clusters by the text alone.
    public let adjustedRandIndex: Double
    public let normalizedMutualInformation: Double
    /// The adjusted Rand index with the latent kinds of the fans; nil where they are not known.
    @OrNull public internal(set) var latentAgreement: Double?
    public let outcomes: [OutcomeFigures]

    enum CodingKeys: String, CodingKey {
        case profileWeight = "profile_weight", silhouette, daviesBouldin = "davies_bouldin"
        case calinskiHarabasz = "calinski_harabasz", silhouetteInTexts = "silhouette_in_texts"
        case silhouetteInProfiles = "silhouette_in_profiles", adjustedRandIndex = "adjusted_rand_index"
        case normalizedMutualInformation = "normalized_mutual_information", latentAgreement = "latent_agreement"
        case outcomes
    }
}

/// What a method says of one outcome.
public struct OutcomeFigures: Sendable, Hashable, Codable {
    public let outcome: PairOutcome
    /// Whether it lies after the cut; only such outcomes decide.
    public let isLater: Bool
    /// Pairs that have it.
    public let pairs: Int
    /// The share of its variance that the clusters explain, and how often random ones explain as much.
    public let etaSquared: Double
    public let etaPValue: Double
    /// Of predictions for pairs of fans that were not seen, with the middle 95% of bootstrap draws.
    public let rSquared: Double
    public let rSquaredLow: Double
    public let rSquaredHigh: Double
    public let pValue: Double
    /// R² less that of the text alone, with an interval that is as wide as so many comparisons need; nil for the text.
    @OrNull public internal(set) var difference: Double?
    @OrNull public internal(set) var differenceLow: Double?
    @OrNull public internal(set) var differenceHigh: Double?

    enum CodingKeys: String, CodingKey {
        case outcome, isLater = "is_later", pairs, etaSquared = "eta_squared", etaPValue = "eta_p_value"
        case rSquared = "r_squared", rSquaredLow = "r_squared_low", rSquaredHigh = "r_squared_high"
        case pValue = "p_value", difference, differenceLow = "difference_low", differenceHigh = "difference_high"
    }
}

/// What is to be explained.
public enum PairOutcome: String, Sendable, Codable, CaseIterable {
    /// The logarithm of 1 + USD before the cut.
    case revenue
    /// Purchases ÷ offers before the cut.
    case successRate = "success_rate"
    /// The logarithm of 1 + USD after the cut.
    case laterRevenue = "later_revenue"
    case laterSuccessRate = "later_success_rate"
    /// 1 where the fan wrote after the cut.
    case retention

    var isLater: Bool { self != .revenue && self != .successRate }
}
