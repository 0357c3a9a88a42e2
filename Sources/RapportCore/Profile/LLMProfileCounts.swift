/// What a language model's profiles took, beyond what the ledger knows: part of `profile --json`.
public struct LLMProfileCounts: Codable, Sendable, Equatable {
    /// Pairs that the model answered about.
    public var asked = 0
    /// Pairs whose answer was known.
    public var cached = 0
    /// Calls, each with the request for a better answer where one was needed.
    public var calls = 0
    /// Calls that were split in two for want of a usable answer.
    public var splits = 0
    /// Pairs that an answer left out, and that were asked about again alone.
    public var missing = 0
    /// Pairs whose statements cited another pair's rows, and that were asked about again alone.
    public var swapped = 0
    /// Pairs that are left for the next run because the provider was not well.
    public var postponed = 0
    /// The last trouble of that kind.
    public var trouble: String?
    /// Pairs of which the model did not see all.
    public var cutPairs = 0
    public var leftOutMessages = 0
    public var shortenedMessages = 0
    public var dropped = DroppedStatements()

    enum CodingKeys: String, CodingKey {
        case asked, cached, calls, splits, missing, swapped, postponed, trouble, dropped
        case cutPairs = "cut_pairs"
        case leftOutMessages = "left_out_messages"
        case shortenedMessages = "shortened_messages"
    }

    public init() {}
}

/// Statements that a model made and that no profile holds, by reason.
public struct DroppedStatements: Codable, Sendable, Equatable {
    /// They cite no row that the model was shown.
    public var withoutRows = 0
    /// They cite rows of another pair.
    public var ofOtherPairs = 0
    /// They cite only rows in which the fan said nothing.
    public var withoutFan = 0
    /// They state a fact of which no word stands in the fan's messages of the rows that they cite.
    public var notSaid = 0
    /// They are blank, or say that there is nothing to say, or are too long for a statement, or repeat the mark.
    public var unusable = 0

    enum CodingKeys: String, CodingKey {
        case unusable
        case withoutRows = "without_rows"
        case ofOtherPairs = "of_other_pairs"
        case withoutFan = "without_fan"
        case notSaid = "not_said"
    }

    public init() {}

    package static func += (left: inout DroppedStatements, right: DroppedStatements) {
        left.withoutRows += right.withoutRows
        left.ofOtherPairs += right.ofOtherPairs
        left.withoutFan += right.withoutFan
        left.notSaid += right.notSaid
        left.unusable += right.unusable
    }
}
