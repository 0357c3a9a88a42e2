/// What a profile says of a fan, field by field.
public enum ProfileField: String, Codable, Sendable, CaseIterable {
    /// Stated or plainly implied age, such as `34` or `in his forties`.
    case ageIndicators = "age_indicators"
    case relationshipStatus = "relationship_status"
    case job
    case hobbies
    case locationHints = "location_hints"
    /// People of his own, such as `a daughter`.
    case family
    case pets
    case lifeEvents = "life_events"
    case personalityTraits = "personality_traits"
    case emotionalNeeds = "emotional_needs"
    case purchaseMotivations = "purchase_motivations"

    /// The group under which `schemas/profile.schema.json` puts the field; nil for those that stand by themselves.
    public var group: String? {
        switch self {
        case .ageIndicators, .relationshipStatus: "demographics"
        case .job, .hobbies, .locationHints, .family, .pets: "personal_details"
        case .lifeEvents, .personalityTraits, .emotionalNeeds, .purchaseMotivations: nil
        }
    }
}

/// Something that a profile says, with the rows that support it.
public struct ProfileStatement: Codable, Sendable, Hashable {
    /// In a few words, such as `electrician`; for hobbies one a statement.
    public var text: String
    /// Ids of rows of the same pair, ascending, at least one: nothing is stated without support.
    public var evidence: [Int64]

    public init(text: String, evidence: [Int64]) {
        self.text = text
        self.evidence = evidence
    }
}

extension ProfileStatement: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides the text, which tells of a person.
    public var description: String { "ProfileStatement(\(evidence.count) rows, text hidden)" }
    public var debugDescription: String { description }
}
