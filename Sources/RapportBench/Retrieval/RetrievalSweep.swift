import Foundation
import RapportCore
import Retrieval

/// Variants of the settings, one at a time, on the tuning half.
struct RetrievalSweep {
    let workshop: RetrievalWorkshop

    private struct Variant {
        var name: String
        var change: (inout SuggestTuning) -> Void
    }

    private var variants: [Variant] {
        var variants: [Variant] = []
        for messages in [1, 2, 4] {
            for share: Float in [0.15, 0.3, 0.5] {
                variants.append(
                    Variant(name: "context \(messages), share \(share)") {
                        ($0.contextMessages, $0.contextShare) = (messages, share)
                    })
            }
        }
        let weights: [(String, WritableKeyPath<SuggestTuning, Double>, [Double])] = [
            ("lexical", \.lexicalBonus, [0.1, 0.3]), ("same model", \.sameModelBonus, [0.02, 0.05, 0.1]),
            ("same stage", \.sameStageBonus, [0.02, 0.05]), ("sale", \.saleBonus, [0.02, 0.05, 0.1]),
            ("recency", \.recencyBonus, [0.02, 0.05]), ("support", \.supportBonus, [0.1, 0.3, 0.6]),
        ]
        for (name, path, values) in weights {
            for value in values { variants.append(Variant(name: "\(name) \(value)") { $0[keyPath: path] = value }) }
        }
        for count in [25, 100, 200] { variants.append(Variant(name: "candidates \(count)") { $0.candidates = count }) }
        return variants
    }

    func run() async throws {
        let turns = workshop.turns(.tuning)
        Output.line("the tuning half, \(turns.count) turns:")
        Output.line(try await exchanges(turns))
        Output.line("\nsearches, by what is embedded and how turns are grouped:")
        Output.line(try await searches(turns))
        Output.line("\nreplies, by how they are chosen:")
        Output.line(try await replies(turns))
        Output.line("\nthe next step, by its rule:")
        Output.line(try await steps(turns))
        Output.line("")
    }

    // MARK: - Which exchanges

    private func exchanges(_ turns: [Int]) async throws -> String {
        let pairs = turns.map { workshop.logs.turns[$0].pair }
        let plain = try await look(turns, SuggestTuning())
        var base: Measured?
        var rows = [
            ["variant", "its answer hits", "gain", "conversation holds", "nDCG of kind", "suggestion@3", "gain"]
        ]
        let all = [Variant(name: "message alone") { _ in }] + variants + [Variant(name: "standard") { $0 = .standard }]
        for variant in all {
            var tuning = SuggestTuning()
            variant.change(&tuning)
            Output.progress("trying \(variant.name)")
            // What is only ordered otherwise need not be looked for again.
            let search = tuning.searching
            let exchanges = search == SuggestTuning() ? plain : try await look(turns, search)
            let measured = try measure(turns, exchanges, tuning)
            base = base ?? measured
            rows.append(row(variant.name, measured, base ?? measured, pairs))
        }
        return TextTable.text(rows)
    }

    private func look(_ turns: [Int], _ tuning: SuggestTuning) async throws -> [[RetrievedExchange]] {
        let workshop = workshop
        return try await workshop.map(turns) { try await workshop.exchanges($0, tuning) }
    }

    private struct Measured {
        var scores: [RetrievalScore]
        var suggested: [SuggestionScore]
    }

    private func measure(_ turns: [Int], _ found: [[RetrievedExchange]], _ tuning: SuggestTuning) throws -> Measured {
        var measured = Measured(scores: [], suggested: [])
        for (turn, exchanges) in zip(turns, found) {
            let held = workshop.logs.turns[turn]
            let ranking = ExchangeRanking(tuning: tuning, context: held.context, modelName: held.pair.modelName)
            let ranked = ranking.ranked(exchanges)
            measured.scores.append(workshop.score(ranked.map(FoundConversation.init), of: turn))
            measured.suggested.append(try workshop.suggestions(turn, ranked))
        }
        return measured
    }

    private func row(_ name: String, _ found: Measured, _ base: Measured, _ pairs: [PairID]) -> [String] {
        let contender = RetrievalReport.contender(name, found.scores, base.scores, pairs)
        let hits = ClusteredMean(zip(pairs, found.suggested).map { ($0, $1.hit(at: 3)) })
        let gain = ClusteredMean(
            zip(pairs, zip(found.suggested, base.suggested)).map { ($0, $1.0.hit(at: 3) - $1.1.hit(at: 3)) })
        return [
            name, String(format: "%.3f", contender.answerHit.mean), contender.gain.differenceText,
            String(format: "%.3f", contender.conversationHit.mean),
            contender.kindNDCG.map { String(format: "%.3f", $0.mean) } ?? "–", String(format: "%.3f", hits.mean),
            gain.differenceText,
        ]
    }

    // MARK: - Which replies

    /// Fits a model of confidence to every second turn of the half and chooses by it on the others.
    private func replies(_ turns: [Int]) async throws -> String {
        let fitted = try await workshop.fittedConfidence(turns.filter { $0 % 2 == 0 }, .standard)
        let others = turns.filter { $0 % 2 == 1 }
        var choices: [(String, ReplyChoice)] = [("standard", .standard)]
        for balance in [1, 0.97, 0.95, 0.9, 0.8, 0.7] {
            for (name, bonus) in [("no bonus", 0), ("sale 0.02", 0.02), ("sale 0.05", 0.05)] {
                var choice = ReplyChoice()
                (choice.confidence, choice.balance, choice.saleBonus) = (fitted, balance, bonus)
                choices.append(("fitted, balance \(balance), \(name)", choice))
            }
        }
        for (name, weights) in [("similarity alone", [1.0, 0, 0, 0, 0, 0]), ("support alone", [0, 0, 1, 0, 0, 0])] {
            var choice = ReplyChoice()
            choice.confidence = ReplyConfidence(intercept: 0, weights: weights)
            choices.append((name, choice))
        }
        let pairs = others.map { workshop.logs.turns[$0].pair }
        let found = try await look(others, .standard)
        var rows = [["choice", "first is right", "one of three"]]
        for (name, choice) in choices {
            let scores = try zip(others, found).map { try workshop.suggestions($0, $1, choosing: choice) }
            rows.append([
                name, ClusteredMean(zip(pairs, scores).map { ($0, $1.hit(at: 1)) }).text,
                ClusteredMean(zip(pairs, scores).map { ($0, $1.hit(at: 3)) }).text,
            ])
        }
        return TextTable.text(rows)
    }

    // MARK: - Which step

    private func steps(_ turns: [Int]) async throws -> String {
        let found = try await look(turns, .standard)
        var rows = [["rule", "AUC", "offers", "unlocked of offered", "else", "price factor", "of the median"]]
        for prefersModel in [true, false] {
            for ownWeight in [0.0, 1, 3, 6] {
                for smallestChance in [0.5, 0.55, 0.6, 0.65] {
                    var rule = NextStepRule()
                    (rule.prefersModel, rule.ownWeight) = (prefersModel, ownWeight)
                    rule.smallestChance = smallestChance
                    let scores = zip(turns, found).map { workshop.step($0, $1, rule: rule) }
                    rows.append(
                        ["\(prefersModel ? "same model" : "all"), own \(ownWeight), from \(smallestChance)"]
                            + cells(scores))
                }
            }
        }
        return TextTable.text(rows)
    }

    private func cells(_ scores: [StepScore]) -> [String] {
        let report = NextStepReport(scores)
        func line(_ action: NextStep.Action) -> NextStepReport.Line? { report.lines.first { $0.action == action } }
        return [
            String(format: "%.3f", report.chanceAUC), "\(line(.offer)?.turns ?? 0)",
            String(format: "%.3f", line(.offer)?.unlockedOfOffered ?? 0),
            String(format: "%.3f", line(.chat)?.unlockedOfOffered ?? 0),
            String(format: "%.2f", report.medianPriceFactor ?? 0),
            String(format: "%.2f", report.medianPriceFactorOfMedian ?? 0),
        ]
    }
}
