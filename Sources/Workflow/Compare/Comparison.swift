import Analysis
import ChatLog
import Profile
import RapportCore
import Store

/// Holds the text alone (Method A) against the text with the profile (Method B), by what they say of things that are
/// in neither: above all of what happened after everything that they were made of.
public struct Comparison: Sendable {
    private let store: RapportStore
    private let embedder: any Embedder
    private let reader: PastReader

    /// - Parameter reader: what is known of a pair at the cut.
    public init(store: RapportStore, embedder: any Embedder, reader: PastReader = .standard) {
        self.store = store
        self.embedder = embedder
        self.reader = reader
    }

    private static let textsPerBatch = 64

    /// - Parameter truth: what the maker of a synthetic log knows of its fans.
    /// - Throws: `CompareError`, `AnalysisError`; what the store and the embedder throw; `CancellationError`.
    public func run(
        _ request: CompareRequest, truth: SyntheticTruth? = nil, progress: ProgressReporter = { _ in }
    ) async throws -> CompareReport {
        try request.validate()
        progress(Progress(stage: "reading what was known before the cut", done: 0, total: 0))
        let compared = try ComparedPairs(store, reader: reader, laterShare: request.laterShare)
        let (texts, profiles) = try await vectors(compared, progress)
        let kinds = truth.map { truth in
            Dictionary(truth.fans.map { ($0.fanID, $0.kind) }) { first, _ in first }
        }
        let judge = MethodJudge(
            compared: compared, request: request, texts: texts, profiles: profiles,
            latent: kinds.map { kinds in compared.pairs.map { kinds[$0.fanID] } })
        var methods: [MethodFigures] = []
        var baseline: MethodJudge.Judgement?
        for weight in [0] + request.weights.sorted() {
            progress(Progress(stage: "comparing", done: methods.count, total: request.weights.count + 1))
            let judgement = try judge.judge(weight: weight, against: baseline)
            methods.append(judgement.figures)
            baseline = baseline ?? judgement
        }
        let (verdict, reason) = CompareVerdict.verdict(methods)
        return CompareReport(
            verdict: verdict, reason: reason, cutAt: compared.cut.description, laterShare: request.laterShare,
            pairs: compared.pairs.count, fans: Set(compared.fans).count, audited: compared.pairs.count, k: request.k,
            seed: request.seed, methods: methods)
    }

    private func vectors(
        _ compared: ComparedPairs, _ progress: ProgressReporter
    ) async throws -> (texts: Matrix, profiles: Matrix) {
        let vectorizer = ProfileVectorizer(embedder: embedder)
        let space = vectorizer.space
        var (texts, profiles): ([Float], [Float]) = ([], [])
        for start in stride(from: 0, to: compared.past.count, by: Self.textsPerBatch) {
            try Task.checkCancellation()
            progress(Progress(stage: "embedding", done: start, total: compared.past.count))
            let batch = compared.past[start..<min(compared.past.count, start + Self.textsPerBatch)]
            texts += try await embedder.embed(batch.map(\.stageText), purpose: .document).joined()
            let parts = try await vectorizer.parts(of: batch.map { ($0.profile, nil) })
            for part in parts { profiles += space.profile(statements: part.statements, structured: part.structured) }
        }
        return (
            try Matrix(columns: space.textDimension, values: texts),
            try Matrix(columns: space.profileDimension, values: profiles)
        )
    }
}

/// What follows from the figures.
enum CompareVerdict {
    /// Only later outcomes count, and only differences whose intervals, made for so many comparisons, leave out 0.
    static func verdict(_ methods: [MethodFigures]) -> (CompareReport.Verdict, String) {
        let later = methods.flatMap { method in
            method.outcomes.filter { $0.isLater && $0.difference != nil }.map { (method.profileWeight, $0) }
        }
        let better = later.filter { ($0.1.differenceLow ?? 0) > 0 }
        let worse = later.filter { ($0.1.differenceHigh ?? 0) < 0 }
        func text(_ found: (Double, OutcomeFigures)) -> String {
            let name = found.1.outcome.rawValue.split(separator: "_").joined(separator: " ")
            return "\(name) at a weight of \(found.0) (R² by \(rounded(found.1.difference ?? 0)), "
                + "\(rounded(found.1.differenceLow ?? 0)) to \(rounded(found.1.differenceHigh ?? 0)))"
        }
        if let best = better.max(by: { ($0.1.difference ?? 0) < ($1.1.difference ?? 0) }) {
            return (.better, "with profiles more is known of what comes: \(text(best))")
        }
        // Worse only where no weight comes out even.
        if !later.isEmpty, worse.count == later.count, let worst = worse.first {
            return (.worse, "with profiles less is known of what comes: \(text(worst))")
        }
        return (.noBetter, "profiles are no better: no interval of a difference in what comes lies above 0")
    }

    private static func rounded(_ value: Double) -> String {
        let thousandths = (value * 1_000).rounded() / 1_000
        return "\(thousandths == 0 ? 0 : thousandths)"
    }
}
