import RapportCore

/// Profiles without a language model: patterns and lexicons read the fan's messages, counts read his behaviour.
///
/// English only; of other languages it counts what it can count. What it cannot read it leaves out: a profile is
/// shorter than a model's, and as well supported.
public struct RulesProfiler: Profiler {
    /// Raised with every change of rules that can change a profile: profiles of older rules are then made again.
    public static let version = 1

    public let source = FanProfile.Source.rules
    public let maker = "rules-\(RulesProfiler.version)"
    public let pairsPerBatch = 256

    public init() {}

    /// Texts and what was offered, bought and tipped: motives follow from both.
    public func contentHash(of history: PairHistory) -> ContentHash {
        let deals = history.entries.filter { $0.row.price > 0 || $0.row.tips > 0 }.map { entry in
            "\(entry.rowID) \(entry.row.price) \(entry.row.purchased) \(entry.row.tips)"
        }
        return ContentHash(joining: [history.textHash(maker: maker).hex] + deals)
    }

    /// - Complexity: O(characters), on all cores.
    public func profiles(of histories: [PairHistory]) async throws -> ProfileBatch {
        let profiles = try await withThrowingTaskGroup(of: (PairID, FanProfile).self) { group in
            for history in histories {
                group.addTask {
                    try Task.checkCancellation()
                    return (history.pair, Self.profile(of: history))
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = ProfileOutcome.made($1.1) }
        }
        return ProfileBatch(outcomes: profiles)
    }

    /// One pair's profile, from its own rows alone.
    public static func profile(of history: PairHistory) -> FanProfile {
        let messages = history.entries.compactMap(FanMessage.init)
        var told = RuleStatements()
        for (order, message) in messages.enumerated() {
            for finding in message.clauses.flatMap(RuleBook.all.findings) {
                told.add(finding, rowID: message.rowID, order: order)
            }
        }
        var statements = told.statements()
        let behaviour = Behaviour(history, messages)
        statements[.personalityTraits] = behaviour.traits
        statements[.emotionalNeeds] = behaviour.needs
        statements[.purchaseMotivations] = behaviour.motives
        return FanProfile(source: .rules, statements: statements, communication: CommunicationPattern(of: history))
    }
}
