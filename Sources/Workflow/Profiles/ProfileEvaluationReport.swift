import RapportCore

/// How well stored profiles agree with the truth: `profile --evaluate --json`, specified in
/// `schemas/profile-evaluation.schema.json`.
public struct ProfileEvaluationReport: Codable, Sendable {
    /// Pairs of the truth that are stored and have no profile; they count nowhere else.
    public var pairsWithoutProfile: Int
    /// Pairs of the truth that the store does not hold.
    public var pairsNotStored: Int
    public var overall: ProfileScores
    /// By who made the profiles.
    public var sources: [String: ProfileScores]

    enum CodingKeys: String, CodingKey {
        case overall, sources
        case pairsWithoutProfile = "pairs_without_profile"
        case pairsNotStored = "pairs_not_stored"
    }
}

/// The figures of some profiles.
public struct ProfileScores: Codable, Sendable {
    /// Pairs with a profile.
    public var pairs: Int
    public var fields: [ProfileFieldScore]
    /// Over all statements and mentions.
    public var total: ProfileFieldScore

    init(_ tally: ProfileTally) {
        pairs = tally.pairs
        let counts = ProfileEvaluation.fields.map { ($0.field, tally.fields[$0.field] ?? ProfileTally.Field()) }
        fields = counts.map { ProfileFieldScore($0.0.rawValue, $0.1) }
        var sum = ProfileTally.Field()
        for (_, field) in counts { sum.add(field) }
        total = ProfileFieldScore("all", sum)
    }
}

/// Precision and recall in one field.
public struct ProfileFieldScore: Codable, Sendable {
    /// The field, or `all`.
    public var field: String
    /// True statements of all statements.
    public var precision: Proportion
    /// Statements that count as false and yet hold for the fan.
    public var falseButTrueOfFan: Int
    /// Mentions found of all mentions.
    public var recall: Proportion

    enum CodingKeys: String, CodingKey {
        case field, precision, recall
        case falseButTrueOfFan = "false_but_true_of_fan"
    }

    init(_ field: String, _ counts: ProfileTally.Field) {
        self.field = field
        precision = Proportion(counts.trueStatements, of: counts.statements)
        falseButTrueOfFan = counts.trueOfFan
        recall = Proportion(counts.foundMentions, of: counts.mentions)
    }
}
