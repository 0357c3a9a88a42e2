import LanguageModel
import RapportCore
import Report
import Store

extension Settings {
    /// Who words a report: the language model that is set, or nobody. One that is set and cannot be asked is no reason
    /// to have no report.
    ///
    /// - Parameters:
    ///   - ledger: keeps the account of the calls.
    ///   - notice: is told in one line what the user should know.
    /// - Throws: `SettingsError` where settings contradict each other, `StoreError`.
    public func reportWording(ledger: any LLMLedger, notice: (String) -> Void = { _ in }) throws -> ReportWording {
        do {
            guard let model = try chatModel(for: .report, ledger: ledger, notice: notice) else { return .rules }
            // A recording answers under the limits that it was made under, also where no model is named.
            let variables = variables.merging(["RAPPORT_LLM_MODEL": model.identifier]) { stated, _ in stated }
            guard let limits = try LLMSettings.configured(by: variables) else { return .model(model) }
            return .model(model, contextTokens: limits.contextTokens)
        } catch let error as any RapportError where !(error is SettingsError || error is StoreError) {
            return .unavailable(reason: error.message)
        }
    }
}
