extension Rule {
    /// What he does in his free time.
    static let leisure: [Rule] = [
        Rule(
            .hobbies,
            [
                "i|ill @adv* @like @do* <hobby>", "^ @adv* love|like|enjoy|loving|enjoying @do* <hobby>",
                "ive @adv* loved @do* <hobby>", "im @adv* into @do* <hobby>",
                "im @adv* obsessed|addicted|hooked with|to|on @do* <hobby>", "im @adv* passionate about @do* <hobby>",
                "im @adv* a? big|huge|massive|lifelong|real fan of @do* <hobby>",
                "im @adv* a <hobby> fan|nut|addict|lover|guy|nerd|geek|buff|enthusiast|fanatic|player|junkie",
                "i got|get|gotten @adv* back? into @do* <hobby>", "ive gotten|got|been @adv* back? into @do* <hobby>",
                "i @adv* started|picked|took up? @do* <hobby>",
                "ive @adv* started|picked|taken|been up? @do* <hobby>",
                "im @adv* learning|teaching|practicing|practising myself? to|how|the? to? @do* <hobby>",
                "i want to get|learn back? into? to|how|the? @do* <hobby>",
                "my @adv* favorite|favourite? new|big|main? hobby|hobbies|passion|passions|thing|pastime|sport is|are|s @do* <hobby>",
                "my love of|for <hobby>", "<hobby> … keeps|keep|kept me sane|going|busy|happy|young|fit|calm|alive",
                "<hobby> is|are my @adv* thing|hobby|passion|life|jam|therapy|favorite|favourite",
                "^ @adv* learning|practicing to|how|the? to? @do* <hobby>",
                "ive @adv* been learning|practicing|practising to|how|the? to? @do* <hobby>", "my hobbies <hobby>",
            ], statements: hobbyTexts),
        Rule(
            .hobbies,
            [
                "i @adv* went|go|been|did|do|played|play|practice|practise|practiced @do* <hobby>",
                "ive @adv* been @do* <hobby>", "im @adv* going|off|out|doing|playing|heading out? to? @do* <hobby>",
                "i was @adv* out|busy|off|at? @do* <hobby>",
                "^ @adv* went|been|doing|playing|did|played out? @do* <hobby>",
                "^ @adv* back|home from @do* <hobby>", "im @adv* back|home from @do* <hobby>",
                "i @adv* got|came back|home from @do* <hobby>",
                "i @adv* spend|spent my|the|all|a|most? whole? of? my? weekend|weekends|day|days|afternoon|evening|evenings|night|nights|morning|saturday|sunday|time|free|summer|summers time? on? @do* <hobby>",
                "^ spent|spending … <hobby>",
                "^ spent|spending my|the|all|a? whole? weekend|day|afternoon|evening|night|morning|saturday|sunday|time @do* <hobby>",
                "im @adv* <hobby> $", "im @adv* <hobby> all|every|this|with|most|on",
                "^ <hobby> all|every|right|today|tonight|now|again|this|these|lately|at",
                "i was <hobby> all|with|yesterday|today|this|last",
                "i @adv* <hobby> a lot", "i @adv* <hobby> two|three|four|five|six|2|3|4|5|6 times|days|nights|hours",
                "^ @adv* got|came back|home from @do* <hobby>",
                "i @adv* <hobby> every|on|most|all|twice|once|almost|in|whenever|when|for fun",
                "when|while|after|before im? @do* <hobby> i|my|im",
                "my <hobby> club|team|class|lesson|lessons|group|league|buddies|trip|session|practice|coach|course|skills|season|buddy|crew|hobby|gear",
                "i have|had|got a? <hobby> practice|class|lesson|game|club|training|tournament|match|session|league|trip|tonight|today|tomorrow",
                "i|ive @adv* collect|collected|collecting|build|built|restore|restored|restoring @adj* <hobby>",
                "i signed up for @do* <hobby>", "i @adv* enjoy|enjoyed a good? <hobby>",
            ], statements: hobbyTexts),
        Rule(
            .hobbies, ["im @adv* a|an @adj* <hobbyist>", "im @adv* a|an @adj* weekend|amateur <hobbyist>"],
            slot: .hobbyist),
        Rule(
            .hobbies,
            ["my|our @adj* <gear>", "i|ive @adv* got|bought|have @the @adj* <gear>", "working on my @adj* <gear>"],
            slot: .gear,
            presupposes: true),
    ]

    /// Leaves out what makes another thing of a hobby's name: `painting the kitchen`, `pool party`.
    private static let hobbyTexts: @Sendable (PatternMatch, [Token]) -> [String] = { match, tokens in
        let next = match.range.upperBound < tokens.count ? tokens[match.range.upperBound].word : ""
        let last = tokens[match.range].last?.word ?? ""
        let isChore =
            ["painting", "cooking", "cleaning"].contains(last) && ["the", "my", "a", "dinner", "lunch"].contains(next)
        return isChore || ["party", "table", "side"].contains(next) ? [] : match.texts(.hobby)
    }
}
