extension Rule {
    /// Who belongs to him.
    static let family: [Rule] = [
        Rule(
            .family,
            [
                "@mine @adj* <kin>", "i|ive @adv* have|got|raise|raising a|an|one @adj* <kin>",
                "i take care of my <kin>",
                "me and my <kin>", "im @adv* raising a|my|an @adj* <kin>", "father|dad of a|an @adj* <kin>",
                "i @adv* became|become a? new? <kin>", "i|ive|we @adv* have|got … and a|an|one @adj* <kin>",
            ], slot: .kin, presupposes: true),
        Rule(
            .family,
            [
                "@mine <count>? @adj* <kins>", "i|ive @adv* have|got|raise|raising <count>? @adj* <kins>",
                "father|dad|daddy|parent of|to <count> @adj* <kins>?", "im @adv* raising my? <count>? <kins>",
                "^ got|have <count> @adj* <kins>", "i|ive|we @adv* have|got … and <count> @adj* <kins>",
            ], presupposes: true
        ) { match, _ in
            let kins = match.texts(.kins).first ?? "kids"
            return [match.texts(.count).first.map { "\($0) \(kins)" } ?? kins]
        },
        Rule(
            .family,
            [
                "im @adv* a|the @adj* <parenthood>", "as a @adj* <parenthood>", "^ @adj* <parenthood> here",
                "being a @adj* <parenthood>", "im @adv* <parenthood> of",
            ], slot: .parenthood),
    ]

    /// His animals.
    static let pets: [Rule] = [
        Rule(
            .pets,
            [
                "@mine @adj* <animal> named|called? <name>?", "@mine @adj* <animal> s? name is|s <name>",
                "@mine @adj* <animal> , <name>",
                "i|ive @adv* have|got|own|adopted|rescued a|an|one @adj* <animal> named|called? <name>?",
                "i|ive|we @adv* have|got|own <count> @adj* <animal>",
                "we @adv* have|got a|an @adj* <animal> named|called? <name>?",
                "i|ive|we @adv* have|got … and <count> @adj* <animal>",
                "i|ive|we @adv* have|got … and a|an @adj* <animal> named|called? <name>?",
                "@mine <count> @adj* <animal>",
                "^ got|have|adopted a|an|my|<count>? @adj* <animal> named|called? <name>?",
                "walking|walked|walk|feeding|feed|fed the|my|our @adj* <animal>",
                "with the|my|our @adj* <animal> <name>?",
                "me and the|my @adj* <animal> <name>?", "took|take|taking the|my|our @adj* <animal> out|to|for",
                "i @adv* adopted|rescued|bought a|an @adj* <animal> named|called? <name>?", "the <animal> and i",
                "vet with my|the? <animal>",
            ], presupposes: true
        ) { match, tokens in petTexts(match, tokens) },
        Rule(.pets, ["im @adv* a|an @adj* <animal> owner|dad|parent|person", "im a proud <animal> dad"]) {
            match, tokens in
            tokens[match.range].last?.word == "person" ? [] : match.texts(.animal).map(\.withArticle)
        },
    ]

    private static func petTexts(_ match: PatternMatch, _ tokens: [Token]) -> [String] {
        let isGone = tokens[match.range.lowerBound...].contains { gone.contains($0.word) }
        // "are you my dog" asks for something else.
        if match.range.lowerBound > 0, ["you", "your"].contains(tokens[match.range.lowerBound - 1].word) { return [] }
        guard let animal = match.texts(.animal).first, !isGone else { return [] }
        let name = match.texts(.name).first.map { " named \($0)" } ?? ""
        let isPlural =
            animal.hasSuffix("s") && Lexicon.animals.longest([Token(word: animal, original: animal)], from: 0) != nil
            && !["bus", "fish"].contains(animal)
        if let count = match.texts(.count).first { return ["\(count) \(isPlural ? animal : animal.plural)"] }
        return [(isPlural ? animal : animal.withArticle) + name]
    }

    private static let gone = WordClass.words("died passed dead euthanized lost costume style filter emoji")

    /// How he stands with a partner.
    static let relationship: [Rule] = [
        Rule(
            .relationshipStatus,
            [
                "im @adv* <standing>",
                "^ @adv* recently|newly|freshly? single|divorced|married|widowed|separated and|here|now|again|for|since|guy|man|dad",
                "ive @adv* been <standing> for|since|a|my", "i @adv* got|am <standing>", "i @adv* became <standing>",
                "i @adv* stay|stayed|remain|live <standing>", "^ <age> and? <standing>",
                "being <standing> is|aint|isnt", "^ @adv* <standing> $", "@adv* happily married",
            ]
        ) { match, tokens in
            let texts = match.texts(.standing)
            return texts.isEmpty ? tokens[match.range].compactMap { standings[$0.word] }.prefix(1).map { $0 } : texts
        },
        partner("married", ["wife", "husband", "spouse", "missus"]),
        partner("in a relationship", ["girlfriend", "boyfriend", "partner"]),
        partner("engaged", ["fiance", "fiancee", "fiancé", "fiancée"]),
        Rule(
            .relationshipStatus,
            [
                "@mine @adj* ex wife|husband", "my exwife|exhusband",
                "my|the divorce @adv* was|is|went|got|papers|final|lawyer|took|hit|last|two",
            ], presupposes: true, plainness: .implied
        ) { _, _ in
            ["divorced"]
        },
        Rule(
            .relationshipStatus,
            [
                "my @adj* wife|husband @adv* left|cheated|walked|moved me|on|out",
                "split|separated from my wife|husband", "my wife and i @adv* separated|split",
            ]
        ) { _, _ in
            ["separated"]
        },
        Rule(
            .relationshipStatus, ["my late wife|husband", "my wife|husband @adv* died|passed", "lost my wife|husband"]
        ) { _, _ in ["widowed"] },
        Rule(
            .relationshipStatus,
            [
                "my girlfriend|boyfriend|ex @adv* left|dumped|cheated me|on",
                "i @adv* broke up with my? girlfriend|boyfriend|ex",
                "me and my? girlfriend|boyfriend|ex @adv* broke|split up", "i got dumped",
                "my girlfriend|girl|boyfriend and i @adv* broke|split up?",
                "i have no|not a|any? girlfriend|wife|partner",
                "i dont have a|any girlfriend|wife|partner", "no girlfriend", "no wife",
            ]
        ) { _, _ in
            ["single"]
        },
        Rule(
            .relationshipStatus,
            ["its|it is? complicated with|between|at my|us|home", "my relationship status is complicated"]
        ) { _, _ in ["in a complicated relationship"] },
    ]

    private static let standings = [
        "single": "single", "divorced": "divorced", "married": "married", "widowed": "widowed",
        "separated": "separated",
    ]

    /// `my wife` says that he is married, unless the words around it say otherwise.
    private static func partner(_ status: String, _ words: [String]) -> Rule {
        Rule(
            .relationshipStatus, ["@mine @adj* \(words.joined(separator: "|"))"], presupposes: true,
            plainness: .implied
        ) { match, tokens in
            let before = match.range.lowerBound > 0 ? tokens[match.range.lowerBound - 1].word : ""
            let around = tokens[match.range.lowerBound...].prefix(6)
            let isWish = ["be", "your", "are", "become", "were", "as", "call", "like", "with", "becoming", "being"]
                .contains(before)
            let isOver = around.contains { over.contains($0.word) }
            return isWish || isOver ? [] : [status]
        }
    }

    private static let over = WordClass.words(
        "left died passed separated dumped cheated broke split ex late former future dream next first material someday away"
    )
}
