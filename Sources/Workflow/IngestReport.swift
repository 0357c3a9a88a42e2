import RapportCore
import Store

/// What an ingest did: `ingest --json`, specified in `schemas/ingest.schema.json`.
///
/// `rows` to `updated` are the files'; `pairs` to `cross_model_conversations` are the store's afterwards.
public struct IngestReport: Codable, Sendable {
    /// Rows in the files.
    public var rows = 0
    /// Good rows, whether they were new or known.
    public var loaded = 0
    /// Rows by reason of rejection.
    public var rejected: [String: Int] = [:]
    /// The first rejected rows of each reason, counted from 1.
    public var rejectedExamples: [String: [Int]] = [:]
    public var added = 0
    /// Known rows whose purchased, tips or revenue changed.
    public var updated = 0
    /// Good rows whose revenue differs from price-if-purchased plus tips.
    public var revenueDisagreements = 0
    public var purchasesWithoutPrice = 0
    public var pairs = 0
    public var conversations = 0
    /// Stages by number, `"1"` to `"3"`.
    public var stages: [String: Int] = [:]
    /// USD.
    public var revenue = 0.0
    public var purchases = 0
    public var offers = 0
    /// Conversations with rows of more than one model: 0, or the store is damaged.
    public var crossModelConversations = 0

    enum CodingKeys: String, CodingKey {
        case rows, loaded, rejected, added, updated, pairs, conversations, stages, revenue, purchases, offers
        case rejectedExamples = "rejected_examples"
        case revenueDisagreements = "revenue_disagreements"
        case purchasesWithoutPrice = "purchases_without_price"
        case crossModelConversations = "cross_model_conversations"
    }

    public init() {}

    mutating func add(_ file: LogFile, _ load: LoadReport) {
        rows += file.rowsRead
        loaded += file.table.count - load.forgotten
        added += load.added
        updated += load.updated
        revenueDisagreements += file.revenueDisagreements
        purchasesWithoutPrice += file.purchasesWithoutPrice
        for (reason, count) in file.rejects.counts { rejected[reason.rawValue, default: 0] += count }
        if load.forgotten > 0 { rejected[RejectReason.forgotten.rawValue, default: 0] += load.forgotten }
        for (reason, rows) in file.rejects.examples { rejectedExamples[reason.rawValue, default: []] += rows }
    }

    mutating func take(_ totals: StoreTotals) {
        pairs = totals.pairs
        conversations = totals.conversations
        for stage in Stage.allCases { stages[String(stage.rawValue)] = totals.stages[stage.rawValue] ?? 0 }
        revenue = totals.revenue
        purchases = totals.purchases
        offers = totals.offers
    }
}
