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
        do {
            let reply = try await model.reply(request)
            try ledger.record(call(request, answeredBy: reply, startedAt: startedAt))
            return reply
        } catch let failure as CallFailure {
            throw failure
        } catch {
            if let call = call(
                request, failedWith: error, startedAt: startedAt, seconds: runtime.monotonicSeconds() - start)
            {
                try ledger.record(call)
            }
            throw error
        }
    }
}
