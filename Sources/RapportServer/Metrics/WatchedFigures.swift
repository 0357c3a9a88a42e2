import RapportCore
import Store
import Workflow

/// The figures of a store, counted at most every some seconds: on millions of records that takes a second, and several
/// Prometheuses may ask.
actor WatchedFigures {
    private static let leastAge = Duration.seconds(2)
    /// Counting may take a twentieth of the time.
    private static let restFactor = 20
    private let workspace: Workspace
    private var known: (figures: WorkspaceFigures, withIndexes: Bool, until: ContinuousClock.Instant)?

    init(workspace: Workspace) { self.workspace = workspace }

    func families(withIndexes: Bool) async throws -> [MetricFamily] {
        let start = ContinuousClock.now
        if let known, known.until > start, known.withIndexes == withIndexes { return Self.families(known.figures) }
        let figures = try await WorkspaceFigures(of: workspace, withIndexes: withIndexes)
        let end = ContinuousClock.now
        known = (figures, withIndexes, end + max(Self.leastAge, (end - start) * Self.restFactor))
        return Self.families(figures)
    }

    private static func families(_ figures: WorkspaceFigures) -> [MetricFamily] {
        indexes(figures) + jobs(figures) + suggestions(figures) + languageModels(figures)
    }

    private static func indexes(_ figures: WorkspaceFigures) -> [MetricFamily] {
        func samples(_ value: (WorkspaceFigures.Index) -> Int) -> [MetricFamily.Sample] {
            figures.indexes.map { index in
                MetricFamily.Sample(
                    labels: [
                        (name: "collection", value: index.collection.rawValue),
                        (name: "vector", value: index.vector.rawValue),
                    ], value: Double(value(index)))
            }
        }
        return [
            MetricFamily(
                "rapport_index_records", "Records in an index that this process holds.", .gauge, samples(\.records)),
            MetricFamily(
                "rapport_index_pending_operations", "Changes of the operation log that an index does not hold yet.",
                .gauge, samples(\.pendingOperations)),
            MetricFamily(
                "rapport_unembedded_records", "Records that wait for their vector.", .gauge,
                figures.unembedded.sorted { $0.key.rawValue < $1.key.rawValue }.map { collection, count in
                    .init(labels: [(name: "collection", value: collection.rawValue)], value: Double(count))
                }),
        ]
    }

    private static func jobs(_ figures: WorkspaceFigures) -> [MetricFamily] {
        let samples = figures.jobs.sorted { $0.key.rawValue < $1.key.rawValue }.map { state, count in
            MetricFamily.Sample(labels: [(name: "state", value: state.rawValue)], value: Double(count))
        }
        return [MetricFamily("rapport_jobs", "Jobs that wait or run; those that wait are the queue.", .gauge, samples)]
    }

    private static func suggestions(_ figures: WorkspaceFigures) -> [MetricFamily] {
        func samples(_ value: (SuggestionTotals) -> Int) -> [MetricFamily.Sample] {
            figures.suggestions.map { .init(labels: [(name: "source", value: $0.source)], value: Double(value($0))) }
        }
        return [
            MetricFamily(
                "rapport_suggestions_shown_total", "Suggestions that were shown.", .counter, samples(\.shown)),
            MetricFamily(
                "rapport_suggestions_accepted_total", "Of those shown, copied, edited or sent.", .counter,
                samples(\.accepted)),
        ]
    }

    private static func languageModels(_ figures: WorkspaceFigures) -> [MetricFamily] {
        func labels(_ totals: LLMTotals) -> MetricFamily.Labels {
            [(name: "purpose", value: totals.purpose), (name: "maker", value: totals.maker)]
        }
        func outcome(_ totals: LLMTotals) -> MetricFamily.Labels {
            labels(totals) + [(name: "outcome", value: totals.outcome)]
        }
        let made = figures.llm.filter { $0.outcome != LLMCall.Outcome.cached.rawValue }
        return [
            MetricFamily(
                "rapport_llm_calls_total", "Calls of language models, by what they came to; done is an answer of use.",
                .counter, made.map { .init(labels: outcome($0), value: Double($0.calls)) }),
            MetricFamily(
                "rapport_llm_tokens_total", "Tokens of calls of language models.", .counter,
                made.flatMap { totals in
                    [("input", totals.inputTokens), ("output", totals.outputTokens)].map { direction, tokens in
                        .init(
                            labels: outcome(totals) + [(name: "direction", value: direction)], value: Double(tokens))
                    }
                }),
            MetricFamily(
                "rapport_llm_cost_usd_total", "What calls of language models cost, USD.", .counter,
                made.map { .init(labels: outcome($0), value: $0.costUSD) }),
            MetricFamily(
                "rapport_llm_failures_total", "Calls of language models without an answer of use.", .counter,
                made.filter { $0.outcome != LLMCall.Outcome.done.rawValue }
                    .map { .init(labels: outcome($0), value: Double($0.calls)) }),
        ]
    }
}
