/// A place in a pattern that a lexicon fills.
enum Slot: String, Sendable, Hashable {
    /// A trade, with what stands before its head: `icu nurse`.
    case job
    /// As `job`, or whatever stands there: only where nothing but a trade can.
    case trade
    case field
    case employer
    case hobby
    case hobbyist
    case gear
    case place
    /// As `place`, or whatever stands there like a name: only where nothing but a place can.
    case town
    case surroundings
    case kin
    case kins
    case animal
    case name
    case count
    case age
    case decade
    case standing
    case parenthood
    case thing
    case occasion
    case happening
    /// An event as a noun: `a promotion`, `moving to a new apartment`.
    case event
    case business
    case tradeVerb
    case jobStanding

    /// What the slot reads at `index`; nil where nothing there fits.
    func read(_ tokens: [Token], from index: Int) -> Capture? {
        guard index < tokens.count, !tokens[index].isBoundary else { return nil }
        switch self {
        case .job: return Self.job(tokens, index)
        case .trade: return Self.job(tokens, index) ?? Self.unknownTrade(tokens, index)
        case .field: return Self.entry(.fields, tokens, index)
        case .employer: return Self.properName(tokens, index)
        case .hobby: return Self.enumeration(.hobbies, tokens, index)
        case .hobbyist: return Self.entry(.hobbyists, tokens, index)
        case .gear: return Self.entry(.gear, tokens, index)
        case .place: return Self.place(tokens, index)
        case .town: return Self.place(tokens, index) ?? Self.town(tokens, index)
        case .surroundings: return Self.entry(.surroundings, tokens, index)
        case .kin: return Self.kin(tokens, index)
        case .kins: return Self.kins(tokens, index)
        case .animal: return Self.animal(tokens, index)
        case .name: return Self.name(tokens, index)
        case .count: return Self.count(tokens, index)
        case .age: return Self.age(tokens, index)
        case .decade: return Self.decade(tokens, index)
        case .standing: return Self.entry(.standing, tokens, index)
        case .parenthood: return Self.entry(.parenthood, tokens, index)
        case .thing: return Self.thing(tokens, index)
        case .occasion: return Self.entry(.occasions, tokens, index)
        case .event: return Self.event(tokens, index)
        case .happening: return Self.entry(.happenings, tokens, index)
        case .business: return Self.business(tokens, index)
        case .tradeVerb: return Self.entry(.trades, tokens, index)
        case .jobStanding: return Self.entry(.standings, tokens, index)
        }
    }

    private static func entry(_ lexicon: Lexicon, _ tokens: [Token], _ index: Int) -> Capture? {
        lexicon.longest(tokens, from: index).map { Capture($0.canonical, length: $0.length) }
    }

    /// One name of a lexicon, or several: `fishing, hiking and old movies`.
    private static func enumeration(_ lexicon: Lexicon, _ tokens: [Token], _ index: Int) -> Capture? {
        guard let first = lexicon.longest(tokens, from: index) else { return nil }
        var texts = [first.canonical]
        var end = index + first.length
        while true {
            var next = end
            if next < tokens.count, tokens[next].isBoundary { next += 1 }
            if next < tokens.count, ["and", "or", "plus"].contains(tokens[next].word) { next += 1 }
            guard next > end, let more = lexicon.longest(tokens, from: next) else { break }
            if !texts.contains(more.canonical) { texts.append(more.canonical) }
            end = next + more.length
        }
        return Capture(texts: texts, length: end - index)
    }
}

// MARK: Work

extension Slot {
    /// Words that show that what was read names no trade: `doctor who`, `cowboy boots`.
    private static let notTrade = WordClass.words(
        "fan fans friend costume outfit who strange show movie game shift wannabe degree bag type")
    private static let modifiersAtMost = 2

    private static func job(_ tokens: [Token], _ index: Int) -> Capture? {
        for skipped in 0...modifiersAtMost {
            let head = index + skipped
            guard tokens[index..<min(head, tokens.count)].allSatisfy({ isPlain($0) }) else { return nil }
            guard head < tokens.count else { return nil }
            var found = Lexicon.jobs.longest(tokens, from: head)
            if found == nil, skipped == 0, let name = Lexicon.jobs.misspelt(tokens[head].word) { found = (name, 1) }
            guard let found else { continue }
            let end = head + found.length
            if end < tokens.count, notTrade.contains(tokens[end].word) { return nil }
            if tokens[end...].starts(with: ["in", "training"], by: { $0.word == $1 }) { return nil }
            let modifiers = tokens[index..<head].map(\.word)
            return Capture((modifiers + [found.canonical]).joined(separator: " "), length: end - index)
        }
        return nil
    }

    private static func unknownTrade(_ tokens: [Token], _ index: Int) -> Capture? {
        let words = tokens[index...].prefix { isPlain($0) && !WordClass.closers.contains($0.word) }.prefix(3)
        guard !words.isEmpty else { return nil }
        return Capture(words.map(\.word).joined(separator: " "), length: words.count)
    }

    /// `own a bakery`: what one can own and work in.
    private static func business(_ tokens: [Token], _ index: Int) -> Capture? {
        for skipped in 0...modifiersAtMost where index + skipped < tokens.count {
            guard tokens[index..<index + skipped].allSatisfy(isPlain) else { return nil }
            guard businesses.contains(tokens[index + skipped].word) else { continue }
            let words = tokens[index...index + skipped].map(\.word).filter { !["small", "little", "own"].contains($0) }
            return Capture(words.joined(separator: " "), length: skipped + 1)
        }
        return nil
    }

    private static let businesses = WordClass.words(
        """
        bakery brewery garage bookstore barbershop salon gym studio hotel motel cafe diner pizzeria winery vineyard \
        dealership agency practice clinic laundromat carwash nursery florist franchise hostel deli butchery pub \
        store shop bar restaurant business company farm ranch firm
        """)

    /// A word with a meaning of its own, as a modifier is.
    static func isPlain(_ token: Token) -> Bool {
        !token.isBoundary && token.word.allSatisfy(\.isLetter) && !functionWords.contains(token.word)
    }

    static let functionWords = WordClass.words(
        """
        a an the i im ive id ill you your yours he she it we they them his her hers our their its my me mine this that \
        these those and or but so if then than as at by for from in into of off on onto out over to up with without \
        about after before is are was were be been being am do does did doing have has had having will would can could \
        should may might must shall not no dont cant wont isnt arent wasnt didnt doesnt never ever just really very too \
        also only now here there when where who what which why how because while though like lol haha yes yeah all any \
        some more most much many few other another such own same got get getting going go went back again still already \
        one two three someone something anything everything nothing today tomorrow yesterday tonight
        """)
}

// MARK: Places

extension Slot {
    private static func place(_ tokens: [Token], _ index: Int) -> Capture? {
        guard let first = Lexicon.places.longest(tokens, from: index) else { return nil }
        let end = index + first.length
        // "Austin, Texas", "austin texas"
        let next = end < tokens.count && tokens[end].isBoundary ? end + 1 : end
        guard let wider = Lexicon.places.longest(tokens, from: next), wider.canonical != first.canonical else {
            return Capture(first.canonical, length: first.length)
        }
        return Capture("\(first.canonical), \(wider.canonical)", length: next + wider.length - index)
    }

    /// A name that no lexicon knows: capitals, or one or two plain words that end the clause.
    private static func town(_ tokens: [Token], _ index: Int) -> Capture? {
        if let name = Lexicon.places.misspelt(tokens[index].word) { return Capture(name, length: 1) }
        if let name = properName(tokens, index) { return name }
        let words = tokens[index...].prefix { isPlain($0) && !WordClass.closers.contains($0.word) }
        guard (1...2).contains(words.count), words.allSatisfy({ !notTown.contains($0.word) }) else { return nil }
        return Capture(words.map { $0.word.capitalisedWord }.joined(separator: " "), length: words.count)
    }

    /// Up to three words that begin with capitals, in a message that has small letters too.
    private static func properName(_ tokens: [Token], _ index: Int) -> Capture? {
        let words = tokens[index...].prefix {
            $0.isCapitalised && isPlain($0) && $0.original.dropFirst().contains(where: \.isLowercase)
        }.prefix(3)
        guard !words.isEmpty, words.allSatisfy({ !notTown.contains($0.word) }) else { return nil }
        return Capture(words.map(\.original).joined(separator: " "), length: words.count)
    }

    /// What people live in and move to that is no place on a map.
    private static let notTown = WordClass.words(
        """
        town city village country countryside house home apartment flat condo trailer van truck basement dorm dorms \
        hotel room place area neighborhood neighbourhood building cabin shack hell heaven paradise fear peace pain hope \
        denial sin luxury poverty constant total fantasy dreams dream silence reality bed office garage small big new \
        different nice quiet tiny huge old beautiful lonely work marketing sales management second next \
        first bigger better cold heat dark light past moment love lust world bubble middle nowhere sticks suburbs \
        mountains woods beach coast lake river desert farm ranch island south north east west midwest plan
        """)
}

// MARK: People and animals

extension Slot {
    private static let numbers: [String: String] = [
        "two": "two", "three": "three", "four": "four", "five": "five", "six": "six", "seven": "seven", "2": "two",
        "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "couple": "two",
    ]

    private static func count(_ tokens: [Token], _ index: Int) -> Capture? {
        guard let number = numbers[tokens[index].word] else { return nil }
        let hasOf = tokens[index].word == "couple" && index + 1 < tokens.count && tokens[index + 1].word == "of"
        return Capture(number, length: hasOf ? 2 : 1)
    }

    private static func kin(_ tokens: [Token], _ index: Int) -> Capture? {
        if let found = Lexicon.relative.longest(tokens, from: index) {
            return Capture(found.canonical, length: found.length)
        }
        // "my brother's wedding", also without the apostrophe.
        let word = tokens[index].word
        guard word.hasSuffix("s"), !pluralVerbFollows(tokens, index) else { return nil }
        let singular = Token(word: String(word.dropLast()), original: "")
        return Lexicon.relative.longest([singular], from: 0).map { Capture($0.canonical, length: 1) }
    }

    private static func kins(_ tokens: [Token], _ index: Int) -> Capture? {
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
    private static func animal(_ tokens: [Token], _ index: Int) -> Capture? {
        guard let found = Lexicon.animals.longest(tokens, from: index) else { return nil }
        let last = tokens[index + found.length - 1]
        let isPossessive = last.original.contains { "'\u{2019}".contains($0) }
        let next = index + found.length < tokens.count ? tokens[index + found.length].word : ""
        let isPlural =
            last.word.hasSuffix("s") && !found.canonical.hasSuffix("s") && !isPossessive
            && !["name", "birthday", "vet", "toy", "food"].contains(next)
        return Capture(isPlural ? found.canonical.plural : found.canonical, length: found.length)
    }

    private static func name(_ tokens: [Token], _ index: Int) -> Capture? {
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

// MARK: Ages and things

extension Slot {
    /// Years that an adult can have. A number below tells nothing here: whether a fan is of age is not for rules of a
    /// profile to guess, see the guardrails.
    private static let adultYears = 18...99

    private static func age(_ tokens: [Token], _ index: Int) -> Capture? {
        guard let number = tokens[index].number, adultYears.contains(number), tokens[index].word.count == 2 else {
            return nil
        }
        return Capture(String(number), length: 1)
    }

    private static func decade(_ tokens: [Token], _ index: Int) -> Capture? {
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

    private static func event(_ tokens: [Token], _ index: Int) -> Capture? {
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

    private static func thing(_ tokens: [Token], _ index: Int) -> Capture? {
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

extension String {
    /// `denver` as `Denver`.
    var capitalisedWord: String { prefix(1).uppercased() + dropFirst() }

    /// English plural of a noun.
    var plural: String {
        if hasSuffix("y"), !hasSuffix("ey") { return dropLast() + "ies" }
        if hasSuffix("s") || hasSuffix("x") || hasSuffix("ch") { return self + "es" }
        return self == "fish" ? self : self + "s"
    }

    /// `a nurse`, `an electrician`.
    var withArticle: String {
        let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
        return (first.map { vowels.contains(Character($0.lowercased())) } == true ? "an " : "a ") + self
    }
}
