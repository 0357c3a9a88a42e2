extension Rule {
    /// What comes behind a place where one only stays: `in Denver for work`.
    private static let stays = WordClass.words("work business vacation holiday holidays trip conference weekend while")

    private static func isVisit(_ match: PatternMatch, _ tokens: [Token]) -> Bool {
        tokens[match.range.upperBound...].prefix(4).contains { stays.contains($0.word) }
    }

    /// Where he lives or comes from.
    static let places: [Rule] = [
        Rule(
            .locationHints,
            [
                "i @adv* live|living|stay|reside|lives @adv* in|around|near|outside|by over|downtown? <town>",
                "im @adv* living|based|located|stationed @adv* in|around|near|outside|at over? <town>",
                "ive @adv* lived|been living @adv* in|near <town>", "^ living|live|based in|near <town>",
                "@i @adv* grew up @adv* in|near <town>", "i was? born and? raised? in <town>",
                "^ born and raised in <town>",
                "^ @adv* moved back|out|over|down|up? here? to <town>",
                "@i @adv* moved @adv* back|out|over|down|up|away? here? to <town>",
                "im @adv* from <town>", "im @adv* <age> from|in <town>", "im originally from <town>",
                "my|our hometown is|of|s <town>",
                "my|our house|apartment|place|flat|home|family|hometown|city|ranch|farm in|is|s in? <town>",
            ]
        ) { match, tokens in isVisit(match, tokens) ? [] : match.texts(.town) },
        Rule(
            .locationHints,
            [
                "im @adv* in|near|outside|around <place>", "^ from <place>", "^ @adv* here in <place>",
                "here in @adj|@weather* <place>", "^ <place> guy|boy|man here", "^ in <place> $",
                "^ over? here in <place>",
                "i @adv* come from <place>", "back home? in|to <place>", "home in|is|s <place>",
                "greetings|hello|hi|love|hugs from @adj|@weather* <place>", "us <place> guys|boys|folks|people",
                "im @adv* a <place> boy|guy|man|native|kid",
                "weather|winter|winters|summer|summers|snow|rain|heat|traffic here? in|here <place>",
                "job|work|office|house|place|home in <place>", "^ <age> years? old? m|male|man|guy? from|in <place>",

                "the <place> heat|weather|winter|winters|summer|sun|rain|snow|cold|traffic|sunshine",
                "<place> weather|winters|traffic|heat|sunshine|rain|cold", "around here in <place>",
                "all the way from|in <place>",
                "<place> born and raised", "^ <place> is … today|tonight|now|lately|outside",
                "^ <place> is … this|these evening|morning|month|week|days|weekend|year|winter|summer|afternoon",
                "<place> is home|cold|hot|freezing|beautiful|boring",
            ]
        ) { match, tokens in isVisit(match, tokens) ? [] : match.texts(.place) },
        Rule(
            .locationHints,
            [
                "i @adv* live|living @adv* right|out|so|close? near|by|close|on|in|at|to|next to? <surroundings>",
                "im @adv* living|live right|out? near|by|close|on|in|next to? <surroundings>",
                "@i @adv* moved to|out <surroundings>", "^ living|live out? in|on|by|near|at <surroundings>",
                "my|our house|apartment|place|flat|home is? right? by|near|on|in|at|close to? <surroundings>",
                "i @adv* grew up in|on|near|by <surroundings>", "im @adv* from <surroundings>",
            ], slot: .surroundings),
    ]
}
