/// Columns over a group of units with what chance leaves open about each: `name`, `name_low` and `name_high`.
enum SQLColumns {
    /// A share of cases: two columns of each unit, how many succeeded and of how many.
    static func share(_ sum: String, of count: String, as name: String) -> String {
        columns("1.0 * sum(\(sum)) / nullif(sum(\(count)), 0)", "share", "\(sum), \(count)", name)
    }

    /// A mean of amounts, as the sum of each unit and its number of cases.
    static func ratio(_ sum: String, of count: String, as name: String) -> String {
        columns("1.0 * sum(\(sum)) / nullif(sum(\(count)), 0)", "ratio", "\(sum), \(count)", name)
    }

    /// How much higher such a mean is over `a` than over `b`.
    static func gap(_ a: (String, String), _ b: (String, String), as name: String) -> String {
        columns(
            "1.0 * sum(\(a.0)) / nullif(sum(\(a.1)), 0) - 1.0 * sum(\(b.0)) / nullif(sum(\(b.1)), 0)", "gap",
            "\(a.0), \(a.1), \(b.0), \(b.1)", name)
    }

    private static func columns(_ value: String, _ function: String, _ unit: String, _ name: String) -> String {
        """
        \(value) AS \(name),
          \(function)_low(json_group_array(json_array(\(unit)))) AS \(name)_low,
          \(function)_high(json_group_array(json_array(\(unit)))) AS \(name)_high
        """
    }

    /// A text literal.
    static func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

    /// A price's band.
    static let priceBand = """
        CASE WHEN price < 10 THEN 'under 10 USD' WHEN price < 25 THEN '10 to 25 USD' \
        WHEN price < 50 THEN '25 to 50 USD' ELSE '50 USD and more' END
        """
}
