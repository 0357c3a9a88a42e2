import Foundation

extension TextPieces {
    /// What begins at a position and is known by its form alone, with its end.
    static func form(_ text: [Unicode.Scalar], at start: Int) -> (Kind, Int)? {
        // Not in the middle of a word.
        if start > 0, text[start - 1].isLetter || isASCIIDigit(text[start - 1]) { return nil }
        return address(text, at: start) ?? number(text, at: start)
    }

    // MARK: Addresses

    /// Mail addresses, links and handles.
    private static func address(_ text: [Unicode.Scalar], at start: Int) -> (Kind, Int)? {
        func isPart(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isLetter || isASCIIDigit(scalar) || "._-+%@:/#?&=".unicodeScalars.contains(scalar)
        }
        guard isPart(text[start]) else { return nil }
        var end = start
        var ats = 0
        var colons = false
        while end < text.count, isPart(text[end]) {
            if text[end] == "@" { ats += 1 }
            if text[end] == ":", end + 2 < text.count, text[end + 1] == "/", text[end + 2] == "/" { colons = true }
            end += 1
        }
        while end > start, !text[end - 1].isLetter, !isASCIIDigit(text[end - 1]) { end -= 1 }
        guard end - start >= 3 else { return nil }
        let word = String(String.UnicodeScalarView(text[start..<end]))
        if colons || word.hasPrefix("www.") { return (.mark("<link>"), end) }
        if ats == 1, word.first == "@" {
            // `@home` and `@ss` are none; a handle is long or holds what words do not.
            let name = word.dropFirst()
            let isHandle = name.count >= 6 || name.contains { !$0.isLetter }
            return isHandle && !name.contains("/") ? (.mark("<handle>"), end) : nil
        }
        let domain = word.split(separator: "@").last.map(String.init) ?? ""
        let isDomain = domain.split(separator: ".").count >= 2 && endsWithDomain(domain)
        if ats == 1, isDomain { return (.mark("<email>"), end) }
        return ats == 0 && isDomain && word.split(separator: ".").allSatisfy({ $0.count > 1 })
            ? (.mark("<link>"), end) : nil
    }

    private static func endsWithDomain(_ text: String) -> Bool {
        let host = text.split(separator: "/").first ?? ""
        return host.split(separator: ".").last.map { domains.contains(String($0)) } ?? false
    }

    private static let domains: Set<String> = [
        "com", "net", "org", "io", "co", "tv", "gg", "app", "link", "vip", "uk", "de", "ru", "me", "info", "xyz", "eu",
        "fr", "es", "it", "nl", "ca", "au", "us", "edu", "gov",
    ]

    // MARK: Numbers

    /// Cards, telephone numbers, amounts, times, dates and measures.
    private static func number(_ text: [Unicode.Scalar], at start: Int) -> (Kind, Int)? {
        if "$€£".unicodeScalars.contains(text[start]), start + 1 < text.count, isASCIIDigit(text[start + 1]) {
            return (.mark("<money>"), digitsEnd(text, from: start + 1, also: ".,"))
        }
        guard isASCIIDigit(text[start]) || text[start] == "+" || text[start] == "(" else { return nil }
        if let end = telephoneOrCard(text, at: start) { return end }
        guard isASCIIDigit(text[start]) else { return nil }
        let end = digitsEnd(text, from: start, also: "")
        guard end < text.count else { return nil }
        let next = end + 1 < text.count ? text[end + 1] : " "
        switch text[end] {
        case "%": return (.mark("<percent>"), end + 1)
        case "$", "€", "£": return (.mark("<money>"), end + 1)
        case ":" where isASCIIDigit(next): return (.mark("<time>"), digitsEnd(text, from: end, also: ":"))
        case "/" where isASCIIDigit(next): return (.mark("<date>"), digitsEnd(text, from: end, also: "/"))
        case ".", ",":
            guard isASCIIDigit(next) else { return nil }
            return (.mark("<measure>"), digitsEnd(text, from: end, also: ".,"))
        case "'", "\"": return isASCIIDigit(next) || next == " " || next == "\"" ? (.mark("<measure>"), end + 1) : nil
        default: return nil
        }
    }

    private static func digitsEnd(_ text: [Unicode.Scalar], from start: Int, also: String) -> Int {
        var end = start
        while end < text.count, isASCIIDigit(text[end]) || also.unicodeScalars.contains(text[end]) { end += 1 }
        // A dot after the number ends the sentence.
        while end > start + 1, !isASCIIDigit(text[end - 1]) { end -= 1 }
        return end
    }

    /// Groups of digits with blanks, dots, hyphens and parentheses between them.
    private static func telephoneOrCard(_ text: [Unicode.Scalar], at start: Int) -> (Kind, Int)? {
        var end = start
        var groups: [String] = []
        var position = start
        var separators = ""
        while position < text.count {
            let scalar = text[position]
            if isASCIIDigit(scalar) {
                if separators.isEmpty, !groups.isEmpty {
                    groups[groups.count - 1].unicodeScalars.append(scalar)
                } else {
                    guard groups.isEmpty || separators.count <= 3 else { break }
                    groups.append(String(scalar))
                }
                separators = ""
                end = position + 1
            } else if " -.()+".unicodeScalars.contains(scalar) {
                separators.unicodeScalars.append(scalar)
            } else {
                break
            }
            position += 1
        }
        // `12 years` and `10th`: the last digits belong to a word.
        if end < text.count, text[end].isLetter, groups.count > 1 { return nil }
        let digits = groups.joined()
        switch groups.map(\.count) {
        case [3, 2, 4]: return (.mark("<ssn>"), end)
        case [4, 2, 2], [2, 2, 4]: return (.mark("<date>"), end)
        default: break
        }
        if (13...19).contains(digits.count) {
            return isCard(digits) || groups.count == 4 ? (.mark("<card>"), end) : (.mark("<phone>"), end)
        }
        // Written with its country or area first a number has longer groups; other long groups are amounts.
        let isDialled = text[start] == "+" || digits.first == "0"
        let isWhole =
            groups.count > 1 ? groups.allSatisfy { $0.count <= (isDialled ? 8 : 5) } : isDialled || digits.count >= 10
        return (7...15).contains(digits.count) && isWhole && groups.count <= 12 ? (.mark("<phone>"), end) : nil
    }

    /// The checksum of card numbers. Source: Luhn, US patent 2950048 (1960).
    static func isCard(_ digits: String) -> Bool {
        var sum = 0
        for (index, digit) in digits.reversed().compactMap(\.wholeNumberValue).enumerated() {
            let doubled = index % 2 == 1 ? digit * 2 : digit
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }
}
