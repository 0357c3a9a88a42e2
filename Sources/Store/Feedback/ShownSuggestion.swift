import RapportCore

/// A suggestion as it was shown; its text is not kept.
public struct ShownSuggestion: Sendable {
    /// 16 hex digits.
    public var id: String
    /// `llm` or `retrieved`.
    public var source: String
    /// The language model's identifier; nil for what chatters once wrote.
    public var maker: String?
    /// From 1.
    public var rank: Int
    public var confidence: Double?
    public var textHash: ContentHash
    /// The model that was searched; nil for all.
    public var modelName: String?
    /// Who saw it, where that is known.
    public var chatterName: String?
    /// Who asked, where that is known.
    public var pair: PairID?

    public init(
        id: String, source: String, maker: String?, rank: Int, confidence: Double?, textHash: ContentHash,
        modelName: String?, chatterName: String?, pair: PairID?
    ) {
        self.id = id
        self.source = source
        self.maker = maker
        self.rank = rank
        self.confidence = confidence
        self.textHash = textHash
        self.modelName = modelName
        self.chatterName = chatterName
        self.pair = pair
    }
}

/// What a chatter does with a suggestion.
public enum FeedbackAction: String, Codable, Sendable, CaseIterable {
    case shown
    case copied
    /// Sent after changes.
    case edited
    case sent
    case thumbsUp = "thumbs_up"
    case thumbsDown = "thumbs_down"
}

/// What a pair had spent when a suggestion was shown: a type of fan that needs no profile.
public enum FanType: String, Codable, Sendable, CaseIterable {
    /// No pair was named, or the store held none of its rows.
    case unknown
    /// Nothing yet.
    case noSpend = "no_spend"
    case under50 = "under_50_usd"
    case under200 = "50_to_200_usd"
    case from200 = "200_usd_and_more"

    /// - Parameter revenue: of the pair, USD; nil where it is not known.
    public init(revenue: Double?) {
        switch revenue {
        case nil: self = .unknown
        case .some(..<0.005): self = .noSpend
        case .some(..<50): self = .under50
        case .some(..<200): self = .under200
        case .some: self = .from200
        }
    }
}

/// Suggestions of one kind that were shown, and how many of them got which action.
public struct SuggestionCounts: Sendable {
    public var source: String
    public var maker: String?
    public var modelName: String?
    public var chatterName: String?
    public var fanType: FanType
    public var shown: Int
    /// Those that were copied, edited or sent.
    public var accepted: Int
    /// By action, each suggestion once.
    public var actions: [FeedbackAction: Int]
}
