import RapportCore

/// Writes `conversation_features.csv`, or the same records as JSON lines.
public struct ConversationFeaturesWriter: Sendable {
    public static let columns = [
        "conversation_id", "fan_id", "model_name", "started_at", "ended_at", "message_count", "fan_message_count",
        "chatter_message_count", "duration_hours", "total_revenue", "tip_revenue", "offer_count", "purchase_count",
        "purchase_rate", "success_rate", "messages_before_first_purchase", "time_to_first_purchase_hours",
        "days_between_first_last_purchase", "is_active", "days_since_last_message",
    ]

    public var records: RecordWriter

    public init(_ format: RecordFormat) {
        records = RecordWriter(format, columns: Self.columns)
    }

    /// Appends one record; the caller keeps them in order of fan, model and start.
    public mutating func append(_ conversation: ConversationFeatures) {
        let figures = conversation.figures
        records.identifier(conversation.id)
        records.text(conversation.pair.fanID)
        records.text(conversation.pair.modelName)
        records.time(figures.startedAt)
        records.time(figures.endedAt)
        records.integer(figures.messageCount)
        records.integer(figures.fanMessageCount)
        records.integer(figures.chatterMessageCount)
        records.number(figures.durationHours)
        records.number(figures.totalRevenue)
        records.number(figures.tipRevenue)
        records.integer(figures.offerCount)
        records.integer(figures.purchaseCount)
        records.number(figures.purchaseRate)
        records.number(figures.successRate)
        records.integer(conversation.messagesBeforeFirstPurchase)
        records.number(conversation.timeToFirstPurchaseHours)
        records.number(conversation.daysBetweenFirstLastPurchase)
        records.truth(conversation.isActive)
        records.number(conversation.daysSinceLastMessage)
        records.endRecord()
    }
}

/// Writes the stages of pairs as CSV or JSON lines.
public struct StagesWriter: Sendable {
    public static let columns = [
        "stage_id", "fan_id", "model_name", "stage", "started_at", "ended_at", "message_count", "fan_message_count",
        "chatter_message_count", "duration_hours", "total_revenue", "tip_revenue", "offer_count", "purchase_count",
        "success_rate",
    ]

    public var records: RecordWriter
    private let hasText: Bool

    /// - Parameter text: whether a last column, `text`, holds what people wrote; off unless it is asked for.
    public init(_ format: RecordFormat, text: Bool = false) {
        hasText = text
        records = RecordWriter(format, columns: Self.columns + (text ? ["text"] : []))
    }

    /// Appends one record; the caller keeps them in order of fan, model and stage.
    ///
    /// - Parameter text: the stage's transcript; ignored by a writer without that column.
    public mutating func append(_ stage: StageFeatures, text: @autoclosure () -> String = "") {
        let figures = stage.figures
        records.identifier(stage.id)
        records.text(stage.pair.fanID)
        records.text(stage.pair.modelName)
        records.integer(stage.stage.rawValue)
        records.time(figures.startedAt)
        records.time(figures.endedAt)
        records.integer(figures.messageCount)
        records.integer(figures.fanMessageCount)
        records.integer(figures.chatterMessageCount)
        records.number(figures.durationHours)
        records.number(figures.totalRevenue)
        records.number(figures.tipRevenue)
        records.integer(figures.offerCount)
        records.integer(figures.purchaseCount)
        records.number(figures.successRate)
        if hasText { records.text(text()) }
        records.endRecord()
    }
}
