import RapportCore

/// What a run over the profiles did: `profile --json`, specified in `schemas/profile-run.schema.json`.
public struct ProfileReport: Codable, Sendable {
    /// Who made profiles in this run.
    public var source: FanProfile.Source
    /// The language model's identifier, or the version of the rules.
    public var maker: String
    /// Pairs of the store.
    public var pairs = 0
    /// Profiles that this run made.
    public var made = 0
    /// Pairs whose profile was made from the same texts by the same maker before.
    public var unchanged = 0
    /// Pairs that keep a language model's profile, since rules stepped in only for want of a model.
    public var kept = 0
    /// Pairs of which this run could make none.
    public var failed = 0
    /// Pairs of which an earlier run could make none and that were not tried again.
    public var failedBefore = 0
    /// Pairs that a stop left for the next run.
    public var pending = 0
    /// Why the run stopped before its end; nil where it did not.
    public var stopped: String?
    /// Statements of the profiles made, by field.
    public var statements: [String: Int] = [:]
    /// What asking a language model took; nil where none was set.
    public var llm: LLMProfileCounts?
    public var seconds = 0.0

    enum CodingKeys: String, CodingKey {
        case source, maker, pairs, made, unchanged, kept, failed, pending, stopped, statements, llm, seconds
        case failedBefore = "failed_before"
    }

    public init(source: FanProfile.Source, maker: String) {
        self.source = source
        self.maker = maker
        statements = Dictionary(uniqueKeysWithValues: ProfileField.allCases.map { ($0.rawValue, 0) })
    }

    mutating func add(_ profile: FanProfile) {
        made += 1
        for field in ProfileField.allCases { statements[field.rawValue, default: 0] += profile[field].count }
    }
}
