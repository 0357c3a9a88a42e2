import RapportCore

/// Which vectors two stages are compared by.
public enum SimilarityMethod: String, Codable, Sendable, CaseIterable {
    /// Method A: the text alone.
    case text
    /// Method B: the text with the pair's profile.
    case profiled
}

/// What `similar` is asked.
public struct SimilarRequest: Sendable, Hashable {
    public var pair: PairID
    public var method: SimilarityMethod
    /// 1 to 1,000.
    public var k: Int
    public var conditions: Conditions
    /// 0 to 1, the profile's share of the similarity with the method `profiled`; nil for the stored one.
    public var profileWeight: Double?

    public init(
        pair: PairID, method: SimilarityMethod = .text, k: Int = 10, conditions: Conditions = Conditions(),
        profileWeight: Double? = nil
    ) {
        self.pair = pair
        self.method = method
        self.k = k
        self.conditions = conditions
        self.profileWeight = profileWeight
    }

    func validate() throws(RetrievalError) {
        try Retriever.validate(k: k)
        try conditions.validate()
        if let profileWeight, !(0...1).contains(profileWeight) {
            throw .outOfRange(field: "the profile weight", allowed: "a number from 0 to 1")
        }
    }
}
