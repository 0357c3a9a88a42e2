import RapportCore
import TestSupport

/// Small logs with everything that matters to a store: many pairs, equal times, gaps about four hours, blanks.
struct RandomLogs {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func rows(_ count: Int, pairs: Int = 6) -> [LogRow] {
        let start: Int64 = 1_744_156_800
        return (0..<count).map { _ in
            let price = Bool.random(using: &generator) ? 0 : Double(Int.random(in: 3...50, using: &generator))
            let purchased = price > 0 && Bool.random(using: &generator)
            let tips = Int.random(in: 0..<8, using: &generator) == 0 ? 5.0 : 0
            let hour = Int64.random(in: 0..<40, using: &generator)
            let minute = Int64([0, 0, 15, 59].randomElement(using: &generator) ?? 0)
            return LogRow(
                chatterName: "Chatter\(Int.random(in: 1...3, using: &generator))",
                modelName: "Model\(Int.random(in: 1...2, using: &generator))", fanMessage: text(),
                chatterMessage: text() + "!",
                price: price, purchased: purchased,
                fanID: "fan_\(Int.random(in: 1...max(1, pairs / 2), using: &generator))",
                datetime: Timestamp(nanoseconds: (start + hour * 3_600 + minute * 60) * 1_000_000_000), tips: tips,
                revenue: (purchased ? price : 0) + tips)
        }
    }

    mutating func text() -> String {
        let words = [
            "hey", "you", "sailing", "O'Neil \"quoted\"", "café", "🙂", "a\u{0}b", "  ", "weekend", "garden", "第一",
        ]
        return (0..<Int.random(in: 0...4, using: &generator)).map { _ in words.randomElement(using: &generator) ?? "" }
            .joined(separator: " ")
    }

    /// A unit vector near one of a few centres.
    mutating func vector(_ dimension: Int, centres: Int = 8) -> [Float] {
        var centre = SeededGenerator(seed: UInt64(Int.random(in: 0..<centres, using: &generator)))
        let raw = (0..<dimension).map { _ in
            Float.random(in: -1...1, using: &centre) + 0.6 * Float.random(in: -1...1, using: &generator)
        }
        let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return raw.map { $0 / length }
    }
}
