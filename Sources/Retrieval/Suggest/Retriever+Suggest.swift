import RapportCore
import Store

extension Retriever {
    /// Conversations that are shown.
    static let shownConversations = 5
    static let suggestionCount = 3
    /// Rows before and after the turn that an excerpt shows.
    private static let excerptRows = 2

    /// The past conversations in which a fan said something like the message, and replies to send.
    ///
    /// No conversation is shown twice, and the asking pair's current one not at all.
    ///
    /// - Complexity: one search of the index by groups, then a fixed number of rows and statements, whatever the
    ///   store's size. With a language model a few requests to it, which take far longer than all the rest.
    /// - Parameter progress: is told what is known before the answer is complete.
    /// - Throws: `RetrievalError` or `FilterError` where the request cannot be; `StoreError.noVectors` before anything
    ///   was embedded; what the embedder throws. What the language model throws becomes a flag.
    public func suggest(
        _ request: SuggestRequest, progress: (SuggestEvent) async throws -> Void = { _ in }
    ) async throws -> SuggestAnswer {
        try request.validate()
        let context = try SuggestContext(request, store: store)
        let near = try await exchanges(context, request.conditions)
        let notCurrent = context.currentConversationID.map { id in
            Filter.compare(attribute: "conversation_id", .notEqual, .text(id))
        }
        let conversations = try conversations(near.exchanges.prefix(Self.shownConversations))
        let retrieved = RetrievedTexts(near.exchanges, shown: conversations)
        var guards = context.guards()
        if retrieved.hasSteering { guards.append(GuardNote(.retrievedInjection, foundIn: .retrieved)) }
        try await progress(
            .conversations(SuggestOpening(context.message, request, conversations: conversations, guards: guards)))
        let replies = try await replies(context, retrieved.harmless, request.conditions, guards) {
            try await progress(.suggestion($0))
        }
        return SuggestAnswer(
            query: context.message, model: request.conditions.modelName,
            pair: request.pair?.description, conversations: conversations,
            suggestions: replies.suggestions,
            droppedWithoutSuccessRate: try await countWithoutRate(
                near.index, near.vector, request.conditions, and: notCurrent),
            flags: flags(context, conversations, replies) + guards.map(\.flag), guards: guards, plan: near.plan,
            provider: SuggestAnswer.Provider(embedder: embedder.identifier, llm: chatModel?.identifier))
    }

    private func conversations(_ shown: ArraySlice<RetrievedExchange>) throws -> [NearConversation] {
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
        _ context: SuggestContext, _ exchanges: [RetrievedExchange], _ conditions: Conditions, _ guards: [GuardNote],
        emit: (Suggestion) async throws -> Void
    ) async throws -> Replies {
        if guards.suppressReplies { return Replies(suggestions: []) }
        let chooser = try chooser(context, exchanges, conditions, guards)
        let retrieved = try chooser.choose(Self.suggestionCount, of: exchanges)
            .map { Suggestion($0, among: exchanges, nextStep: chooser.nextStep) }
        var replies = Replies(suggestions: [])
        if let chatModel {
            let drafting = ReplyDrafting(
                chatModel: chatModel, leakGuard: chooser.leakGuard, claims: chooser.claims, context: context,
                voice: chooser.voice, nextStep: chooser.nextStep, mustNotSell: chooser.mustNotSell, random: random)
            replies = try await drafting.replies(exchanges, count: Self.suggestionCount, emit: emit)
        }
        for var suggestion in retrieved.prefix(Self.suggestionCount - replies.suggestions.count) {
            suggestion.suggestionID = ContentHash.hex(Int64(bitPattern: random()))
            replies.suggestions.append(suggestion)
            try await emit(suggestion)
        }
        return replies
    }

    /// The replies that `suggest` would give to exchanges that were found, for measuring them.
    ///
    /// - Throws: as `suggest`.
    package func draftedReplies(
        _ context: SuggestContext, _ exchanges: [RetrievedExchange], _ conditions: Conditions
    ) async throws -> (suggestions: [Suggestion], flags: [String]) {
        let harmless = RetrievedTexts(exchanges, shown: []).harmless
        let replies = try await replies(context, harmless, conditions, context.guards()) { _ in }
        return (replies.suggestions, replies.flags)
    }

    /// What chooses among the replies of exchanges, and knows the next step.
    ///
    /// - Complexity: O(1) statements; now and then those of `ModelVoices` and `KnownPeople`.
    package func chooser(
        _ context: SuggestContext, _ exchanges: [RetrievedExchange], _ conditions: Conditions,
        _ guards: [GuardNote] = []
    ) throws -> RetrievedReplies {
        let nextStep = NextStepRule.standard.step(
            context, exchanges, modelName: conditions.modelName ?? context.pair?.modelName)
        let modelName = conditions.modelName ?? context.pair?.modelName
        let names = try people.names()
        return RetrievedReplies(
            store: store,
            leakGuard: LeakGuard(
                ownTexts: context.messages.map(\.text), pair: context.pair, modelName: conditions.modelName,
                people: names),
            context: context, claims: TranscriptClaims(context),
            voice: try modelName.flatMap { try voices.voice(of: $0, pairs: people.count) },
            nextStep: guards.suppressSales ? nextStep.withoutSale : nextStep, mustNotSell: guards.suppressSales)
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
