import RapportCore

/// A trait or a need that shows only in what a fan does again and again.
struct Signal: Sendable {
    let field: ProfileField
    /// What the profile says of him.
    let text: String
    /// Any of these makes a message count.
    let patterns: [Pattern]
    let emoji: Set<Character>
    /// How many messages must show it, at least.
    let leastMessages: Int
    /// And which share of all of his.
    let leastShare: Double
    /// They must lie on at least so many days.
    let leastDays: Int

    init(
        _ field: ProfileField, _ text: String, _ patterns: [String], emoji: String = "", least messages: Int,
        share: Double = 0, days: Int = 1
    ) {
        self.field = field
        self.text = text
        self.patterns = patterns.map { Pattern($0) }
        self.emoji = Set(emoji)
        leastMessages = messages
        leastShare = share
        leastDays = days
    }

    func shows(in message: FanMessage) -> Bool {
        if !emoji.isEmpty, message.text.contains(where: emoji.contains) { return true }
        return message.clauses.contains { clause in
            patterns.contains { pattern in
                clause.tokens.indices.contains { start in
                    guard let first = pattern.firstWords, first.contains(clause.tokens[start].word) else {
                        return false
                    }
                    return pattern.match(clause.tokens, from: start) != nil
                }
            }
        }
    }
}

extension Signal {
    static let all: [Signal] = traits + needs

    private static let traits: [Signal] = [
        Signal(
            .personalityTraits, "humorous", ["lol|lmao|lmfao|rofl|haha|hahaha|hahahaha|hehe|jk|kidding|joking"],
            emoji: "😂🤣😆😜😝", least: 4, share: 0.15),
        Signal(
            .personalityTraits, "affectionate",
            [
                "babe|baby|honey|sweetheart|darling|sweetie|beautiful|gorgeous|angel|princess|queen|love",
                "miss you", "thinking of|about you", "hugs|kisses|xoxo|xo",
            ], emoji: "❤😘🥰😍💕💋💖💗🤗", least: 4, share: 0.15),
        Signal(
            .personalityTraits, "complimentary",
            [
                "your so|really|absolutely|very|too gorgeous|beautiful|pretty|cute|stunning|lovely|sweet|amazing|funny",
                "you look|looked so? really? gorgeous|beautiful|pretty|cute|stunning|lovely|amazing|great|good",
                "your smile|eyes|hair|voice|laugh",
                "love your|that smile|eyes|hair|voice|outfit|dress|style|pics|photos",
                "your gorgeous|beautiful|pretty|cute|stunning|lovely|amazing",
            ], least: 3, share: 0.08),
        Signal(
            .personalityTraits, "curious about her life",
            [
                "what|whats|how|where|when|do|did|are|have are|do|did|is|was|were|you|your you|your|ever|like|been|do|have",
                "how was|is|s your", "tell me about|more", "what do you",
                "do you like|have|ever|love|want|go|play|cook|watch",
                "where are|do you", "have you ever|been|tried|seen", "whats your",
            ], least: 4, share: 0.15),
        Signal(
            .personalityTraits, "polite", ["please|thanks|thank|thx|ty|appreciate|sorry|welcome"], least: 4, share: 0.1),
        Signal(
            .personalityTraits, "impatient",
            [
                "you there|here|around|ok $", "^ hello $", "are you there|ignoring|busy|coming",
                "why no|arent|dont you? answer|answering|reply|replying|response",
                "answer me|please", "still waiting", "hurry up", "asap", "where did|are you go|at",
                "reply please|pls|me|to",
            ], least: 3, share: 0.04),
    ]

    private static let needs: [Signal] = [
        Signal(
            .emotionalNeeds, "company against loneliness",
            [
                "lonely|loneliness|alone", "nobody to talk|hang|share|come", "no one to talk|hang|share|come",
                "by myself",
                "miss having|being someone|with|held|hugged",
                "empty house|bed|apartment", "dont have anyone|many|friends", "all alone",
            ], least: 2),
        Signal(
            .emotionalNeeds, "comfort after hard days",
            [
                "rough|long|hard|bad|tough|shitty|terrible|awful|crazy|stressful day|week|shift|night|month|time|year",
                "stressed|exhausted|overwhelmed|drained|depressed|heartbroken|burnt|burned|anxious",
                "im|feeling @adv* sad|down|tired|low|blue|stressed|worn|hurt|upset|sick", "cant|couldnt sleep",
                "need a hug|break|drink|friend",
                "what a day", "having a hard|rough|bad|tough time|day",
            ], least: 3),
        Signal(
            .emotionalNeeds, "reassurance that she likes him",
            [
                "do|did you like|miss|love|think|want me|of|about", "did you miss|think",
                "are you mad|upset|annoyed|angry|bored|serious|real",
                "am i your|special|bothering|annoying|boring|too|the",
                "you like|miss|love me", "do you even|really like|care|miss|mean", "bet you say|tell",
            ], least: 2),
        Signal(
            .emotionalNeeds, "to be her only one",
            [
                "jealous", "only me|mine|yours|one|guy", "other guys|men|fans", "just for me|us", "all mine", "be mine",
                "your the only",
            ], least: 2),
        Signal(
            .emotionalNeeds, "closeness and romance",
            [
                "miss|missed|missing you", "thinking|dreaming|dreamed|dreamt about|of you", "love you",
                "hold|cuddle|hug|kiss you|me|with",
                "wish you were|could|lived", "date|dinner with you|me", "cuddle|cuddles|cuddling",
            ], least: 3),
        Signal(
            .emotionalNeeds, "a daily rhythm of greetings",
            [
                "good morning|night|evening", "morning beautiful|gorgeous|babe|baby|love|sunshine",
                "goodnight|goodmorning|gm|gn", "sweet dreams", "sleep well|tight",
            ],
            least: 3, days: 3),
        Signal(
            .emotionalNeeds, "to be listened to",
            [
                "thanks|thank you? for listening|caring|asking|understanding|being",
                "you always? listen|understand|get|care me?", "can i tell|ask|vent|talk|share", "need to talk|vent",
                "nice|good|great|easy to|talking talk|to|with", "feel like|so? i? can|comfortable talk|tell",
            ], least: 2),
    ]
}
