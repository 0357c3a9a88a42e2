import RapportCore

/// Cuts the rows of one pair into conversations and stages.
///
/// A conversation is a run of rows with no gap **over** `gapHours`; a gap of exactly that length does not
/// split. Stages follow from the pair's first and last sale, over its whole history.
public struct Segmentation: Hashable, Sendable {
    /// Hours; a longer silence begins a new conversation.
    public let gapHours: Double

    public init(gapHours: Double = 4) {
        self.gapHours = gapHours
    }

    /// Cuts `rows`: all rows of one pair, in order of time.
    ///
    /// - Returns: positions counted from 0, whatever the indices of `rows` are; nothing for no rows.
    /// - Complexity: O(rows), without copying them.
    public func segments(of rows: some RandomAccessCollection<Exchange>) -> Segments {
        Segments(conversations: conversations(of: rows), stages: stages(of: rows))
    }

    private func conversations(of rows: some RandomAccessCollection<Exchange>) -> [Range<Int>] {
        guard var previous = rows.first?.datetime else { return [] }
        var conversations: [Range<Int>] = []
        var start = 0
        for (position, row) in rows.enumerated() {
            if row.datetime.hours(since: previous) > gapHours {
                conversations.append(start..<position)
                start = position
            }
            previous = row.datetime
        }
        conversations.append(start..<rows.count)
        return conversations
    }

    private func stages(of rows: some RandomAccessCollection<Exchange>) -> [StageSegment] {
        var firstSale: Int?
        var lastSale = 0
        for (position, row) in rows.enumerated() where row.isSale {
            firstSale = firstSale ?? position
            lastSale = position
        }
        let cuts = firstSale.map { [0, $0 + 1, lastSale + 1, rows.count] } ?? [0, rows.count]
        return zip(Stage.allCases, zip(cuts, cuts.dropFirst())).compactMap { stage, bounds in
            bounds.0 < bounds.1 ? StageSegment(stage: stage, rows: bounds.0..<bounds.1) : nil
        }
    }
}
