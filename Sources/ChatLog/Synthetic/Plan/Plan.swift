/// A log without its words: who writes to whom, when, what is offered and what comes of it.
///
/// The plan is made for the whole log at once, stage by stage, because the shares and quantiles of
/// `SyntheticShape` are met by ranking: values are drawn with the right distribution and given to the
/// rows, conversations and pairs with the fitting scores. Rows lie by pair, then by time.
struct Plan: Sendable {
    let days: Int
    let seed: UInt64
    var fans: [LatentFan] = []
    var models: [PlannedModel] = []
    var chatters: [PlannedChatter] = []
    var pairs: [PlannedPair] = []
    var conversations: [PlannedConversation] = []
    var rows: [PlannedRow] = []

    /// Where times start, seconds since 1970: 2025-04-09T00:00:00.
    static let start: Int64 = 1_744_156_800

    init(fans: Int, models: Int, days: Int, seed: UInt64) {
        self.days = days
        self.seed = seed
        makeModels(models)
        makeFans(fans)
        makePairs()
        makeConversations()
        makeTimes()
        staffRows()
        makeMoves()
        makeOffers()
        makeSilences()
        makePurchases()
        makeTips()
        makeMarks()
    }

    /// The stream of chance of one stage.
    func random(_ stage: Stage) -> SyntheticRandom {
        SyntheticRandom(seed: seed, stream: stage.rawValue)
    }

    enum Stage: UInt64 {
        case models = 1, fans, pairs, conversations, times, staff, moves, offers, silences, purchases, tips, marks
        case mass, index
        /// Pair i speaks from stream `speech` + i.
        case speech = 1_000_000
    }
}

struct PlannedModel: Sendable {
    var name: String
    /// Relative chance that a fan picks this model.
    var popularity: Double
    /// Indices into `Plan.chatters`.
    var team: [Int] = []
}

struct PlannedChatter: Sendable {
    var name: String
    /// Raises how often this chatter picks up what a fan says, logit scale.
    var skill: Double
}

struct PlannedPair: Sendable {
    var fan: Int
    var model: Int
    /// How well the two get on: raises conversations and purchases.
    var chemistry: Double
    var conversations: Range<Int> = 0..<0
    var rows: Range<Int> = 0..<0
}

struct PlannedConversation: Sendable {
    var pair: Int
    /// How well the chatters listen in it, logit scale.
    var warmth: Double
    var rows: Range<Int> = 0..<0
}

struct PlannedRow: Sendable {
    /// Seconds since 1970.
    var time: Int64 = 0
    var chatter: Int32 = 0
    /// Characters that the texts should have; the fan's is 0 where the fan is silent.
    var fanLength: Int32 = 0
    var chatterLength: Int32 = 0
    /// USD.
    var price: Double = 0
    /// USD.
    var tip: Double = 0
    var purchased = false
    var fanIsSilent = false
    /// The chatter takes up the fan's words or a known detail.
    var picksUp = false
    var asks = false
    var fanEmoji = false
    var chatterEmoji = false
    var entity = false
    var blank = false
    /// 0 = own words, otherwise the number of the mass message.
    var mass: Int32 = 0
}
