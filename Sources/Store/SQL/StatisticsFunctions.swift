import Foundation
import RapportCore

/// What SQL lacks to say how sure a figure is, and how a text is written.
///
/// Intervals take their units as a JSON array, which `json_group_array` makes of the rows of a group: `[sum, count]` a
/// unit, or a number, which is a sum of one case. A group of pairs therefore gives
/// `share_low(json_group_array(json_array(purchases, offers)))`.
enum StatisticsFunctions {
    static let all: [SQLFunction] =
        interval("share") { try SharedProportion.interval(shares($0)) }
        + interval("ratio") { Bootstrap.ratio(try units($0, "ratio")) }
        + interval("gap") { Bootstrap.gap(try gaps($0)) }
        + [
            SQLFunction("has_emoji", argumentCounts: [1]) { arguments, _ in
                arguments[0].text.map { .integer(Emoji.occurs(in: $0) ? 1 : 0) } ?? .null
            }
        ]

    /// The two ends of an interval, each a function; null where there is none.
    private static func interval(
        _ name: String, _ make: @escaping @Sendable (SQLValue) throws -> Interval?
    ) -> [SQLFunction] {
        [("low", \Interval.low), ("high", \Interval.high)].map { end, path in
            return SQLFunction("\(name)_\(end)", argumentCounts: [1]) { arguments, _ in
                try make(arguments[0]).map { .real($0[keyPath: path]) } ?? .null
            }
        }
    }

    private static func shares(_ value: SQLValue) throws -> [UnitSums] {
        let units = try units(value, "share")
        guard units.allSatisfy({ $0.sum >= 0 && $0.sum <= $0.count }) else {
            throw SQLError.argument(
                "units", function: "share_low or share_high", expected: "counts of cases and of all")
        }
        return units
    }

    private static func units(_ value: SQLValue, _ name: String) throws -> [UnitSums] {
        try numbers(value, name, widths: [1, 2]).map { UnitSums($0[0], of: $0.count > 1 ? $0[1] : 1) }
    }

    private static func gaps(_ value: SQLValue) throws -> [(a: UnitSums, b: UnitSums)] {
        try numbers(value, "gap", widths: [4]).map { (UnitSums($0[0], of: $0[1]), UnitSums($0[2], of: $0[3])) }
    }

    /// The units of a JSON array; a unit with a null is left out, as aggregates leave nulls out.
    private static func numbers(_ value: SQLValue, _ name: String, widths: Set<Int>) throws -> [[Double]] {
        if value.isNull { return [] }
        let wrong = SQLError.argument(
            "units", function: "\(name)_low or \(name)_high",
            expected: widths == [4]
                ? "a JSON array of [sum, count, sum, count]" : "a JSON array of numbers or of [sum, count]")
        guard let text = value.text,
            let units = try? JSONDecoder().decode([Unit].self, from: Data(text.utf8))
        else { throw wrong }
        return try units.compactMap { unit in
            guard widths.contains(unit.numbers.count) else { throw wrong }
            let known = unit.numbers.compactMap { $0 }
            return known.count == unit.numbers.count ? known : nil
        }
    }

    private struct Unit: Decodable {
        let numbers: [Double?]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                numbers = [nil]
            } else if let number = try? container.decode(Double.self) {
                numbers = [number]
            } else {
                numbers = try container.decode([Double?].self)
            }
        }
    }
}
