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
        let meter = CallMeter()
        let result: Result<ChatReply, any Error>
        do {
            result = .success(try await CallMeter.$current.withValue(meter) { try await model.reply(request) })
        } catch {
            result = .failure(error)
        }
        let reading = meter.reading
        switch result {
        case .success(let reply):
            let outcome = reply.outcome(for: request)
            try ledger.record(call(request, outcome, reading, startedAt: startedAt, seconds: reply.latencySeconds))
        case .failure(let error):
            // What was not sent is no call.
            if reading.requests > 0, let outcome = LLMCall.Outcome(of: error) {
                let seconds = runtime.monotonicSeconds() - start
                try ledger.record(call(request, outcome, reading, startedAt: startedAt, seconds: seconds))
            }
        }
        return try result.get()
    }

    private func call(
        _ request: ChatRequest, _ outcome: LLMCall.Outcome, _ reading: CallMeter.Reading, startedAt: Timestamp,
        seconds: Double
    ) -> LLMCall {
        LLMCall(
            startedAt: startedAt, purpose: purpose, maker: identifier, outcome: outcome, items: request.items,
            requests: reading.requests, inputTokens: reading.billed.input, outputTokens: reading.billed.output,
            isEstimated: reading.isEstimated, costUSD: prices.cost(of: reading.billed), latencySeconds: seconds)
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
            case .unreachable(_, _, .cut): self = .connectionCut
            case .unauthorized: self = .unauthorized
            case .rejected: self = .rejected
            case .rateLimited: self = .rateLimited
            case .timedOut: self = .timedOut
            case .unreachable, .circuitOpen: self = .unreachable
            case .server: self = .serverError
            case .replyTooLarge, .badReply: self = .badReply
            }
        default: self = .other
        }
    }
}
