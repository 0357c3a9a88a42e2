import Foundation

/// How suggestions are written beside what was really sent.
struct VoiceReport: Encodable {
    /// Characters: quartiles over all suggestions, and over the answers that were sent.
    var lengthQuartiles: [Int]
    var realLengthQuartiles: [Int]
    /// Means over turns of the share with an emoji.
    var emoji: Double
    var realEmoji: Double
    /// Means over turns of the share that begins with a small letter.
    var small: Double
    var realSmall: Double

    init(_ scores: [VoiceScore]) {
        func mean(_ value: (VoiceScore) -> Double) -> Double {
            scores.isEmpty ? 0 : scores.reduce(0) { $0 + value($1) } / Double(scores.count)
        }
        lengthQuartiles = Self.quartiles(scores.flatMap(\.lengths))
        realLengthQuartiles = Self.quartiles(scores.map(\.realLength))
        (emoji, realEmoji) = (mean(\.emoji), mean(\.realEmoji))
        (small, realSmall) = (mean(\.small), mean(\.realSmall))
    }

    private static func quartiles(_ values: [Int]) -> [Int] {
        let sorted = values.sorted()
        return sorted.isEmpty ? [] : (1...3).map { sorted[(sorted.count - 1) * $0 / 4] }
    }

    var text: String {
        func list(_ quartiles: [Int]) -> String { quartiles.map(String.init).joined(separator: "/") }
        return String(
            format: "suggested and really sent: %@ and %@ characters (quartiles), %.2f and %.2f with an emoji, "
                + "%.2f and %.2f begin small",
            list(lengthQuartiles), list(realLengthQuartiles), emoji, realEmoji, small, realSmall)
    }
}
