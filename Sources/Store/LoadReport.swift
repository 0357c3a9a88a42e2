import RapportCore

/// The rows of one pair out of one file.
public struct IncomingPair: Sendable {
    public var pair: PairID
    /// Positions in the table, by time, then in the order of the file.
    public var rows: [Int]

    public init(pair: PairID, rows: [Int]) {
        self.pair = pair
        self.rows = rows
    }
}

/// What a load did to the store.
public struct LoadReport: Sendable, Equatable {
    /// Rows that were not known.
    public var added = 0
    /// Known rows whose purchased, tips or revenue changed.
    public var updated = 0
    /// Known rows that stayed as they were.
    public var unchanged = 0
    /// Pairs that got new or changed rows and were cut anew.
    public var touchedPairs = 0
    /// Rows of pairs that the store was told to forget; they were not loaded.
    public var forgotten = 0

    public init() {}

    public mutating func add(_ other: LoadReport) {
        added += other.added
        updated += other.updated
        unchanged += other.unchanged
        touchedPairs += other.touchedPairs
        forgotten += other.forgotten
    }
}
