extension Slot {
    private static let numbers: [String: String] = [
        "two": "two", "three": "three", "four": "four", "five": "five", "six": "six", "seven": "seven", "2": "two",
        "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "couple": "two",
    ]

    static func count(_ tokens: [Token], _ index: Int) -> Capture? {
        guard let number = numbers[tokens[index].word] else { return nil }
        let hasOf = tokens[index].word == "couple" && index + 1 < tokens.count && tokens[index + 1].word == "of"
        return Capture(number, length: hasOf ? 2 : 1)
    }

    static func kin(_ tokens: [Token], _ index: Int) -> Capture? {
        if let found = Lexicon.relative.longest(tokens, from: index) {
            return Capture(found.canonical, length: found.length)
        }
        // "my brother's wedding", also without the apostrophe.
        let word = tokens[index].word
        guard word.hasSuffix("s"), !pluralVerbFollows(tokens, index) else { return nil }
        let singular = Token(word: String(word.dropLast()), original: "")
        return Lexicon.relative.longest([singular], from: 0).map { Capture($0.canonical, length: 1) }
    }

    static func kins(_ tokens: [Token], _ index: Int) -> Capture? {
        guard let found = Lexicon.relatives.longest(tokens, from: index) else { return nil }
        let isPossessive = tokens[index + found.length - 1].original.contains { "'\u{2019}".contains($0) }
        let hasSingular = ["daughters", "sons", "brothers", "sisters", "cousins", "uncles", "aunts"]
            .contains(found.canonical)
        let isCounted = index > 0 && numbers[tokens[index - 1].word] != nil
        if hasSingular, !isCounted, isPossessive || !pluralVerbFollows(tokens, index + found.length - 1) { return nil }
        return Capture(found.canonical, length: found.length)
    }

    private static func pluralVerbFollows(_ tokens: [Token], _ index: Int) -> Bool {
        guard index + 1 < tokens.count else { return true }
        let plural = WordClass.words(
            "are were and both all have dont come came live visit love keep want who in , with")
        return plural.contains(tokens[index + 1].word)
    }

    /// `dog`, `two cats`, `golden retriever`: the singular, or the plural where more than one is meant.
    static func animal(_ tokens: [Token], _ index: Int) -> Capture? {
        guard let found = Lexicon.animals.longest(tokens, from: index) else { return nil }
        let last = tokens[index + found.length - 1]
        let isPossessive = last.original.contains { "'\u{2019}".contains($0) }
        let next = index + found.length < tokens.count ? tokens[index + found.length].word : ""
        let isPlural =
            last.word.hasSuffix("s") && !found.canonical.hasSuffix("s") && !isPossessive
            && !["name", "birthday", "vet", "toy", "food"].contains(next)
        return Capture(isPlural ? found.canonical.plural : found.canonical, length: found.length)
    }

    static func name(_ tokens: [Token], _ index: Int) -> Capture? {
        let token = tokens[index]
        guard isPlain(token), token.word.count >= 2 else { return nil }
        let isNamed = index > 0 && ["named", "called", "name", "is"].contains(tokens[index - 1].word)
        let looksIt = token.isCapitalised && token.original.dropFirst().allSatisfy(\.isLowercase)
        guard isNamed || looksIt || petNames.contains(token.word) else { return nil }
        return Capture(token.word.capitalisedWord, length: 1)
    }

    /// Names that pets have often, for those who write no capitals.
    private static let petNames = WordClass.words(
        """
        max bella luna charlie buddy rocky cooper daisy milo bear duke zeus molly sadie bailey lucy toby jack oscar leo \
        simba cleo shadow smokey ginger pepper coco rex bruno lola chloe sophie maggie stella penny ruby rosie gus tucker \
        winston murphy bandit diesel thor loki apollo hank ziggy teddy finn louie henry felix jasper oliver nala willow \
        whiskers mittens tiger socks salem binx mocha cookie biscuit peanut waffles nacho moose scout ranger hunter
        """)
}
