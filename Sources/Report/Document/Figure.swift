import Foundation
import Store

/// A cell of an answer in words.
package struct Figure: Sendable {
    package enum Style: Sendable {
        /// A whole number, with commas between thousands.
        case count
        /// US dollars and cents.
        case money
        /// The same with its sign.
        case moneyChange
        /// A share, of 0 to 1, in percent.
        case percent
        /// A difference of shares with its sign, in percentage points.
        case points
        case decimal
        case change
        /// Data, escaped.
        case text
    }

    package let value: SQLValue
    package let style: Style

    package init(value: SQLValue, style: Style) {
        self.value = value
        self.style = style
    }

    package var text: String {
        switch (value, style) {
        case (.text(let text), _): MarkdownText.escaped(text)
        case (.integer(let number), _): format(Double(number))
        case (.real(let number), _) where number.isFinite: format(number)
        default: "undefined"
        }
    }

    private func format(_ number: Double) -> String {
        switch style {
        case .count, .text: Self.grouped(String(format: "%.0f", number))
        case .money: Self.signed(number, plus: "", Self.grouped(String(format: "%.2f", abs(number)))) + " USD"
        case .moneyChange: Self.signed(number, plus: "+", Self.grouped(String(format: "%.2f", abs(number)))) + " USD"
        case .percent: String(format: "%.1f%%", number * 100)
        case .points: Self.signed(number, plus: "+", String(format: "%.1f", abs(number * 100))) + " points"
        case .decimal: Self.signed(number, plus: "", Self.grouped(String(format: "%.2f", abs(number))))
        case .change: Self.signed(number, plus: "+", Self.grouped(String(format: "%.2f", abs(number))))
        }
    }

    private static func signed(_ number: Double, plus: String, _ digits: String) -> String {
        // What rounds to zero has no sign.
        let isZero = !digits.contains { $0.isNumber && $0 != "0" }
        return (isZero ? "" : number < 0 ? "−" : plus) + digits
    }

    /// Commas between thousands.
    private static func grouped(_ digits: String) -> String {
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        var whole = ""
        let start = parts[0].hasPrefix("-") ? "-" : ""
        let own = parts[0].dropFirst(start.count)
        for (index, digit) in own.enumerated() {
            if index > 0, (own.count - index).isMultiple(of: 3) { whole.append(",") }
            whole.append(digit)
        }
        return start + whole + (parts.count > 1 ? ".\(parts[1])" : "")
    }
}
