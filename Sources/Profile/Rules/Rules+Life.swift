extension Rule {
    /// How old he is, where he says so.
    static let age: [Rule] = [
        Rule(
            .ageIndicators,
            [
                "im @adv* like? <age> $", "im @adv* <age> from|single|divorced|married|btw",
                "im @adv* like? <age> years|old|year|male|m|already|soon|in|next|this",
                "^ <age> years? old", "^ @adv* turned <age>",
                "^ <age> m|male|man|guy", "@i @adv* turned <age>", "im @adv* a|an <age> year|years old",
                "i was born <age> years ago", "at <age> years? old? i|im|my",
                "^ at|age|aged <age>", "my age is <age>", "im @adv* aged|age <age>", "being <age> is|and",
                "^ <age> from|and|single|here|divorced|married",
                "i @adv* hit <age>", "not bad for <age>",
            ], slot: .age),
        Rule(
            .ageIndicators,
            [
                "im @adv* turning|hitting <age>", "^ @adv* turning <age>", "i @adv* turn|hit <age> $",
                "i @adv* turn <age> in|next|on|this|tomorrow|soon", "ill be <age> $",
                "ill be <age> in|next|this|tomorrow|soon", "almost|nearly <age> $",
            ]
        ) { match, _ in
            match.texts(.age).map { "turning \($0)" }
        },
        Rule(
            .ageIndicators, ["im @adv* in my|the <decade>", "in my <decade>", "my <decade>", "im @adv* <decade>"],
            slot: .decade),
        Rule(.ageIndicators, ["my 20th|21st|25th|30th|35th|40th|45th|50th|55th|60th|65th|70th|75th birthday"]) {
            match, tokens in
            tokens[match.range].compactMap { Int($0.word.dropLast(2)) }.filter { $0 >= 18 }.map { "turning \($0)" }
        },
        Rule(.ageIndicators, ["i was? born in"]) { match, tokens in
            guard match.range.upperBound < tokens.count, let year = tokens[match.range.upperBound].number,
                (1_930...2_000).contains(year)
            else { return [] }
            return ["born in \(year)"]
        },
    ]

    /// What happened in his life, or is about to.
    static let events: [Rule] = [
        Rule(
            .lifeEvents,
            [
                "i|ive|im|we|were @adv* @adj* <happening>", "^ @adv* <happening>", "i was @adv* <happening>",
                "im @adv* going|about|trying to <happening>", "ive @adv* been <happening>",
                "after i|im @adv* <happening>",
                "my @adj* <happening>", "since|because|when i|im|we|ive @adv* <happening>",
                "me and my wife|girlfriend|partner|fiancee @adv* <happening>",
                "my wife|girlfriend|partner|fiancee and i @adv* are|just? <happening>",
                "i @adv* had|was in|got in|into? a|an? @adj* <happening>",
                "my boss @adv* <happening>", "my girlfriend|wife|ex @adv* <happening>",
            ], slot: .happening),
        Rule(
            .lifeEvents,
            [
                "i|ive|we @adv* bought|buying|sold|finished|passed|failed|started|opened|closed|won|quit|adopted|built|restored|crashed|wrecked|renovated|completed|inherited <thing>",
                "^ @adv* bought|sold|finished|passed|failed|started|opened|won|quit|adopted|built|crashed <thing>",
                "im @adv* buying|selling|starting|opening|finishing|building|adopting|closing|restoring on? <thing>",
                "i @adv* got @the new? <thing> $",
            ]
        ) { match, tokens in boughtTexts(match, tokens) },
        Rule(
            .lifeEvents,
            [
                "i|ive|we @adv* moved @adv* back|out|over|down|up? here? to <town>",
                "im @adv* moving @adv* back|out|over|down|up? to <town>",
                "^ @adv* moved|moving back|out|over|down|up? to <town>", "i @adv* relocated|relocating to <town>",
            ]
        ) { match, tokens in
            let isLongAgo = tokens[match.range.upperBound...].prefix(4).contains { longAgo.contains($0.word) }
            let verb = tokens[match.range].contains { ["moving", "relocating"].contains($0.word) } ? "moving" : "moved"
            return isLongAgo ? [] : match.texts(.town).map { "\(verb) to \($0)" }
        },
        Rule(
            .lifeEvents,
            [
                "thinking|stressed|stressing|worried|nervous|excited|scared|talking|telling about|for|over <event>",
                "cant stop thinking about <event>", "did i tell|mention you? about? <event>",
                "stress with|about|from <event>",
                "big|good|bad|great|some thing|news|day coming? up? ,? <event>",
                "^ <event> took|takes|is|has taking? all|over|tomorrow|next|my|me",
                "^ <event> , finally", "^ finally <event>", "looking forward to <event>",
                "ready|preparing|prepping|saving|training|planning up? for <event>",
                "dealing|busy|struggling with <event>", "recovering from <event>",
                "i|we @adv* have|had|got <event> next|this|tomorrow|on|coming|today|yesterday|last|in|soon",
                "after|before <event> i|im|my|ill",
            ], slot: .event),
        Rule(
            .lifeEvents,
            [
                "trip|vacation|holiday|honeymoon|flight to|in <place>", "flying|flew|fly out? to <place>",
                "back from <place>",
                "im|i|was @adv* on? vacation|holiday|traveling|travelling in|to <place>",
                "im @adv* going|heading to <place> $",
                "im @adv* going|heading to <place> next|this|in|for|on|tomorrow|with",
                "i @adv* visited|visiting <place>", "im @adv* visiting <place>",
                "im @adv* in <place> for work|business|vacation|holiday|a|the",
            ]
        ) { match, _ in match.texts(.place).map { "trip to \($0)" } },
        Rule(
            .lifeEvents,
            [
                "my @adj* <occasion> @adv* is|was|s|party|today|tomorrow|coming|next|this|last|on|went",
                "its @adv* my @adj* <occasion>", "@adv* my @adj* <occasion> $",
                "it|today|tomorrow is|was|s my @adj* <occasion>", "i have|had|got a|an|my @adj* <occasion>",
                "for my <occasion>",
            ], presupposes: true
        ) { match, _ in match.texts(.occasion).map { "his \($0)" } },
        Rule(
            .lifeEvents,
            [
                "my @adj* <kin> @adv* died|passed", "i @adv* lost my @adj* <kin>", "my <kin> s? funeral|died",
                "^ @adv* lost my @adj* <kin>",
                "buried my <kin>",
            ]
        ) { match, _ in
            match.texts(.kin).map { "lost his \($0.withoutArticle)" }
        },
        Rule(
            .lifeEvents,
            ["my @adj* <animal> @adv* died|passed", "put my @adj* <animal> down|to", "i @adv* lost my @adj* <animal>"]
        ) { match, _ in
            match.texts(.animal).map { "lost his \($0)" }
        },
        Rule(
            .lifeEvents, ["my @adj* <kin> @adv* is|s|was? @adv* getting|got|gets married", "my <kin> s? wedding"],
            presupposes: true
        ) { match, _ in
            match.texts(.kin).map { "his \($0.withoutArticle) got married" }
        },
        Rule(
            .lifeEvents,
            ["my @adj* <kin> @adv* is|s|was? @adv* graduated|graduating|graduates|graduate", "my <kin> s? graduation"],
            presupposes: true
        ) { match, _ in
            match.texts(.kin).map { "his \($0.withoutArticle) graduated" }
        },
        Rule(.lifeEvents, ["my @adj* <kin> @adv* is|s|was|got @adv* in|into the? hospital"], presupposes: true) {
            match, _ in
            match.texts(.kin).map { "his \($0.withoutArticle) in hospital" }
        },
        Rule(.lifeEvents, ["my wife|girlfriend|partner is|s @adv* pregnant|expecting", "we @adv* are? expecting"]) {
            _, _ in ["became a father"]
        },
    ]

    private static let longAgo = WordClass.words("years decade decades ago kid child college university since")

    /// `bought a motorcycle` in his own words, with the verb as a past.
    private static func boughtTexts(_ match: PatternMatch, _ tokens: [Token]) -> [String] {
        let verbs = tokens[match.range].map(\.word).compactMap { pasts[$0] }
        guard let verb = verbs.first, let thing = match.texts(.thing).first else { return [] }
        return ["\(verb) \(thing.hasSuffix("s") ? thing : thing.withArticle)"]
    }

    private static let pasts: [String: String] = {
        var pasts = [
            "buying": "bought", "selling": "sold", "starting": "started", "opening": "opened", "finishing": "finished",
            "building": "built", "adopting": "adopted", "closing": "closed", "restoring": "restored",
        ]
        for word in WordClass.words(
            """
            bought sold finished passed failed started opened closed lost won quit adopted built restored crashed wrecked \
            renovated completed inherited got
            """)
        {
            pasts[word] = word
        }
        return pasts
    }()
}
