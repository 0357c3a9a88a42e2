import ProviderHTTP
import Synchronization

/// What requests have cost, and the limit that they may not pass.
///
/// A request reserves the most that it may cost before it is sent, so that requests at the same time cannot pass
/// the limit together. An attempt that got no answer may have been billed and counts in full.
final class Budget: Sendable {
    private struct State {
        var spentUSD = 0.0
        var reservedUSD = 0.0
        var usage = TokenUsage(input: 0, output: 0)
    }

    private let limitUSD: Double?
    private let spentBeforeUSD: Double
    private let prices: TokenPrices
    private let state = Mutex(State())

    init(_ settings: LLMSettings) {
        limitUSD = settings.budgetUSD
        spentBeforeUSD = settings.spentBeforeUSD
        prices = settings.prices ?? .none
    }

    var spending: Spending { state.withLock { Spending(usd: $0.spentUSD, usage: $0.usage) } }

    /// - Throws: `LLMError.budgetSpent` where the request could pass the limit.
    func reserve(_ estimate: TokenUsage) throws(LLMError) {
        let cost = prices.cost(of: estimate)
        let spent: Double? = state.withLock { state in
            let spent = spentBeforeUSD + state.spentUSD
            if let limitUSD, spent + state.reservedUSD + cost > limitUSD { return spent }
            state.reservedUSD += cost
            return nil
        }
        if let spent { throw .budgetSpent(limitUSD: limitUSD ?? 0, spentUSD: spent) }
    }

    /// Ends a reservation with what the request is thought to have cost.
    func settle(_ estimate: TokenUsage, billed: TokenUsage) {
        state.withLock { state in
            state.reservedUSD = max(0, state.reservedUSD - prices.cost(of: estimate))
            state.spentUSD += prices.cost(of: billed)
            state.usage = state.usage + billed
        }
    }
}

/// What a model has cost since it was made.
public struct Spending: Sendable, Equatable {
    /// By the stated prices; 0 where none are stated.
    public var usd: Double
    public var usage: TokenUsage

    public init(usd: Double, usage: TokenUsage) {
        self.usd = usd
        self.usage = usage
    }
}
