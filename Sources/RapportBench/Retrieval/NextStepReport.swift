import Foundation
import Retrieval

/// What came of the turns after which `suggest` would have offered something, gone on, or let the fan be.
package struct NextStepReport: Encodable {
    struct Line: Encodable {
        var action: NextStep.Action
        var turns: Int
        /// Share after which something was offered in the conversation.
        var offered: Double
        /// Of those, the share after which something was unlocked.
        var unlockedOfOffered: Double
    }

    var lines: [Line]
    /// That of two turns after which something was offered, one of which ended in a purchase, the rule sees the higher
    /// chance for that one: 0.5 is blind, 1 perfect.
    var chanceAUC: Double
    /// Suggested prices of turns after which something was unlocked.
    var prices: Int
    /// The median factor between the suggested price and the unlocked one, at least 1.
    var medianPriceFactor: Double?
    /// The same for the median of all unlocked prices each time.
    var medianPriceFactorOfMedian: Double?

    init(_ scores: [StepScore]) {
        lines = NextStep.Action.allCases.map { action in
            let part = scores.filter { $0.nextStep.action == action }
            let offered = part.count(where: \.isOffered)
            let unlocked = part.count { $0.unlockedPrice != nil }
            return Line(
                action: action, turns: part.count, offered: Double(offered) / Double(max(1, part.count)),
                unlockedOfOffered: Double(unlocked) / Double(max(1, offered)))
        }
        chanceAUC = Self.auc(scores.filter(\.isOffered).map { ($0.chance, $0.unlockedPrice != nil) })
        let pairs = scores.compactMap { score -> (suggested: Double, unlocked: Double)? in
            guard let price = score.nextStep.priceUSD, let unlocked = score.unlockedPrice else { return nil }
            return (price, unlocked)
        }
        prices = pairs.count
        let usual = Self.median(scores.compactMap(\.unlockedPrice)) ?? 1
        medianPriceFactor = Self.median(pairs.map { exp(abs(log($0.suggested / $0.unlocked))) })
        medianPriceFactorOfMedian = Self.median(pairs.map { exp(abs(log(usual / $0.unlocked))) })
    }

    private static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }

    /// The area under the ROC curve, ties as halves, by ranks (Hanley, McNeil, Radiology 1982).
    ///
    /// - Complexity: O(n log n).
    package static func auc(_ examples: [(score: Double, isPositive: Bool)]) -> Double {
        let sorted = examples.sorted { $0.score < $1.score }
        var rankSum = 0.0
        var start = 0
        while start < sorted.count {
            var end = start
            while end < sorted.count, sorted[end].score == sorted[start].score { end += 1 }
            let meanRank = Double(start + end + 1) / 2
            rankSum += meanRank * Double(sorted[start..<end].count(where: \.isPositive))
            start = end
        }
        let positives = Double(sorted.count(where: \.isPositive))
        let negatives = Double(sorted.count) - positives
        guard positives > 0, negatives > 0 else { return 0.5 }
        return (rankSum - positives * (positives + 1) / 2) / (positives * negatives)
    }

    var text: String {
        let table = TextTable.text(
            [["next step", "turns", "offered later", "of these unlocked"]]
                + lines.map { line in
                    [
                        line.action.rawValue, "\(line.turns)", String(format: "%.3f", line.offered),
                        String(format: "%.3f", line.unlockedOfOffered),
                    ]
                })
        let auc = String(format: "\nthe chance that an offer is unlocked tells those that were: AUC %.3f", chanceAUC)
        guard let factor = medianPriceFactor, let usual = medianPriceFactorOfMedian else { return table + auc }
        return table + auc
            + String(
                format:
                    "\nof %d unlocked prices the suggested one is off by a factor of %.2f (median), the median of all by %.2f",
                prices, factor, usual)
    }
}
