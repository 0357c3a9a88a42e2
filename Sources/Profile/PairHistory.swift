import RapportCore

/// What a profile is made from: all rows of one pair, never of two.
public struct PairHistory: Sendable {
    /// One row with its id and its place.
    public struct Entry: Sendable {
        public var rowID: Int64
        public var row: LogRow
        public var conversationID: String

        public init(rowID: Int64, row: LogRow, conversationID: String) {
            self.rowID = rowID
            self.row = row
            self.conversationID = conversationID
        }
    }

    public var pair: PairID
    /// In order of time.
    public var entries: [Entry]

    public init(pair: PairID, entries: [Entry]) {
        self.pair = pair
        self.entries = entries
    }
}

extension PairHistory: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides the texts.
    public var description: String { "PairHistory(\(entries.count) rows, texts hidden)" }
    public var debugDescription: String { description }
}
