import ArgumentParser
import Foundation
import RapportCore
import Store
import Workflow

struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Say what the store holds, what language models cost, or what chatters did with suggestions.",
        discussion: """
            --suggestions counts as accepted what was copied, edited or sent, of all that was shown. Types of fans go \
            by what the pair had spent at that time.

              rapport stats --json
              rapport stats --llm
              rapport stats --suggestions
            """)

    @Flag(help: "Say what language models were asked, what that cost, and what cache and shared calls saved.")
    var llm = false
    @Flag(help: "Say what chatters did with suggestions.")
    var suggestions = false
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !(llm && suggestions) else { throw ValidationError("give --llm or --suggestions, not both") }
    }

    func run() throws {
        let store = try storeOptions.open()
        if llm {
            let statistics = try LLMStatistics(of: store, prices: Settings().languageModel()?.prices)
            return try common.show(statistics) { statistics.text }
        }
        if suggestions {
            let statistics = try SuggestionStatistics(of: store)
            return try common.show(statistics) { statistics.text }
        }
        let statistics = try StoreStatistics(of: store)
        try common.show(statistics) { statistics.text }
    }
}

extension StoreStatistics {
    /// For people.
    var text: String {
        let rate = successRate.map { String(format: "%.2f", $0) } ?? "undefined"
        let vectorCounts = vectors.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        return """
            \(rows) rows, \(pairs) pairs, \(models) models, newest row \(newestRow ?? "none")
            \(conversations) conversations; stages 1: \(stages["1"] ?? 0), 2: \(stages["2"] ?? 0), 3: \(stages["3"] ?? 0)
            \(purchases) purchases of \(offers) offers (success rate \(rate)), \(String(format: "%.2f", revenue)) USD
            vectors: \(vectorCounts.isEmpty ? "none; make them with: rapport embed" : "\(vectorCounts) by \(embedder ?? "")")
            """
    }
}

extension LLMStatistics {
    /// For people.
    var text: String {
        guard total.calls > 0 || cacheHits > 0 else {
            return "no language model was asked yet; see: rapport profile --help, rapport suggest --help"
        }
        let counts = purposes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.calls)" }
        let kinds = failures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return """
            calls: \(total.calls)\(bracketed(counts)), \(total.answered) answered, \(total.calls - total.answered) \
            failed\(bracketed(kinds)), \(total.requests) HTTP requests
            tokens: \(total.inputTokens) in, \(total.outputTokens) out\(estimates); \
            cost \(Figures.number(total.costUSD, digits: 4)) USD
            latency: p50 \(seconds(total.latencyP50Seconds)), p95 \(seconds(total.latencyP95Seconds))
            cache: \(cacheHits) pairs without a call
            saved by the cache: \(saving.cachedInputTokens) tokens in, \(saving.cachedOutputTokens) out\(usd(saving.cacheUSD))
            saved by sharing calls: \(saving.batchedInputTokens) tokens in\(usd(saving.batchingUSD))
            computed so: \(saving.computed)
            """
    }

    private var estimates: String {
        total.estimatedCalls > 0 ? " (estimated in \(total.estimatedCalls) calls)" : ""
    }

    private func bracketed(_ parts: [String]) -> String {
        parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }

    private func seconds(_ value: Double?) -> String {
        value.map { "\(Figures.number($0, digits: 2)) s" } ?? "unknown"
    }

    private func usd(_ value: Double?) -> String {
        value.map { ", \(Figures.number($0, digits: 4)) USD" } ?? " (USD unknown: no prices are set)"
    }
}

extension SuggestionStatistics {
    /// For people.
    var text: String {
        guard total.shown > 0 else { return "no suggestion was shown yet" }
        let tables = [("model", byModel), ("chatter", byChatter), ("fan type", byFanType), ("source", bySource)]
        let head = ["shown", "accepted", "95% interval", "copied", "edited", "sent", "up", "down"]
        return ([("all", [total])] + tables).map { title, groups in
            Figures.table([[title] + head] + groups.map(\.cells))
        }.joined(separator: "\n\n")
    }
}

extension SuggestionStatistics.Group {
    fileprivate var cells: [String] {
        func share(_ value: Double?) -> String { value.map { Figures.number($0, digits: 2) } ?? "–" }
        return [
            name.isEmpty ? "not known" : Terminal.plain(name), "\(shown)", share(acceptance.rate),
            "\(share(acceptance.low)) to \(share(acceptance.high))",
        ] + [copied, edited, sent, thumbsUp, thumbsDown].map(String.init)
    }
}
