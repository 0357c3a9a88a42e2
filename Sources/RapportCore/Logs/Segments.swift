/// How the rows of one pair, in order of time, fall into conversations and stages.
public struct Segments: Hashable, Sendable {
    /// Consecutive, not empty, covering every row: conversation `i` holds the rows `conversations[i]`.
    public var conversations: [Range<Int>]
    /// In order of stage, not empty, covering every row exactly once.
    public var stages: [StageSegment]

    public init(conversations: [Range<Int>], stages: [StageSegment]) {
        self.conversations = conversations
        self.stages = stages
    }
}

/// The rows of a pair that belong to one stage.
public struct StageSegment: Hashable, Sendable {
    public var stage: Stage
    public var rows: Range<Int>

    public init(stage: Stage, rows: Range<Int>) {
        self.stage = stage
        self.rows = rows
    }
}

/// The three stages of a pair over its whole history.
public enum Stage: Int, Hashable, Sendable, Codable, CaseIterable {
    /// Up to and including the first sale; all rows where there was none.
    case acquisition = 1
    /// After the first sale up to and including the last.
    case revenue = 2
    /// After the last sale.
    case retention = 3
}

/// Ids that follow from what a thing is, so that every store and every run gives the same.
public enum StableID {
    /// Of SHA-256 of fan, NUL, model, NUL, started_at.
    public static func conversation(_ pair: PairID, startedAt: Timestamp) -> Int64 {
        ContentHash(joining: [pair.fanID, pair.modelName, startedAt.description]).recordID
    }

    /// Of SHA-256 of fan, NUL, model, NUL, `stage` and its number.
    public static func stage(_ pair: PairID, _ stage: Stage) -> Int64 {
        ContentHash(joining: [pair.fanID, pair.modelName, "stage\(stage.rawValue)"]).recordID
    }
}
