import Foundation
import GRDB
import RapportCore

extension RapportStore: LLMLedger {
    public func record(_ call: LLMCall) throws {
        try writing("recording a language model's call") { db in
            try db.execute(
                sql: """
                    INSERT INTO llm_calls (started_at, purpose, maker, outcome, items, requests, input_tokens,
                        output_tokens, is_estimated, cost_usd, latency_seconds)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    call.startedAt.nanoseconds, call.purpose.rawValue, call.maker, call.outcome.rawValue, call.items,
                    call.requests, call.inputTokens, call.outputTokens, call.isEstimated, call.costUSD,
                    call.latencySeconds,
                ])
        }
    }

    /// - Complexity: O(calls).
    public func spentUSD() throws -> Double {
        try reading("reading what language models have cost") { db in
            try Double.fetchOne(db, sql: "SELECT total(cost_usd) FROM llm_calls") ?? 0
        }
    }

    /// The whole ledger, in the order in which calls ended.
    ///
    /// - Complexity: O(calls).
    public func llmCalls() throws -> [LLMCall] {
        try reading("reading the ledger of language models") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT started_at, purpose, maker, outcome, items, requests, input_tokens, output_tokens,
                        is_estimated, cost_usd, latency_seconds FROM llm_calls ORDER BY call_id
                    """
            ).map { row in
                try LLMCall(
                    startedAt: Timestamp(nanoseconds: row.value(0)),
                    purpose: LLMCall.Purpose(rawValue: row.value(1)) ?? .profile, maker: row.value(2),
                    // A newer program may know more kinds.
                    outcome: LLMCall.Outcome(rawValue: row.value(3)) ?? .other, items: row.value(4),
                    requests: row.value(5), inputTokens: row.value(6), outputTokens: row.value(7),
                    isEstimated: row.value(8), costUSD: row.value(9), latencySeconds: row.value(10))
            }
        }
    }
}

extension RapportStore: LLMReplyCache {
    public func cachedReplies(to hashes: [ContentHash]) throws -> [ContentHash: String] {
        try reading("reading the cache of language models' replies") { db in
            let statement = try db.cachedStatement(sql: "SELECT reply FROM llm_cache WHERE content_hash = ?")
            var replies: [ContentHash: String] = [:]
            for hash in hashes {
                replies[hash] = try StoredText.fetchOne(statement, arguments: [hash.blob])?.string
            }
            return replies
        }
    }

    public func cache(
        _ reply: String, to contentHash: ContentHash, about pair: PairID, maker: String, at moment: Timestamp
    ) throws {
        try writing("caching a language model's reply") { db in
            // A pair's texts only grow, so what was asked about fewer of them is not asked again.
            try db.execute(
                sql: """
                    DELETE FROM llm_cache WHERE maker = ? AND pair_id IN
                        (SELECT pair_id FROM pairs WHERE fan_id = ? AND model_name = ?)
                    """, arguments: [maker, pair.fanID, pair.modelName])
            try db.execute(
                sql: """
                    INSERT INTO llm_cache (content_hash, pair_id, maker, reply, made_at)
                    SELECT ?, pair_id, ?, ?, ? FROM pairs
                    WHERE fan_id = ? AND model_name = ? AND message_count > 0
                    ON CONFLICT DO UPDATE SET reply = excluded.reply, made_at = excluded.made_at
                    """,
                arguments: [
                    contentHash.blob, maker, StoredText(reply), moment.nanoseconds, pair.fanID, pair.modelName,
                ])
        }
    }
}
