import Foundation
import Store
import Testing

import Report

/// Data in documents.
@Suite struct MarkdownTextTests {
    @Test func dataIsNeverMarkup() {
        let hostile = "<script>alert('1')</script> [a](javascript:b) **c** `d` | e\n# f & www.g.de h@i.de \u{202E}\u{1}"
        let escaped = MarkdownText.escaped(hostile)
        #expect(!escaped.contains("<") && !escaped.contains("\n"))
        #expect(!escaped.contains("\u{202E}") && !escaped.contains("\u{1}"))
        for sign in ["[", "]", "(", ")", "*", "`", "|", "#", "@", ".", ":"] {
            let bare = escaped.replacing("\\\(sign)", with: "")
            #expect(!bare.contains(sign), "\(sign) in \(escaped)")
        }
    }

    @Test func wordsStayAsTheyAre() {
        #expect(MarkdownText.escaped("gym, dog's day ❤️ café") == "gym, dog's day ❤️ café")
    }

    @Test(arguments: [
        (SQLValue.integer(1_234_567), Figure.Style.count, "1,234,567"), (.real(0.5), .percent, "50.0%"),
        (.real(-12.345), .moneyChange, "−12.35 USD"), (.real(1_234.5), .money, "1,234.50 USD"),
        (.real(0.0312), .points, "+3.1 points"), (.real(-0.000_1), .points, "0.0 points"), (.null, .count, "undefined"),
        (.text("a|b"), .text, "a\\|b"), (.integer(-999), .count, "-999"),
    ])
    func figuresAreWrittenByTheirStyle(value: SQLValue, style: Figure.Style, text: String) {
        #expect(Figure(value: value, style: style).text == text)
    }
}
