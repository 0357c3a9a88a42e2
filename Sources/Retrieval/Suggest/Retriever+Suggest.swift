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
        let draft = try draft(context, retrieved.harmless, request.conditions, guards)
        var answer = SuggestAnswer(
            query: context.message, model: request.conditions.modelName,
            pair: request.pair?.description, conversations: conversations,
            suggestions: draft.retrieved,
            droppedWithoutSuccessRate: try await countWithoutRate(
                near.index, near.vector, request.conditions, and: notCurrent),
            flags: flags(context, conversations, Replies(suggestions: draft.retrieved)) + guards.map(\.flag),
            guards: guards, plan: near.plan,
            provider: SuggestAnswer.Provider(embedder: embedder.identifier, llm: chatModel?.identifier))
        try await progress(.retrieved(answer))
        let replies = try await replies(draft, retrieved.harmless) { try await progress(.reply($0)) }
        answer.suggestions = replies.suggestions
        answer.flags = flags(context, conversations, replies) + guards.map(\.flag)
        return answer
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

    /// Replies of chatters, and what writes others where a language model is set.
    private struct Draft {
        var retrieved: [Suggestion] = []
        var drafting: ReplyDrafting?
    }

    private func draft(
        _ context: SuggestContext, _ exchanges: [RetrievedExchange], _ conditions: Conditions, _ guards: [GuardNote]
    ) throws -> Draft {
        if guards.suppressReplies { return Draft() }
        let chooser = try chooser(context, exchanges, conditions, guards)
        let retrieved = try chooser.choose(Self.suggestionCount, of: exchanges).map { candidate in
            var suggestion = Suggestion(candidate, among: exchanges, nextStep: chooser.nextStep)
            suggestion.suggestionID = ContentHash.hex(Int64(bitPattern: random()))
            return suggestion
        }
        let drafting = chatModel.map { chatModel in
            ReplyDrafting(
                chatModel: chatModel, leakGuard: chooser.leakGuard, claims: chooser.claims, context: context,
                voice: chooser.voice, nextStep: chooser.nextStep, mustNotSell: chooser.mustNotSell, random: random)
        }
        return Draft(retrieved: retrieved, drafting: drafting)
    }

    /// A language model's replies, and retrieved ones where it gave too few.
    ///
    /// - Parameter emit: is given each reply of the language model as soon as it has passed.
    private func replies(
        _ draft: Draft, _ exchanges: [RetrievedExchange], emit: (Suggestion) async throws -> Void
    ) async throws -> Replies {
        var replies = Replies(suggestions: [])
        if let drafting = draft.drafting {
            replies = try await drafting.replies(exchanges, count: Self.suggestionCount, emit: emit)
        }
        replies.suggestions += draft.retrieved.prefix(Self.suggestionCount - replies.suggestions.count)
        return replies
    }

    /// The replies that `suggest` would give to exchanges that were found, for measuring them.
    ///
    /// - Throws: as `suggest`.
    package func draftedReplies(
        _ context: SuggestContext, _ exchanges: [RetrievedExchange], _ conditions: Conditions
    ) async throws -> (suggestions: [Suggestion], flags: [String]) {
        let harmless = RetrievedTexts(exchanges, shown: []).harmless
        let replies = try await replies(draft(context, harmless, conditions, context.guards()), harmless) { _ in }
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
