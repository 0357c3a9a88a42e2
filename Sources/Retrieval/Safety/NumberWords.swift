/// Numbers, dates and amounts in messages: they belong to the conversation they stood in.
enum NumberWords {
    /// Whether a text holds a number that is not among `own`, or names an amount or a day.
    ///
    /// Small numbers in words pass ("one more", "you two"); three in a row are a telephone number.
    static func areIn(_ text: String, words: [ReplyWord], own: Set<String>) -> Bool {
        if text.contains(where: { "$€£¥₹".contains($0) }) { return true }
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
            if let value = scalar.properties.numericValue, scalar.properties.numericType != .numeric,
                !(previous == "<" && scalar == "3")
            {
                run += String(Int(value))
            } else if !run.isEmpty {
                runs.append(run)
                run = ""
            }
            previous = scalar
        }
        return run.isEmpty ? runs : runs + [run]
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

/// Ways to reach somebody elsewhere.
enum ContactWords {
    static func isIn(_ text: String) -> Bool {
        if text.contains("@") || text.contains("://") || hasUnderscoreInWord(text) { return true }
        let folded = ReplyWords.fold(text)
        if endings.contains(where: { folded.contains($0) }) { return true }
        return ReplyWords.words(of: text).contains { services.contains($0.folded) }
    }

    private static func hasUnderscoreInWord(_ text: String) -> Bool {
        zip(text, text.dropFirst()).contains { ($0 == "_" && $1.isLetter) || ($0.isLetter && $1 == "_") }
    }

    private static let endings = ["www.", ".com", ".net", ".org", ".me/", ".ly/", ".co/", ".gg/"]

    private static let services: Set<String> = [
        "snapchat", "snap", "insta", "instagram", "ig", "whatsapp", "telegram", "kik", "discord", "skype", "cashapp",
        "venmo", "paypal", "zelle", "twitter", "tiktok", "facebook", "messenger", "gmail", "hotmail", "email",
    ]
}
