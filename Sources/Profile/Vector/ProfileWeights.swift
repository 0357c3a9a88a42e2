import RapportCore

/// Every weight by which a profile becomes a vector, in one place.
///
/// Those of fields and numbers are judgements of what makes two fans alike to somebody who writes to them: what a fan needs
/// and buys for counts more than where he lives. Within one part only their ratios matter. What a pair spent has no place
/// among them: it is what similar fans are compared by afterwards, and must not be why they are similar.
public struct ProfileWeights: Sendable, Hashable {
    /// Raised whenever anything in this folder that decides a component changes.
    static let version = 1

    /// v: the profile's share of the similarity where nobody says otherwise.
    ///
    /// Chosen on one synthetic log (2,500 fans, seed 5, profiles by rules), where 1,500 pairs asked for other fans of their
    /// latent kind: nDCG@10 was 0.560 at a share of 0, 0.586 at 0.15, 0.577 at 0.25, 0.537 at 0.5 (standard error 0.009).
    /// The log of seed 1 (100 fans), which had no say, gave 0.428 at 0, 0.449 at 0.25 and 0.419 at 0.5.
    public static let usualShare = 0.25

    /// w of `ProfileSpace`: in the middle, so that one graph serves every share. Of 68,492 stages (real vectors, mixed),
    /// a graph of 0.5 found at least 0.968 of the ten nearest at any share, one of 0.3 only 0.895 at a share of 1.
    public var profile = 0.5
    /// a of `ProfileSpace`: what is stated counts as much as what is counted or named.
    public var statements = 0.5
    /// Components of the hashed part. A profile has about 60 features: few of them meet in 128.
    public var structuredDimension = 128

    public init() {}

    /// How much a field's embedding counts among those of the others.
    func statement(_ field: ProfileField) -> Double {
        switch field {
        case .emotionalNeeds, .purchaseMotivations: 1.5
        case .job, .hobbies, .lifeEvents, .personalityTraits: 1
        case .relationshipStatus, .family: 0.75
        case .ageIndicators, .locationHints, .pets: 0.5
        }
    }

    /// How much a field's words count in the hashed part; 0 leaves them to the embedding, which knows that `sad` and
    /// `lonely` are near.
    func words(_ field: ProfileField) -> Double {
        switch field {
        case .relationshipStatus: 1.5
        case .job, .hobbies: 1
        case .ageIndicators, .locationHints, .family, .pets: 0.5
        case .lifeEvents, .personalityTraits, .emotionalNeeds, .purchaseMotivations: 0
        }
    }

    /// How much each number of the communication pattern counts in the hashed part.
    static let length = 1.0
    static let emoji = 1.0
    static let questions = 1.0
    static let initiative = 1.0
    static let hours = 1.0
    static let languages = 1.0

    /// How profiles become vectors of a generation with vectors of `textDimension` components.
    public func space(textDimension: Int) -> ProfileSpace {
        ProfileSpace(
            scheme: "profile-\(Self.version)", textDimension: textDimension, structuredDimension: structuredDimension,
            statementShare: statements, weight: profile)
    }
}
