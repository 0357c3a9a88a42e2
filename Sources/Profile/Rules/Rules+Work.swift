extension Rule {
    /// What he does for a living.
    static let work: [Rule] = [
        Rule(.job, ["im @adv* a|an @adj* <job>", "^ im @adv* <job> by|for|since"], slot: .job),
        Rule(.job, ["im @adv* <jobStanding>", "^ @adv* <jobStanding> $"], slot: .jobStanding),
        // "retired nurse here", "I'm a retired cop": still a trade.
        Rule(.job, ["im @adv* a? retired @adj* <job>", "^ @adv* a? retired @adj* <job>"]) { match, _ in
            match.texts(.job).map { "retired \($0)" }
        },
        Rule(
            .job,
            [
                "^ @adv* just? a|an? @adj* <job> here|by", "^ @adj* <job> life", "the life of a|an @adj* <job>",
                "being a|an @adj* <job> is|was|aint|isnt", "^ @adv* been a|an @adj* <job> for|since",
                "^ been a|an <job> my|all", "^ as a|an @adj* <job> i|im|my|ive|we",
            ], slot: .job),
        Rule(
            .job,
            [
                "@i @adv* work @adv* as a|an|the? @adj* <trade>", "im @adv* working @adv* as a|an|the? @adj* <trade>",
                "^ @adv* been? working|work @adv* as a|an|the? @adj* <trade>",
                "ive @adv* been working @adv* as a|an|the? @adj* <trade>",
                "@i @adv* been a|an @adj* <job>", "i @adv* make|earn my? a? living as a|an @adj* <trade>",
                "i @adv* became|become a|an @adj* <job>", "im @adv* employed as a|an @adj* <trade>",
                "my @adj* day? job|work|occupation|profession is|as being? working? as? a|an @adj* <trade>",
                "my @adj* job|occupation|profession title? is @adj* <job>",
                "im @adv* training|studying to be|become a|an <job>",
                "@i @adv* started|start working? as a|an|the? @adj* <trade>", "us <job>", "from one <job>",
                "im @adv* <job> by trade|profession", "^ @adj* <job> by trade|profession",
            ]
        ) { match, _ in match.texts(.job) + match.texts(.trade) },
        Rule(.job, ["i @adv* <tradeVerb>", "im @adv* <tradeVerb>", "^ <tradeVerb> for a? living"], slot: .tradeVerb),
        Rule(.job, ["@i @adv* own|run|manage|started|opened a|an|my|the @adj* <business>", "my <business> business"]) {
            match, _ in match.texts(.business).map { "\($0) owner" }
        },
        Rule(
            .job,
            [
                "i @adv* work @adv* in|at|for <field>", "i @adv* do <field> for a? living", "i work <field> $",
                "im @adv* in the? <field> business|industry|field|trade|sector", "im @adv* working in|at|for <field>",
                "my job is|s in <field>", "^ work|working in|at <field>", "ive @adv* been in <field> for|since",
                "ive @adv* worked|working in|at|for <field>", "ive @adv* been working in|at|for <field>",
                "im @adv* in <field> $",
            ]
        ) { match, _ in match.texts(.field).map { "works in \($0)" } },
        Rule(.job, ["i @adv* work @adv* at|for <employer>", "im @adv* working at|for <employer>"]) { match, _ in
            match.texts(.employer).map { "works at \($0)" }
        },
    ]
}
