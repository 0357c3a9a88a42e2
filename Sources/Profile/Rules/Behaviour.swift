import RapportCore

/// What a fan does again and again: traits, needs and motives, each by a criterion that is stated here or in `Signal`.
///
/// A criterion asks for a number of messages and mostly for a share of them as well: one `lol` makes nobody humorous.
/// The hour of a message decides nothing, since the logs hold UTC and no time zone.
struct Behaviour {
    /// Rows named as evidence of one statement, at most: the first of them.
    private static let evidenceRows = 20

    let traits: [ProfileStatement]
    let needs: [ProfileStatement]
    let motives: [ProfileStatement]

    /// - Complexity: O(words of the fan · signals).
    init(_ history: PairHistory, _ messages: [FanMessage]) {
        let shown = Signal.all.compactMap { signal in Self.statement(signal, messages).map { (signal.field, $0) } }
        traits = shown.filter { $0.0 == .personalityTraits }.map(\.1) + Self.style(messages)
        needs = shown.filter { $0.0 == .emotionalNeeds }.map(\.1)
        motives = Motives(history, messages).statements
    }

    private static func statement(_ signal: Signal, _ messages: [FanMessage]) -> ProfileStatement? {
        let shown = messages.filter(signal.shows)
        guard shown.count >= signal.leastMessages, Set(shown.map(\.day)).count >= signal.leastDays,
            Double(shown.count) >= signal.leastShare * Double(messages.count)
        else { return nil }
        return statement(signal.text, shown.map(\.rowID))
    }

    /// Talkative: half of at least 8 messages have 60 characters or more. Terse: half have 12 or fewer.
    private static func style(_ messages: [FanMessage]) -> [ProfileStatement] {
        guard messages.count >= 8 else { return [] }
        let long = messages.filter { $0.text.count >= 60 }
        let short = messages.filter { $0.text.count <= 12 }
        if long.count * 2 >= messages.count { return [statement("talkative", long.map(\.rowID))] }
        if short.count * 2 >= messages.count { return [statement("terse", short.map(\.rowID))] }
        return []
    }

    static func statement(_ text: String, _ rows: [Int64]) -> ProfileStatement {
        ProfileStatement(text: text, evidence: Array(Set(rows.prefix(evidenceRows)).sorted()))
    }
}
