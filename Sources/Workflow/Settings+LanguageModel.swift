import LanguageModel
import RapportCore

extension Settings {
    /// What is set about the language model; nil where none is.
    ///
    /// - Throws: `ProviderError.badSetting`.
    public func languageModel() throws -> LLMSettings? {
        try LLMSettings.configured(by: variables)
    }

    /// The language model that is set, with every call on record; nil where none is.
    ///
    /// `RAPPORT_LLM_REPLAY` names a recording that answers in a model's place, without a network and for nothing;
    /// `RAPPORT_LLM_RECORD` names a folder that the answers are recorded in.
    ///
    /// - Parameters:
    ///   - ledger: what it has on record counts against the budget, so that a run that was stopped or killed does not
    ///     get the whole of it again. Calls that a kill cut off, at most as many as may be made at a time, are not on
    ///     record.
    ///   - budgetUSD: what the ledger may come to, where it is less than `RAPPORT_LLM_BUDGET_USD`.
    ///   - notice: is told in one line what the user should know.
    /// - Throws: where a setting cannot be, a key is missing, or a recording cannot be used.
    public func chatModel(
        for purpose: LLMCall.Purpose, ledger: any LLMLedger, budgetUSD: Double? = nil,
        notice: (String) -> Void = { _ in }
    ) throws -> (any ChatModel)? {
        let replay = folder("RAPPORT_LLM_REPLAY")
        let record = folder("RAPPORT_LLM_RECORD")
        if let replay {
            guard record == nil else {
                throw SettingsError.badValue(name: "RAPPORT_LLM_RECORD", allowed: "unset beside RAPPORT_LLM_REPLAY")
            }
            let model = ReplayedChatModel(try ChatRecording(reading: replay))
            return LedgeredChatModel(model, purpose: purpose, prices: .none, ledger: ledger)
        }
        guard var settings = try languageModel() else {
            guard record == nil else {
                throw SettingsError.badValue(name: "RAPPORT_LLM_RECORD", allowed: "unset where no RAPPORT_LLM_MODEL is")
            }
            return nil
        }
        if let budgetUSD { settings.budgetUSD = min(budgetUSD, settings.budgetUSD ?? .infinity) }
        if settings.budgetUSD != nil { settings.spentBeforeUSD = try ledger.spentUSD() }
        let model = LedgeredChatModel(
            try RemoteChatModel(settings, environment: variables), purpose: purpose, prices: settings.prices ?? .none,
            ledger: ledger)
        guard let record else { return model }
        notice("recording to \(record): \(ChatRecording.warning)")
        return try RecordingChatModel(model, folder: record)
    }

    private func folder(_ name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
