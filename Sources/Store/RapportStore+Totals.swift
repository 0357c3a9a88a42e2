import GRDB

/// Suggestions of one source in all.
public struct SuggestionTotals: Sendable {
    /// `llm` or `retrieved`.
    public var source: String
    public var shown: Int
    /// Those that were copied, edited or sent.
    public var accepted: Int
}

/// Calls of language models of one kind in all.
public struct LLMTotals: Sendable {
    public var purpose: String
    /// The language model's identifier.
    public var maker: String
    /// `LLMCall.Outcome`.
    public var outcome: String
    public var calls: Int
    public var inputTokens: Int
    public var outputTokens: Int
    public var costUSD: Double
}

extension RapportStore {
    /// Counts of suggestions by source.
    ///
    /// - Complexity: O(suggestions · log).
    public func suggestionTotals() throws -> [SuggestionTotals] {
        try reading("counting suggestions") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT source, count(*), coalesce(sum(EXISTS (SELECT 1 FROM feedback AS f
                        WHERE f.suggestion_id = s.suggestion_id AND f.action IN ('copied', 'edited', 'sent'))), 0)
                    FROM suggestions AS s GROUP BY source ORDER BY source
                    """
            ).map { try SuggestionTotals(source: $0.value(0), shown: $0.value(1), accepted: $0.value(2)) }
        }
    }

    /// Sums of the ledger.
    ///
    /// - Complexity: O(calls).
    public func llmTotals() throws -> [LLMTotals] {
        try reading("adding up the ledger of language models") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT purpose, maker, outcome, count(*), sum(input_tokens), sum(output_tokens), total(cost_usd)
                    FROM llm_calls GROUP BY purpose, maker, outcome ORDER BY purpose, maker, outcome
                    """
            ).map { row in
                try LLMTotals(
                    purpose: row.value(0), maker: row.value(1), outcome: row.value(2), calls: row.value(3),
                    inputTokens: row.value(4), outputTokens: row.value(5), costUSD: row.value(6))
            }
        }
    }
}
