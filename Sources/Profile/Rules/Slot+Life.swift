extension Slot {
    /// Years that an adult can have. A number below tells nothing here: whether a fan is of age is not for rules of a
    /// profile to guess, see the guardrails.
    private static let adultYears = 18...99

    static func age(_ tokens: [Token], _ index: Int) -> Capture? {
        guard let number = tokens[index].number, adultYears.contains(number), tokens[index].word.count == 2 else {
            return nil
        }
        return Capture(String(number), length: 1)
    }

    static func decade(_ tokens: [Token], _ index: Int) -> Capture? {
        let decades = [
            "20s": "20s", "30s": "30s", "40s": "40s", "50s": "50s", "60s": "60s", "70s": "70s", "twenties": "20s",
            "thirties": "30s", "forties": "40s", "fourties": "40s", "fifties": "50s", "sixties": "60s",
            "seventies": "70s",
        ]
        var next = index
        var part = ""
        if ["early", "mid", "late"].contains(tokens[index].word) {
            part = tokens[index].word + " "
            next += 1
        }
        guard next < tokens.count, let decade = decades[tokens[next].word] else { return nil }
        return Capture("in his \(part)\(decade)", length: next + 1 - index)
    }

    static func event(_ tokens: [Token], _ index: Int) -> Capture? {
        if let named = occasion(tokens, index) ?? doing(tokens, index) { return named }
        return tokens[index].word.hasSuffix("ing") ? entry(.happenings, tokens, index) : nil
    }

    /// `a high school reunion`, `my surgery`, `a trip to Italy`.
    private static func occasion(_ tokens: [Token], _ index: Int) -> Capture? {
        let determiners: Set<String> = ["a", "an", "the", "my", "our"]
        if let found = entry(.occasions, tokens, index) { return found }
        guard determiners.contains(tokens[index].word) else { return nil }
        let own = tokens[index].word == "my" || tokens[index].word == "our" ? "his" : "a"
        if index + 3 < tokens.count, tokens[index + 1].word == "trip", tokens[index + 2].word == "to",
            let place = place(tokens, index + 3)
        {
            return Capture("trip to \(place.texts[0])", length: 3 + place.length)
        }
        for head in index + 1...index + 4 where head < tokens.count {
            if let found = Lexicon.occasions.longest(tokens, from: head) {
                let words = tokens[index + 1..<head].map(\.word).filter { $0 != "s" } + [found.canonical]
                let text = words.joined(separator: " ")
                return Capture(own == "a" ? text.withArticle : "his \(text)", length: head + found.length - index)
            }
            guard isPlain(tokens[head]) || tokens[head].word == "s" else { return nil }
        }
        return nil
    }

    /// `buying a house`, `moving to a new apartment`, `retiring from the army`: something that is done once, as the
    /// thing behind the verb tells.
    private static func doing(_ tokens: [Token], _ index: Int) -> Capture? {
        guard gerunds.contains(tokens[index].word) else { return nil }
        for end in stride(from: min(index + 6, tokens.count - 1), to: index, by: -1) {
            let between = tokens[index + 1..<end]
            guard between.allSatisfy({ !$0.isBoundary && !WordClass.pronounsAndVerbs.contains($0.word) }) else {
                continue
            }
            guard let found = Lexicon.bigThings.longest(tokens, from: end) ?? Lexicon.ends.longest(tokens, from: end)
            else { continue }
            let words = tokens[index..<end + found.length].map { $0.word == "my" ? "his" : $0.word }
            return Capture(words.joined(separator: " "), length: end + found.length - index)
        }
        let alone: Set<String> = ["retiring", "graduating", "divorcing"]
        return alone.contains(tokens[index].word) ? Capture(tokens[index].word, length: 1) : nil
    }

    private static let gerunds = WordClass.words(
        """
        buying selling starting opening closing finishing losing quitting changing getting moving paying running \
        retiring graduating becoming building renovating adopting divorcing writing joining proposing launching winning passing failing having
        """)

    static func thing(_ tokens: [Token], _ index: Int) -> Capture? {
        for skipped in 0...3 where index + skipped < tokens.count {
            guard tokens[index..<index + skipped].allSatisfy({ isPlain($0) || articles.contains($0.word) }) else {
                return nil
            }
            guard let found = Lexicon.bigThings.longest(tokens, from: index + skipped) else { continue }
            let end = index + skipped + found.length
            let words = tokens[index..<end].map(\.word).filter { !articles.contains($0) }
            return Capture(words.joined(separator: " "), length: end - index)
        }
        return nil
    }

    private static let articles = WordClass.words("a an the my our this that some first own one 1st second 2nd")
}
