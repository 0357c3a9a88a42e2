import RapportCore
import Store

extension Retriever {
    /// Conversations that are shown.
    static let shownConversations = 5
    static let suggestionCount = 3
    /// Conversations whose replies are looked at: many are refused for names, numbers and repetition.
    private static let candidateConversations = 50
    /// Rows before and after the turn that an excerpt shows.
    private static let excerptRows = 2

    /// The past conversations in which a fan said something like the message, and replies to send.
    ///
    /// No conversation is shown twice, and the asking pair's current one not at all.
    ///
    /// - Complexity: one search of the index by groups, then a fixed number of rows and statements, whatever the
    ///   store's size. With a language model one request to it, which takes far longer than all the rest.
    /// - Parameter progress: is told what is known before the answer is complete.
    /// - Throws: `RetrievalError` or `FilterError` where the request cannot be; `StoreError.noVectors` before anything
    ///   was embedded; what the embedder throws. What the language model throws becomes a flag.
    public func suggest(
        _ request: SuggestRequest, progress: (SuggestEvent) async throws -> Void = { _ in }
    ) async throws -> SuggestAnswer {
        try request.validate()
        let context = try SuggestContext(request, store: store)
        var guards = context.guards()
        let index = try await indexes.index(.turns, vector: .text)
        let vector = try await queryVector(context.message)
        // One more than needed instead of a filter, which would be evaluated for every turn of the store.
        let found = try await index.search(
            VectorQuery(
                vector: vector, k: Self.candidateConversations + 1, filter: request.conditions.all(),
                groupBy: "conversation_id"))
        let exchanges = try exchanges(found.hits, without: context.currentConversationID)
        let notCurrent = context.currentConversationID.map { id in
            Filter.compare(attribute: "conversation_id", .notEqual, .text(id))
        }
        let conversations = try conversations(exchanges)
        var retrieved = RetrievedTexts()
        let safe = (exchanges: retrieved.harmless(exchanges), conversations: retrieved.harmless(conversations))
        if retrieved.hasSteering { guards.append(GuardNote(.retrievedInjection, foundIn: .retrieved)) }
        try await progress(
            .conversations(
                SuggestOpening(context.message, request, conversations: conversations, guards: guards)))
        var replies = try await replies(request, context, safe.exchanges, safe.conversations, guards)
        for index in replies.suggestions.indices {
            replies.suggestions[index].suggestionID = ContentHash.hex(Int64(bitPattern: random()))
            try await progress(.suggestion(replies.suggestions[index]))
        }
        return SuggestAnswer(
            query: context.message, model: request.conditions.modelName,
            pair: request.pair?.description, conversations: conversations,
            suggestions: replies.suggestions,
            droppedWithoutSuccessRate: try await countWithoutRate(index, vector, request.conditions, and: notCurrent),
            flags: flags(context, conversations, replies) + guards.map(\.flag), guards: guards, plan: found.plan,
            provider: SuggestAnswer.Provider(embedder: embedder.identifier, llm: chatModel?.identifier))
    }

    /// The turns found with their rows, each conversation once and the current one not at all.
    private func exchanges(_ hits: [VectorHit], without currentID: String?) throws -> [RetrievedExchange] {
        let ids = hits.map(\.id)
        let rows = try store.rows(ids: ids)
        let attributes = try store.attributes(of: ids, in: .turns)
        let revenue = try store.revenue(fromRows: ids)
        var seen: Set<String> = currentID.map { [$0] } ?? []
        var exchanges: [RetrievedExchange] = []
        for hit in hits {
            guard let row = rows[hit.id], let values = attributes[hit.id],
                seen.insert(row.conversationID).inserted
            else { continue }
            exchanges.append(
                RetrievedExchange(
                    row: row, attributes: RecordAttributes(values: values), similarity: hit.similarity,
                    revenueAfter: revenue[hit.id] ?? 0, isShown: exchanges.count < Self.shownConversations))
        }
        return exchanges
    }

    private func conversations(_ exchanges: [RetrievedExchange]) throws -> [NearConversation] {
        let shown = exchanges.filter(\.isShown)
        let excerpts = try store.rowIDs(
            around: shown.map(\.row.rowID), before: Self.excerptRows, after: Self.excerptRows)
        let rows = try store.rows(ids: excerpts.values.flatMap { $0 })
        return shown.map { exchange in
            let ids = excerpts[exchange.row.rowID] ?? []
            return NearConversation(exchange, excerpt: ids.compactMap { rows[$0].map(ExchangeText.init) })
        }
    }

    /// Suggestions, and what went wrong with the language model's.
    struct Replies {
        var suggestions: [Suggestion]
        var flags: [String] = []
    }

    private func replies(
        _ request: SuggestRequest, _ context: SuggestContext, _ exchanges: [RetrievedExchange],
        _ conversations: [NearConversation], _ guards: [GuardNote]
    ) async throws -> Replies {
        if guards.suppressReplies { return Replies(suggestions: []) }
        let leakGuard = LeakGuard(
            ownTexts: context.messages.map(\.text), pair: request.pair, modelName: request.conditions.modelName,
            people: try people.names())
        let retrieved = try RetrievedReplies(
            store: store, leakGuard: leakGuard, context: context, mustNotSell: guards.suppressSales
        )
        .suggestions(exchanges, count: Self.suggestionCount)
        guard let chatModel else { return Replies(suggestions: retrieved) }
        let drafting = ReplyDrafting(
            chatModel: chatModel, leakGuard: leakGuard, context: context, pair: request.pair,
            mustNotSell: guards.suppressSales, random: random)
        var replies = try await drafting.replies(conversations, count: Self.suggestionCount)
        replies.suggestions += retrieved.prefix(Self.suggestionCount - replies.suggestions.count)
        return replies
    }

    private func flags(
        _ context: SuggestContext, _ conversations: [NearConversation], _ replies: Replies
    ) -> [String] {
        var flags: [String] = []
        if context.isPairUnknown { flags.append("unknown_fan") }
        if conversations.count < Self.shownConversations { flags.append("few_matches") }
        if conversations.allSatisfy({ $0.successRate == nil }) { flags.append("no_success_rate") }
        if replies.suggestions.count < Self.suggestionCount { flags.append("few_suggestions") }
        return flags + replies.flags
    }
}
