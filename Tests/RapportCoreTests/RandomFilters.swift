import RapportCore
import TestSupport

/// Random filters over two attributes of numbers, `n` and `m`, and two of texts, `t` and `u`.
struct RandomFilters {
    var generator: SeededGenerator
    var numbers: [Double] = [-1, 0, 0.5, 1, 2]
    var texts = ["", "a", "A", "ab", "é", "e\u{301}", "it's", "😀"]

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func filter(depth: Int) -> Filter {
        if depth == 0 || Int.random(in: 0..<4, using: &generator) == 0 { return condition() }
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: return .and(filter(depth: depth - 1), filter(depth: depth - 1))
        case 1: return .or(filter(depth: depth - 1), filter(depth: depth - 1))
        default: return .not(filter(depth: depth - 1))
        }
    }

    private mutating func condition() -> Filter {
        let name = ["n", "m", "t", "u"][Int.random(in: 0..<4, using: &generator)]
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: return .isNull(attribute: name)
        case 1:
            let count = Int.random(in: 0...3, using: &generator)
            return .isIn(attribute: name, (0..<count).map { _ in value(of: name) })
        case 2: return .between(attribute: name, value(of: name), value(of: name))
        default:
            let comparisons = Filter.Comparison.allCases
            let comparison = comparisons[Int.random(in: 0..<comparisons.count, using: &generator)]
            return .compare(attribute: name, comparison, value(of: name))
        }
    }

    /// Null in one of eight cases.
    mutating func value(of name: String) -> AttributeValue {
        if Int.random(in: 0..<8, using: &generator) == 0 { return .null }
        return name == "n" || name == "m"
            ? .number(numbers[Int.random(in: 0..<numbers.count, using: &generator)])
            : .text(texts[Int.random(in: 0..<texts.count, using: &generator)])
    }

    mutating func record() -> [String: AttributeValue] {
        var record: [String: AttributeValue] = [:]
        for name in ["n", "m", "t", "u"] { record[name] = value(of: name) }
        return record
    }
}
