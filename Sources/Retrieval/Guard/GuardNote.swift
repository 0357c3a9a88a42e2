import RapportCore

/// One guardrail that a message touched: what `suggest --json` shows in `guards`.
public struct GuardNote: Codable, Sendable, Hashable {
    /// Where it was found.
    public enum Place: String, Codable, Sendable, Hashable {
        /// In the message that is answered.
        case message
        /// In what was said before it: the pasted thread, or the stored rows.
        case context
        /// In a retrieved conversation.
        case retrieved
    }

    public var guardClass: GuardClass
    public var severity: GuardClass.Severity
    /// What the chatter should do.
    public var advice: String
    /// Whether suggestions that sell were left out.
    public var suppressesSales: Bool
    public var foundIn: Place

    enum CodingKeys: String, CodingKey {
        case severity, advice
        case guardClass = "class"
        case suppressesSales = "suppresses_sales"
        case foundIn = "found_in"
    }

    init(_ guardClass: GuardClass, foundIn place: Place) {
        self.guardClass = guardClass
        severity = guardClass.severity
        advice = guardClass.advice
        suppressesSales = guardClass.suppressesSales
        foundIn = place
    }

    /// As it stands among the answer's flags.
    var flag: String { "guard: \(guardClass.rawValue)" }
}

extension Sequence<GuardNote> {
    /// Whether nothing may be sold.
    var suppressSales: Bool { contains(where: \.suppressesSales) }

    /// Whether nothing may be suggested at all.
    var suppressReplies: Bool { contains { $0.guardClass.suppressesReplies } }
}
