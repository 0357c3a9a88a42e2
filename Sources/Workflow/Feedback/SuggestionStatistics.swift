import RapportCore
import Store

/// What chatters did with suggestions: `stats --suggestions --json`, specified in
/// `schemas/stats-suggestions.schema.json`.
public struct SuggestionStatistics: Codable, Sendable {
    /// Suggestions that have something in common.
    public struct Group: Codable, Sendable {
        /// What they have in common; empty where it is not known.
        public var name: String
        public var shown: Int
        /// Copied, edited or sent, of those shown.
        public var acceptance: Proportion
        public var copied: Int
        public var edited: Int
        public var sent: Int
        public var thumbsUp: Int
        public var thumbsDown: Int

        enum CodingKeys: String, CodingKey {
            case name, shown, acceptance, copied, edited, sent
            case thumbsUp = "thumbs_up"
            case thumbsDown = "thumbs_down"
        }

        init(_ name: String, _ counts: [SuggestionCounts]) {
            func sum(_ action: FeedbackAction) -> Int { counts.reduce(0) { $0 + ($1.actions[action] ?? 0) } }
            self.name = name
            shown = counts.reduce(0) { $0 + $1.shown }
            acceptance = Proportion(counts.reduce(0) { $0 + $1.accepted }, of: shown)
            copied = sum(.copied)
            edited = sum(.edited)
            sent = sum(.sent)
            thumbsUp = sum(.thumbsUp)
            thumbsDown = sum(.thumbsDown)
        }
    }

    public var total: Group
    /// By the creator's account.
    public var byModel: [Group]
    public var byChatter: [Group]
    /// By what the pair had spent when the suggestion was shown (`FanType`).
    public var byFanType: [Group]
    /// By who wrote them: `retrieved`, or `llm` with the language model's identifier.
    public var bySource: [Group]

    enum CodingKeys: String, CodingKey {
        case total
        case byModel = "by_model"
        case byChatter = "by_chatter"
        case byFanType = "by_fan_type"
        case bySource = "by_source"
    }

    /// - Complexity: O(suggestions).
    public init(of store: RapportStore) throws {
        let counts = try store.suggestionCounts()
        total = Group("all", counts)
        byModel = Self.groups(counts) { $0.modelName ?? "" }
        byChatter = Self.groups(counts) { $0.chatterName ?? "" }
        byFanType = Self.groups(counts) { $0.fanType.rawValue }
        bySource = Self.groups(counts) { count in
            count.maker.map { "\(count.source) \($0)" } ?? count.source
        }
    }

    /// Most shown first.
    private static func groups(
        _ counts: [SuggestionCounts], by name: (SuggestionCounts) -> String
    ) -> [Group] {
        Dictionary(grouping: counts, by: name).map { Group($0.key, $0.value) }
            .sorted { ($1.shown, $0.name) < ($0.shown, $1.name) }
    }
}
