import RapportCore
import Store

/// Which vectors two stages are compared by.
public enum SimilarityMethod: String, Codable, Sendable, CaseIterable {
    /// Method A: the text alone.
    case text
    /// Method B: the text with the pair's profile.
    case profiled

    var vectorName: VectorName {
        switch self {
        case .text: .text
        case .profiled: .profiled
        }
    }
}

/// What `similar` is asked.
public struct SimilarRequest: Sendable, Hashable {
    /// The pair that is explained by: what the matches are compared with.
    public var pair: PairID
    /// More pairs that the matches should be like.
    public var also: [PairID]
    /// Pairs that they should not be like.
    public var unlike: [PairID]
    public var method: SimilarityMethod
    /// 1 to 1,000.
    public var k: Int
    public var conditions: Conditions
    /// Only these stages; empty for all.
    public var stages: Set<Int>
    /// Only stages with at least this revenue, USD.
    public var minimumRevenue: Double?
    /// Only pairs that wrote or were written to since.
    public var activeSince: Timestamp?
    /// 0 to 1, the profile's share of the similarity with the method `profiled`; nil for the usual one.
    public var profileWeight: Double?

    public init(
        pair: PairID, also: [PairID] = [], unlike: [PairID] = [], method: SimilarityMethod = .text, k: Int = 10,
        conditions: Conditions = Conditions(), stages: Set<Int> = [], minimumRevenue: Double? = nil,
        activeSince: Timestamp? = nil, profileWeight: Double? = nil
    ) {
        self.pair = pair
        self.also = also
        self.unlike = unlike
        self.method = method
        self.k = k
        self.conditions = conditions
        self.stages = stages
        self.minimumRevenue = minimumRevenue
        self.activeSince = activeSince
        self.profileWeight = profileWeight
    }

    /// Examples of both kinds together.
    static let largestExampleCount = 100

    /// All that is asked with.
    var examples: [PairID] { [pair] + also + unlike }

    func validate() throws(RetrievalError) {
        try Retriever.validate(k: k)
        try conditions.validate()
        if let profileWeight {
            guard method == .profiled else { throw .weightWithoutProfile }
            guard (0...1).contains(profileWeight) else {
                throw .outOfRange(field: "the profile weight", allowed: "a number from 0 to 1")
            }
        }
        guard stages.isSubset(of: 1...3) else { throw .outOfRange(field: "the stage", allowed: "1, 2 or 3") }
        if let minimumRevenue, !(minimumRevenue >= 0 && minimumRevenue.isFinite) {
            throw .outOfRange(field: "the minimum revenue", allowed: "a number of USD from 0 on")
        }
        guard examples.count <= Self.largestExampleCount else {
            throw .outOfRange(field: "the number of examples", allowed: "at most \(Self.largestExampleCount)")
        }
        var seen: Set<PairID> = []
        for example in examples where !seen.insert(example).inserted { throw .repeatedExample(example) }
    }

    /// What a stage must satisfy beside `conditions`.
    var filter: Filter? {
        // By both names and not by `pair`, whose text would be ambiguous with an @ in a model's name.
        let others = examples.map { pair in
            Filter.not(
                .and(
                    .compare(attribute: "fan", .equal, .text(pair.fanID)),
                    .compare(attribute: "model", .equal, .text(pair.modelName))))
        }
        // Whole seconds, as the attribute: one that lies later within its second does not count as before.
        let since = activeSince.map { moment in Double(moment.nanoseconds / 1_000_000_000) }
        return Filter.all(
            others + [
                stages.isEmpty
                    ? nil : .isIn(attribute: "stage", stages.sorted().map { .number(Double($0)) }),
                minimumRevenue.map { .compare(attribute: "revenue", .greaterOrEqual, .number($0)) },
                since.map { .compare(attribute: "pair_last_message", .greaterOrEqual, .number($0)) },
            ])
    }
}
