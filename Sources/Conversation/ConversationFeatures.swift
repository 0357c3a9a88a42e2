import RapportCore

/// One conversation with its figures: a row of `conversation_features.csv`.
public struct ConversationFeatures: Hashable, Sendable {
    public var pair: PairID
    public var figures: SpanFigures
    /// The pair's, not the conversation's: from the pair's last row to the newest row of the whole log, in days.
    public var daysSinceLastMessage: Double
    /// `daysSinceLastMessage` is at most the setting `activeDays`.
    public var isActive: Bool

    public init(pair: PairID, figures: SpanFigures, daysSinceLastMessage: Double, isActive: Bool) {
        self.pair = pair
        self.figures = figures
        self.daysSinceLastMessage = daysSinceLastMessage
        self.isActive = isActive
    }

    /// What `StableID.conversation` makes of pair and start; two conversations of a pair never start together.
    public var id: Int64 { StableID.conversation(pair, startedAt: figures.startedAt) }

    /// Rows before the first purchase; nil where nothing was bought.
    public var messagesBeforeFirstPurchase: Int? { figures.firstPurchase?.rowsBefore }

    /// Hours from the conversation's first row; nil where nothing was bought.
    public var timeToFirstPurchaseHours: Double? {
        figures.firstPurchase?.datetime.hours(since: figures.startedAt)
    }

    /// Days; 0 with one purchase, nil with none.
    public var daysBetweenFirstLastPurchase: Double? {
        guard let first = figures.firstPurchase, let last = figures.lastPurchase else { return nil }
        return last.datetime.days(since: first.datetime)
    }
}

/// One stage of a pair with its figures: a row of the stages' export.
public struct StageFeatures: Hashable, Sendable {
    public var pair: PairID
    public var stage: Stage
    public var figures: SpanFigures

    public init(pair: PairID, stage: Stage, figures: SpanFigures) {
        self.pair = pair
        self.stage = stage
        self.figures = figures
    }

    public var id: Int64 { StableID.stage(pair, stage) }
}

/// What decides features, apart from the rows.
public struct FeatureRules: Hashable, Sendable {
    public var segmentation: Segmentation
    /// A pair whose last row is at most this many days older than the newest row of the log is active.
    public var activeDays: Double

    public init(segmentation: Segmentation = Segmentation(), activeDays: Double = 2) {
        self.segmentation = segmentation
        self.activeDays = activeDays
    }

    /// The conversations of one pair, in order of time.
    ///
    /// - Parameters:
    ///   - rows: all rows of the pair, in order of time, whether they come from a file or from the store.
    ///   - newestRow: the time of the newest row of the whole log.
    /// - Complexity: O(rows).
    public func conversations(
        of pair: PairID, rows: some RandomAccessCollection<Exchange>, newestRow: Timestamp
    ) -> [ConversationFeatures] {
        guard let last = rows.last else { return [] }
        let days = newestRow.days(since: last.datetime)
        return segmentation.segments(of: rows).conversations.compactMap { range in
            SpanFigures(of: rows.positions(range)).map {
                ConversationFeatures(
                    pair: pair, figures: $0, daysSinceLastMessage: days, isActive: days <= activeDays)
            }
        }
    }

    /// The stages of one pair, in order.
    ///
    /// - Parameter rows: all rows of the pair, in order of time.
    /// - Complexity: O(rows).
    public func stages(of pair: PairID, rows: some RandomAccessCollection<Exchange>) -> [StageFeatures] {
        segmentation.segments(of: rows).stages.compactMap { segment in
            SpanFigures(of: rows.positions(segment.rows)).map {
                StageFeatures(pair: pair, stage: segment.stage, figures: $0)
            }
        }
    }
}

extension RandomAccessCollection {
    /// The elements at positions counted from 0.
    package func positions(_ range: Range<Int>) -> SubSequence {
        self[index(startIndex, offsetBy: range.lowerBound)..<index(startIndex, offsetBy: range.upperBound)]
    }
}
