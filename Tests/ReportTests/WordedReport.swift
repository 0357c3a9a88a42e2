import Foundation
import LanguageModel
import ProviderHTTP
import RapportCore
import Report
import Store
import TestSupport

/// A report of the sample logs' store, worded by a model behind HTTP.
struct WordedReport {
    let folder: TemporaryFolder
    let summary: ReportSummary

    /// - Parameter model: another name in every test: answers are kept by it.
    init(
        _ server: MisbehavingServer, model: String, settings change: (inout LLMSettings) -> Void = { _ in }
    ) async throws {
        let made = try await ReportStore.made.value
        var settings = LLMSettings(model: model, baseURL: server.baseURL)
        settings.retry = RetryPolicy(maxAttempts: 1)
        change(&settings)
        let remote = try RemoteChatModel(settings, environment: ["RAPPORT_LLM_API_KEY": "sk-secret"])
        let asked = LedgeredChatModel(remote, purpose: .report, prices: settings.prices ?? .none, ledger: made.store)
        folder = try TemporaryFolder()
        summary = try await ReportMaker(store: made.store, wording: .model(asked)).make(
            in: folder.file("report").path, now: Timestamp(nanoseconds: 9))
    }

    func text(_ file: String) throws -> String {
        try String(contentsOf: folder.file("report/\(file)"), encoding: .utf8)
    }

    /// A document without the line that names the model, whose name may hold digits.
    func textWithoutNote(_ file: String) throws -> String {
        try text(file).components(separatedBy: "\n\n").filter { !$0.hasPrefix("Worded with the help of") }
            .joined(separator: "\n\n")
    }

    /// A document with the sentences as they were computed.
    func computed(_ file: String) throws -> String {
        try textWithoutNote(file).replacing(WordingDouble.opening, with: "")
            .replacing(#/As computed: [^\n]*\n\n<\/details>/#, with: "</details>")
    }
}
