import RapportCore

/// Something in which two profiles agree, so that a person sees why two fans are alike.
///
/// Statements agree where they say the same apart from how they are written (`StatementText`). Numbers agree within
/// `ProfileAgreement.Bounds`.
public struct ProfileAgreement: Codable, Sendable, Hashable {
    /// A `ProfileField`, or a number of the communication pattern, as `schemas/profile.schema.json` names it.
    public var field: String
    /// What both state, in the first profile's words; nil for numbers.
    public var statement: String?
    /// The first profile's number; of `messages_by_hour` the busiest hour, UTC.
    public var first: Double?
    public var second: Double?

    /// How near two numbers are that agree.
    public enum Bounds {
        /// The longer median length ÷ the shorter.
        public static let lengthRatio = 1.5
        /// Difference of two shares: emoji, questions, initiative.
        public static let share = 0.1
        /// Overlap (Bhattacharyya) of the hours of the day, spread over their neighbours.
        public static let hours = 0.8
        /// Fan messages below which a profile's numbers agree with nobody's: they are chance.
        public static let leastMessages = 5
    }

    /// All that two profiles agree on: statements by field, then numbers.
    ///
    /// - Complexity: O(statements).
    public static func all(_ first: FanProfile, _ second: FanProfile) -> [ProfileAgreement] {
        statements(first, second) + numbers(first.communication, second.communication)
    }

    private static func statements(_ first: FanProfile, _ second: FanProfile) -> [ProfileAgreement] {
        ProfileField.allCases.flatMap { field in
            var known = Set(second[field].map { StatementText.normalized($0.text) })
            known.remove("")
            // Each once, though the first may state it twice.
            return first[field].compactMap { statement in
                known.remove(StatementText.normalized(statement.text)).map { _ in
                    ProfileAgreement(field: field.rawValue, statement: statement.text)
                }
            }
        }
    }

    private static func numbers(_ first: CommunicationPattern, _ second: CommunicationPattern) -> [ProfileAgreement] {
        guard min(first.fanMessages, second.fanMessages) >= Bounds.leastMessages else { return [] }
        var agreements: [ProfileAgreement] = []
        let lengths = (max(1, first.medianLength), max(1, second.medianLength))
        if max(lengths.0, lengths.1) / min(lengths.0, lengths.1) <= Bounds.lengthRatio {
            agreements.append(.init(field: "median_length", first: first.medianLength, second: second.medianLength))
        }
        for (name, share) in Self.shares where abs(first[keyPath: share] - second[keyPath: share]) <= Bounds.share {
            agreements.append(.init(field: name, first: first[keyPath: share], second: second[keyPath: share]))
        }
        if let language = first.languages.first?.language, language == second.languages.first?.language {
            agreements.append(.init(field: "languages", statement: language))
        }
        if first.hourShares.overlap(with: second.hourShares) >= Bounds.hours {
            agreements.append(
                .init(field: "messages_by_hour", first: first.busiestHour, second: second.busiestHour))
        }
        return agreements
    }

    private static let shares: [(String, KeyPath<CommunicationPattern, Double> & Sendable)] = [
        ("emoji_rate", \.emojiRate), ("question_rate", \.questionRate), ("initiative", \.initiative),
    ]
}

extension ProfileAgreement: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides what it says of a person.
    public var description: String { "ProfileAgreement(\(field), statement hidden)" }
    public var debugDescription: String { description }
}

extension CommunicationPattern {
    /// The share of messages in each hour of the day, spread over the hours beside it: 21:55 is near 22:05.
    var hourShares: [Double] {
        let hours = messagesByHour.map(Double.init)
        let total = hours.reduce(0, +)
        guard total > 0 else { return hours }
        return hours.indices.map { hour in
            let before = hours[(hour + hours.count - 1) % hours.count]
            let after = hours[(hour + 1) % hours.count]
            return (hours[hour] / 2 + before / 4 + after / 4) / total
        }
    }

    fileprivate var busiestHour: Double? {
        messagesByHour.indices.max { (messagesByHour[$0], $1) < (messagesByHour[$1], $0) }.map(Double.init)
    }
}

extension [Double] {
    /// How much of two distributions is in common, 0 to 1 (Bhattacharyya).
    fileprivate func overlap(with other: [Double]) -> Double {
        zip(self, other).reduce(0) { $0 + ($1.0 * $1.1).squareRoot() }
    }
}
