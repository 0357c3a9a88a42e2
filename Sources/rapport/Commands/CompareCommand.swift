import ArgumentParser
import ChatLog
import Foundation
import Workflow

struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Text alone (Method A) against text with profile (Method B), by what each knows of what comes later.",
        discussion: """
            Cuts the log: rows, stages and profiles (by rules, without why a fan buys) are those before the cut, outcomes
            those after it. Each pair is read once more with another future; where that changes anything, the comparison
            is refused. Predictions are judged on fans that were not seen. The answer can be: no better.

              rapport compare
              rapport compare --k 8 --weights 0.25 0.5 --later 0.4 --truth truth.jsonl
            """)

    @Option(name: [.customShort("k"), .customLong("k")], help: "Clusters of each.")
    var k = 6
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The profile's shares of the similarity to compare.", valueName: "weight"))
    var weights: [Double] = [0.1, 0.25, 0.5, 0.75, 1]
    @Option(help: "The part of the log's time, at its end, that outcomes are taken from.")
    var later = 0.3
    @Option(help: ArgumentHelp("The latent truth of a synthetic log, to compare clusters with.", valueName: "file"))
    var truth: String?
    @Option(help: "Where the randomness starts.")
    var seed: UInt64 = 1
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try storeOptions.open()
        let truth = try truth.map { try SyntheticTruth(reading: $0) }
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.finish() }
        let report = try await Comparison(store: store, embedder: Settings().embedder())
            .run(
                CompareRequest(k: k, weights: weights, laterShare: later, seed: seed), truth: truth, progress: bar.show)
        bar.finish()
        try common.show(report) { report.text }
    }
}

extension CompareReport {
    /// For people.
    var text: String {
        var lines = [
            reason,
            "\(pairs) pairs of \(fans) fans; known before \(cutAt), outcomes after it; \(k) clusters each, seed \(seed)",
        ]
        let heads = ["", "silhouette", "in texts", "in profiles", "ARI with text", "NMI", "ARI with kinds"]
        lines.append(Figures.table([heads] + methods.map(\.row)))
        for outcome in PairOutcome.allCases {
            let rows = methods.compactMap { method in
                method.outcomes.first { $0.outcome == outcome }.map { [method.name] + $0.cells }
            }
            guard !rows.isEmpty else {
                lines.append("\(outcome.name): too few pairs have it")
                continue
            }
            let pairs = methods.first?.outcomes.first { $0.outcome == outcome }?.pairs ?? 0
            let heads = ["\(outcome.name) (\(pairs) pairs)", "η²", "p", "R²", "95%", "p", "less A's", "interval"]
            lines.append(Figures.table([heads] + rows))
        }
        return lines.joined(separator: "\n")
    }
}

extension PairOutcome {
    fileprivate var name: String { rawValue.replacingOccurrences(of: "_", with: " ") }
}

extension MethodFigures {
    fileprivate var name: String { profileWeight == 0 ? "text" : "profile \(Figures.number(profileWeight, digits: 2))" }

    fileprivate var row: [String] {
        [name]
            + [silhouette, silhouetteInTexts, silhouetteInProfiles, adjustedRandIndex, normalizedMutualInformation]
            .map { Figures.number($0, digits: 3) } + [latentAgreement.map { Figures.number($0, digits: 3) } ?? "-"]
    }
}

extension OutcomeFigures {
    fileprivate var cells: [String] {
        func number(_ value: Double) -> String { Figures.number(value, digits: 3) }
        let interval =
            if let differenceLow, let differenceHigh {
                "\(number(differenceLow)) to \(number(differenceHigh))"
            } else { "-" }
        return [
            number(etaSquared), number(etaPValue), number(rSquared),
            "\(number(rSquaredLow)) to \(number(rSquaredHigh))",
            number(pValue), difference.map(number) ?? "-", interval,
        ]
    }
}
