import RapportCore
import Retrieval

/// A way to find past conversations for a message.
enum RetrievalContender: String, CaseIterable, Sendable {
    case random
    case keyword
    case hybrid
    /// The message's vector alone.
    case vector
    /// What `suggest` does.
    case rapport

    /// Records that a search is asked for, so that five conversations are among them.
    private static let depth = 200

    /// Conversations, best first, without the current one.
    func find(_ turn: HeldOutTurn, number: Int, in workshop: RetrievalWorkshop) async throws -> [FoundConversation] {
        switch self {
        case .random: return Self.random(turn, number, workshop)
        case .keyword: return try await Self.search(turn, .keyword, workshop)
        case .hybrid: return try await Self.search(turn, .hybrid, workshop)
        case .vector: return try await Self.exchanges(turn, SuggestTuning(), workshop)
        case .rapport: return try await Self.exchanges(turn, .standard, workshop)
        }
    }

    private static func exchanges(
        _ turn: HeldOutTurn, _ tuning: SuggestTuning, _ workshop: RetrievalWorkshop
    ) async throws -> [FoundConversation] {
        try await workshop.retriever(tuning).exchanges(turn.context, Conditions()).exchanges.map(FoundConversation.init)
    }

    private static func search(
        _ turn: HeldOutTurn, _ mode: SearchMode, _ workshop: RetrievalWorkshop
    ) async throws -> [FoundConversation] {
        let answer = try await workshop.retriever.search(
            SearchRequest(text: turn.context.message, mode: mode, collection: .turns, k: depth))
        var seen: Set<String> = turn.context.currentConversationID.map { [$0] } ?? []
        return answer.hits.compactMap { hit in
            guard let id = hit.conversationID, let row = Int64(hit.id), seen.insert(id).inserted else { return nil }
            return FoundConversation(conversationID: id, rowID: row)
        }
    }

    /// Conversations by chance, each with one of its answers.
    private static func random(
        _ turn: HeldOutTurn, _ number: Int, _ workshop: RetrievalWorkshop
    ) -> [FoundConversation] {
        var random = SplitMix64(seed: UInt64(number))
        let rows = workshop.past.rows
        var seen: Set<String> = turn.context.currentConversationID.map { [$0] } ?? []
        var found: [FoundConversation] = []
        while found.count < 20, seen.count < workshop.past.conversations.count {
            let row = rows[random.below(rows.count)]
            if seen.insert(row.conversationID).inserted { found.append(row) }
        }
        return found
    }
}
