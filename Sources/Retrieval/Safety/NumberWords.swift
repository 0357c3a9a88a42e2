/// Numbers, dates and amounts in messages: they belong to the conversation they stood in.
enum NumberWords {
    /// Whether a text holds a number that is not among `own`, or names an amount or a day.
    ///
    /// Small numbers in words pass ("one more", "you two"); three in a row are a telephone number.
    static func areIn(_ text: String, words: [ReplyWord], own: Set<String>) -> Bool {
        if text.unicodeScalars.contains(where: isCurrency) { return true }
        if digitRuns(of: text).contains(where: { !own.contains($0) }) { return true }
        var digitsInARow = 0
        for word in words {
            if refused.contains(word.folded) { return true }
            if word.isCapitalised, !word.startsSentence, monthsThatAreWords.contains(word.folded) { return true }
            digitsInARow = digits.contains(word.folded) ? digitsInARow + 1 : 0
            if digitsInARow == 3 { return true }
        }
        return false
    }

    /// The runs of decimal digits of any script, as ASCII. A heart, `<3`, holds none.
    static func digitRuns(of text: String) -> [String] {
        var runs: [String] = []
        var run = ""
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if let digit = digit(scalar), !(previous == "<" && scalar == "3") {
                run += digit
            } else if !run.isEmpty {
                runs.append(run)
                run = ""
            }
            previous = scalar
        }
        return run.isEmpty ? runs : runs + [run]
    }

    private static func isCurrency(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar == "$" : scalar.properties.generalCategory == .currencySymbol
    }

    private static func digit(_ scalar: Unicode.Scalar) -> String? {
        if scalar.isASCII { return ("0"..."9").contains(scalar) ? String(scalar) : nil }
        guard let type = scalar.properties.numericType, type != .numeric else { return nil }
        return scalar.properties.numericValue.map { String(Int($0)) }
    }

    private static let digits: Set<String> = [
        "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "double", "triple",
    ]

    private static let monthsThatAreWords: Set<String> = ["may", "march", "august", "mar", "sun", "sat"]

    private static let refused: Set<String> = [
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds",
        "thousand", "thousands", "million", "dollar", "dollars", "buck", "bucks", "usd", "euro", "euros", "quid",
        "cents",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays", "tuesdays",
        "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "january", "february", "april", "june", "july",
        "september", "october", "november", "december", "jan", "feb", "apr", "jun", "jul", "aug", "sept", "oct", "nov",
        "dec",
    ]
}
