import RapportCore
import Retrieval
import Store

/// What `suggest` made of a held-out turn.
struct SuggestionScore: Sendable {
    struct Shown: Sendable {
        /// What it was chosen by.
        var score: Double
        var confidence: Double
        /// Says the same as what was really sent.
        var isRight: Bool
    }

    /// Best first.
    var shown: [Shown]
    var voice: VoiceScore

    func hit(at count: Int) -> Double { shown.prefix(count).contains(where: \.isRight) ? 1 : 0 }
}

/// The next step at a held-out turn, and what came of it.
struct StepScore: Sendable {
    var nextStep: NextStep
    /// That an offer made now is unlocked, as `NextStepRule` sees it.
    var chance: Double
    /// Whether something was unlocked from here to the conversation's end, and at which price.
    var unlockedPrice: Double?
    var isOffered: Bool
}

/// How suggestions are written beside what was really sent.
struct VoiceScore: Sendable {
    /// In characters, one for each text.
    var lengths: [Int] = []
    var realLength: Int
    /// Share with an emoji.
    var emoji = 0.0
    var realEmoji: Double
    /// Share that begins with a small letter.
    var small = 0.0
    var realSmall: Double

    init(_ texts: [String], real: String) {
        realLength = real.count
        realEmoji = ModelVoice.holdsEmoji(real) ? 1 : 0
        realSmall = real.first?.isLowercase == true ? 1 : 0
        guard !texts.isEmpty else { return }
        let count = Double(texts.count)
        lengths = texts.map(\.count)
        emoji = Double(texts.count(where: ModelVoice.holdsEmoji)) / count
        small = Double(texts.count { $0.first?.isLowercase == true }) / count
    }
}

/// A reply that could have been suggested, for fitting.
struct ReplyExample: Sendable {
    var features: ReplyFeatures
    var isRight: Bool
}

extension RetrievalWorkshop {
    /// Candidates of one turn that a model of confidence is fitted to.
    private static var examplesPerTurn: Int { 20 }

    private func isRight(_ candidate: ReplyCandidate, _ turn: Int) -> Bool {
        guard let position = past.replyOfRow[candidate.exchange.row.rowID] else { return false }
        return equivalence.holds(past.replies[position], replies[turn])
    }

    /// The exchanges that `suggest` would find for a turn, best first.
    func exchanges(_ turn: Int, _ tuning: SuggestTuning) async throws -> [RetrievedExchange] {
        try await retriever(tuning).exchanges(logs.turns[turn].context, Conditions()).exchanges
    }

    func suggestions(
        _ turn: Int, _ exchanges: [RetrievedExchange], choosing: ReplyChoice = .standard
    ) throws -> SuggestionScore {
        let held = logs.turns[turn]
        var chooser = try retriever.chooser(held.context, exchanges, Conditions())
        chooser.choice = choosing
        let chosen = try chooser.choose(3, of: exchanges)
        return SuggestionScore(
            shown: chosen.map { .init(score: $0.score, confidence: $0.confidence, isRight: isRight($0, turn)) },
            voice: VoiceScore(chosen.map(\.text), real: held.reply))
    }

    func step(_ turn: Int, _ exchanges: [RetrievedExchange], rule: NextStepRule = .standard) -> StepScore {
        let held = logs.turns[turn]
        return StepScore(
            nextStep: rule.step(held.context, exchanges, modelName: held.pair.modelName),
            chance: rule.chance(held.context, exchanges, modelName: held.pair.modelName),
            unlockedPrice: held.offers.first(where: \.isPurchase)?.priceUSD, isOffered: !held.offers.isEmpty)
    }

    func examples(_ turn: Int, _ exchanges: [RetrievedExchange]) throws -> [ReplyExample] {
        let chooser = try retriever.chooser(logs.turns[turn].context, exchanges, Conditions())
        return try chooser.candidates(exchanges, limit: Self.examplesPerTurn).map {
            ReplyExample(features: $0.features, isRight: isRight($0, turn))
        }
    }

    /// A model of confidence that is fitted to the candidates of `turns`, and then to those that it chooses.
    func fittedConfidence(_ turns: [Int], _ tuning: SuggestTuning) async throws -> ReplyConfidence {
        let examples = try await map(turns) { turn in
            try self.examples(turn, try await self.exchanges(turn, tuning))
        }.flatMap { $0 }
        let fit = LogisticFit(features: examples.map(\.features.values), labels: examples.map(\.isRight))
        var choice = ReplyChoice()
        choice.confidence = ReplyConfidence(
            intercept: fit.coefficients[0], weights: Array(fit.coefficients.dropFirst()))
        let choosing = choice
        let shown = try await map(turns) { turn in
            try self.suggestions(turn, try await self.exchanges(turn, tuning), choosing: choosing).shown
        }.flatMap { $0 }
        choice.confidence.knots = IsotonicFit(shown.map { ($0.score, $0.isRight) }).knots
        return choice.confidence
    }
}
