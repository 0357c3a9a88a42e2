import Foundation
import RapportCore
import Retrieval

/// Figures on the report half.
struct RetrievalReport: Encodable {
    struct Contender: Encodable {
        var name: String
        var answerHit: ClusteredMean
        var conversationHit: ClusteredMean
        /// null without the truth.
        var kindNDCG: ClusteredMean?
        var answers: Double
        /// Of answer hits, against the vector alone, turn by turn.
        var gain: ClusteredMean
    }

    struct Suggestions: Encodable {
        var hitAt1: ClusteredMean
        var hitAt3: ClusteredMean
        var perTurn: Double
        var voice: VoiceReport
        var reliability: Reliability
    }

    var rows: Int
    var turns: Int
    var pairs: Int
    var cut: String
    var dice: Double
    var cosine: Double
    var contenders: [Contender]
    var suggestions: Suggestions
    var nextStep: NextStepReport
    /// nil where none was asked.
    var languageModel: LLMSuggestions?
    /// Fitted to the tuning half in this run.
    var fitted: ReplyConfidence

    init(_ workshop: RetrievalWorkshop) async throws {
        let turns = workshop.turns(.report)
        rows = workshop.logs.past.count
        self.turns = turns.count
        pairs = Set(turns.map { workshop.logs.turns[$0].pair }).count
        cut = workshop.logs.cut.description
        dice = workshop.equivalence.dice
        cosine = workshop.equivalence.cosine
        var scores: [RetrievalContender: [RetrievalScore]] = [:]
        for contender in RetrievalContender.allCases {
            Output.progress("asking \(contender.rawValue)")
            scores[contender] = try await workshop.map(turns) { turn in
                workshop.score(
                    try await contender.find(workshop.logs.turns[turn], number: turn, in: workshop), of: turn)
            }
        }
        let pairOfTurn = turns.map { workshop.logs.turns[$0].pair }
        let base = scores[.vector] ?? []
        contenders = RetrievalContender.allCases.map { contender in
            Self.contender(contender.rawValue, scores[contender] ?? [], base, pairOfTurn)
        }
        Output.progress("suggesting")
        let answered = try await workshop.map(turns) { turn in
            let exchanges = try await workshop.exchanges(turn, .standard)
            return (try workshop.suggestions(turn, exchanges), workshop.step(turn, exchanges))
        }
        let suggested = answered.map(\.0)
        suggestions = Suggestions(
            hitAt1: ClusteredMean(zip(pairOfTurn, suggested).map { ($0, $1.hit(at: 1)) }),
            hitAt3: ClusteredMean(zip(pairOfTurn, suggested).map { ($0, $1.hit(at: 3)) }),
            perTurn: Double(suggested.reduce(0) { $0 + $1.shown.count }) / Double(max(1, suggested.count)),
            voice: VoiceReport(suggested.filter { !$0.shown.isEmpty }.map(\.voice)),
            reliability: Reliability(suggested.flatMap { $0.shown.map { ($0.confidence, $0.isRight) } }))
        nextStep = NextStepReport(answered.map(\.1))
        Output.progress("fitting")
        fitted = try await workshop.fittedConfidence(workshop.turns(.tuning), .standard)
    }

    static func contender(
        _ name: String, _ scores: [RetrievalScore], _ base: [RetrievalScore], _ pairs: [PairID]
    ) -> Contender {
        func mean(_ value: (RetrievalScore) -> Double) -> ClusteredMean {
            ClusteredMean(zip(pairs, scores).map { ($0, value($1)) })
        }
        let kinds = zip(pairs, scores).compactMap { pair, score in score.kindNDCG.map { (pair, $0) } }
        return Contender(
            name: name, answerHit: mean(\.answerHit), conversationHit: mean(\.conversationHit),
            kindNDCG: kinds.isEmpty ? nil : ClusteredMean(kinds),
            answers: scores.isEmpty ? 0 : scores.reduce(0) { $0 + $1.answers } / Double(scores.count),
            gain: ClusteredMean(zip(pairs, zip(scores, base)).map { ($0, $1.0.answerHit - $1.1.answerHit) }))
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var text: String {
        var lines = [
            "\(rows) rows before \(cut); \(turns) held-out turns of \(pairs) pairs, none of which chose a constant",
            String(format: "equivalent: Dice of trigrams ≥ %.3f or cosine ≥ %.3f", dice, cosine), "",
        ]
        let head = [
            "top 5 by", "its answer hits", "gain on vector", "its conversation holds", "answers", "nDCG@5 of kind",
        ]
        lines.append(
            TextTable.text(
                [head]
                    + contenders.map { contender in
                        [
                            contender.name, contender.answerHit.text, contender.gain.differenceText,
                            contender.conversationHit.text, String(format: "%.0f", contender.answers),
                            contender.kindNDCG?.text ?? "–",
                        ]
                    }))
        let reliability = suggestions.reliability
        lines += [
            "",
            "three suggestions: the first is right \(suggestions.hitAt1.text), one of them \(suggestions.hitAt3.text);",
            String(format: "%.2f a turn; ", suggestions.perTurn) + suggestions.voice.text, "",
            String(
                format: "confidence: expected calibration error %.4f, Brier %.4f (%.4f for the mean share each time)",
                reliability.expectedCalibrationError, reliability.brier, reliability.brierOfShare),
            TextTable.text(
                [["confidence", "replies", "mean confidence", "share right"]]
                    + reliability.bins.map { bin in
                        [
                            String(format: "%.3f to %.3f", bin.low, bin.high), "\(bin.count)",
                            String(format: "%.3f", bin.meanConfidence), String(format: "%.3f", bin.shareRight),
                        ]
                    }), "", nextStep.text, "",
        ]
        if let languageModel { lines += [languageModel.text, ""] }
        lines += [
            "fitted to the tuning half:", fitted.source,
        ]
        return lines.joined(separator: "\n")
    }
}

extension ReplyConfidence: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        var values = ["intercept": intercept]
        for (name, weight) in zip(ReplyFeatures.names, weights) { values[name] = weight }
        try container.encode(values)
    }

    /// As `ReplyConfidence+Standard.swift` has it.
    var source: String {
        let weights = zip(ReplyFeatures.names, weights).map { String(format: "            %.4f,  // %@", $1, $0) }
        let knots = knots.map { String(format: "            Knot(%.4f, %.4f),", $0.score, $0.share) }
        let lines =
            [String(format: "        intercept: %.4f,", intercept), "        weights: ["] + weights
            + ["        ],", "        knots: ["] + knots + ["        ])"]
        return lines.joined(separator: "\n")
    }
}
