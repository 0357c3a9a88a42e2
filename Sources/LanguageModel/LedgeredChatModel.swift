import Foundation
import ProviderHTTP
import RapportCore

/// A language model whose every call is on record before its answer is used.
public struct LedgeredChatModel: ChatModel {
    private let model: any ChatModel
    private let purpose: LLMCall.Purpose
    private let prices: TokenPrices
    private let ledger: any LLMLedger
    private let runtime: ProviderRuntime

    /// - Parameter prices: by which calls are priced; those of the model's own settings.
    public init(
        _ model: any ChatModel, purpose: LLMCall.Purpose, prices: TokenPrices, ledger: any LLMLedger,
        runtime: ProviderRuntime = .live
    ) {
        self.model = model
        self.purpose = purpose
        self.prices = prices
        self.ledger = ledger
        self.runtime = runtime
    }

    public var identifier: String { model.identifier }

    /// - Throws: also what the ledger throws; then the answer, though paid for, is not used.
    public func reply(_ request: ChatRequest) async throws -> ChatReply {
        let startedAt = runtime.now()
        let start = runtime.monotonicSeconds()
        let reply: ChatReply
        do {
            reply = try await model.reply(request)
        } catch {
            let seconds = runtime.monotonicSeconds() - start
            if let outcome = LLMCall.Outcome(of: error) {
                let sent = SentAttempts(of: error)
                // Nobody knows what a provider bills for an answer that did not arrive: the most that it can be.
                let usage = request.estimatedUsage * sent.unanswered
                try ledger.record(
                    call(
                        request, outcome, startedAt: startedAt, requests: sent.count, usage: usage,
                        isEstimated: true, seconds: seconds))
            }
            throw error
        }
        try ledger.record(call(request, answeredBy: reply, startedAt: startedAt))
        return reply
    }

    private func call(_ request: ChatRequest, answeredBy reply: ChatReply, startedAt: Timestamp) -> LLMCall {
        let answered = reply.usage ?? request.estimatedUsage
        let usage = answered + request.estimatedUsage * reply.unansweredAttempts
        return call(
            request, reply.outcome(for: request), startedAt: startedAt, requests: reply.attempts, usage: usage,
            isEstimated: reply.usage == nil || reply.unansweredAttempts > 0, seconds: reply.latencySeconds)
    }

    private func call(
        _ request: ChatRequest, _ outcome: LLMCall.Outcome, startedAt: Timestamp, requests: Int, usage: TokenUsage,
        isEstimated: Bool, seconds: Double
    ) -> LLMCall {
        LLMCall(
            startedAt: startedAt, purpose: purpose, maker: identifier, outcome: outcome, items: request.items,
            requests: requests, inputTokens: usage.input, outputTokens: usage.output, isEstimated: isEstimated,
            costUSD: prices.cost(of: usage), latencySeconds: seconds)
    }
}

extension ChatReply {
    /// What the ledger says of an answer.
    func outcome(for request: ChatRequest) -> LLMCall.Outcome {
        if finish == .length { return .cut }
        guard let schema = request.schema else { return .done }
        return schema.problem(in: JSONInText.data(in: text)) == nil ? .done : .unfit
    }
}

/// Attempts of a failed request.
struct SentAttempts: Equatable {
    /// All that were sent.
    var count: Int
    /// Those that the provider may have billed though their answer did not arrive or could not be used.
    var unanswered: Int

    init(of error: any Error) {
        (count, unanswered) =
            switch error as? ProviderError {
            case .timedOut(_, let attempts, _), .unreachable(_, let attempts, .cut): (attempts, attempts)
            case .unreachable(_, let attempts, .notConnected), .rateLimited(_, let attempts, _),
                .server(_, _, let attempts):
                (attempts, 0)
            case .circuitOpen(_, _, _, let unanswered): (unanswered, unanswered)
            case .replyTooLarge, .badReply: (1, 1)
            case .unauthorized, .rejected: (1, 0)
            case .noKey, .badKey, .badBaseURL, .badSetting: (0, 0)
            case nil: error is CancellationError || error as? LLMError != nil ? (1, 1) : (0, 0)
            }
    }
}

extension LLMCall.Outcome {
    /// How a call failed; nil where none was made.
    init?(of error: any Error) {
        switch error {
        case is CancellationError: self = .cancelled
        case let error as LLMError:
            switch error {
            case .refused: self = .refused
            case .replyCut: self = .cut
            case .replyDoesNotFit: self = .unfit
            case .budgetSpent, .budgetWithoutPrices, .badSchema, .recording: return nil
            }
        case let error as ProviderError:
            switch error {
            case .noKey, .badKey, .badBaseURL, .badSetting: return nil
            case .circuitOpen(_, _, _, let unanswered) where unanswered == 0: return nil
            case .circuitOpen, .unreachable(_, _, .cut): self = .connectionCut
            case .unauthorized: self = .unauthorized
            case .rejected: self = .rejected
            case .rateLimited: self = .rateLimited
            case .timedOut: self = .timedOut
            case .unreachable: self = .unreachable
            case .server: self = .serverError
            case .replyTooLarge, .badReply: self = .badReply
            }
        default: self = .other
        }
    }
}
