import RapportCore

/// What can go wrong with a language model that was reached.
public enum LLMError: RapportError, Equatable {
    /// The model declined to answer.
    case refused(model: String)
    /// The answer was cut, and half a JSON text is none.
    case replyCut(model: String, maxTokens: Int)
    /// The answer did not fit twice, the second time having been told what was wrong.
    case replyDoesNotFit(model: String, problem: String)
    /// The request could cost more than what is left.
    case budgetSpent(limitUSD: Double, spentUSD: Double)
    case budgetWithoutPrices
    case badSchema(name: String, problem: String)
    /// A recording of answers that cannot be made, or does not hold what is asked.
    case recording(folder: String, problem: String)

    public var message: String {
        switch self {
        case .refused(let model): "\(model) declined to answer; change the prompt or use another model"
        case .replyCut(let model, let maxTokens):
            "the reply of \(model) was cut at \(maxTokens) tokens; allow more, or ask for less"
        case .replyDoesNotFit(let model, let problem):
            "the reply of \(model) does not fit, asked twice: \(problem); use a model that keeps to JSON schemas"
        case .budgetSpent(let limit, let spent):
            "the LLM budget of \(usd(limit)) has no room for another request (\(usd(spent)) spent); raise the budget"
        case .budgetWithoutPrices:
            "an LLM budget needs the model's prices; set them in USD per million input and output tokens"
        case .recording(let folder, let problem): "the recording of LLM replies in \(folder) cannot be used: \(problem)"
        case .badSchema(let name, let problem): "the schema '\(name)' cannot be used: \(problem)"
        }
    }
}

private func usd(_ amount: Double) -> String {
    let cents = (max(0, min(amount, 1e9)) * 10_000).rounded() / 10_000
    return "\(cents) USD"
}
