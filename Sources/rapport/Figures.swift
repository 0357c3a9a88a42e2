import Foundation

/// How figures read to people.
enum Figures {
    static func number(_ value: Double, digits: Int) -> String { String(format: "%.\(digits)f", value) }

    static func outcome(_ successRate: Double?, _ revenue: Double) -> String {
        let rate = successRate.map { "success rate \(number($0, digits: 2))" } ?? "nothing offered"
        return "\(rate), \(number(revenue, digits: 2)) USD"
    }
}
