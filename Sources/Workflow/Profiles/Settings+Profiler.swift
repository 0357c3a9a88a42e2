import LanguageModel
import Profile
import RapportCore

extension Settings {
    /// How a language model is asked about pairs, where the user says more than the environment does.
    public struct ProfilerOptions: Sendable {
        /// Rules even where a language model is set.
        public var rules = false
        /// Pairs in one call at most.
        public var pairsPerCall = 20
        /// What the store's ledger may come to, where it is less than `RAPPORT_LLM_BUDGET_USD`.
        public var budgetUSD: Double?

        public init(rules: Bool = false, pairsPerCall: Int = 20, budgetUSD: Double? = nil) {
            self.rules = rules
            self.pairsPerCall = pairsPerCall
            self.budgetUSD = budgetUSD
        }
    }

    /// Who makes profiles: rules where they are asked for, or where no language model is set.
    ///
    /// - Parameter records: keep the language model's replies and the account of them.
    /// - Throws: where a setting cannot be, a key is missing, or a recording cannot be used.
    public func profiler(
        _ options: ProfilerOptions, records: some LLMLedger & LLMReplyCache, notice: (String) -> Void = { _ in }
    ) throws -> any Profiler {
        guard !options.rules,
            let model = try chatModel(
                for: .profile, ledger: records, budgetUSD: options.budgetUSD, notice: notice)
        else { return RulesProfiler() }
        var settings = LLMProfiler.Settings(pairsPerCall: options.pairsPerCall)
        // A recording answers under the limits that it was made under, also where no model is named.
        let variables = variables.merging(["RAPPORT_LLM_MODEL": model.identifier]) { stated, _ in stated }
        if let limits = try LLMSettings.configured(by: variables) {
            settings.concurrency = limits.concurrency
            settings.contextTokens = limits.contextTokens
        }
        return try LLMProfiler(model: model, settings: settings, cache: records, ledger: records)
    }
}
