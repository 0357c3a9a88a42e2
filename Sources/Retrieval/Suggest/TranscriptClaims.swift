import RapportCore

/// Claims that a reply makes about this conversation, which were true where it was first sent and may not be here.
///
/// "Thank you for the tip" is a fine answer to a tip and a lie without one. The phrases are data: each stands under what
/// must have happened for it to be said.
package struct TranscriptClaims: Sendable {
    /// What a claim needs.
    package enum Ground: String, Sendable, CaseIterable {
        /// The fan tipped lately.
        case tip
        /// He unlocked something lately.
        case purchase
        /// He was offered something lately.
        case offer
        /// Something that no transcript shows: a promise, a file, an appointment.
        case nothing
    }

    /// What lately happened in this conversation.
    private let grounds: Set<Ground>
    /// Words of this fan's own messages, of the answers to him and of his profile, folded.
    private let ownWords: Set<String>

    package init(_ context: SuggestContext) {
        var grounds: Set<Ground> = []
        for row in context.recentRows {
            if row.tips > 0 { grounds.insert(.tip) }
            if row.isOffer { grounds.insert(.offer) }
            if row.isPurchase { grounds.insert(.purchase) }
        }
        self.grounds = grounds
        ownWords = Set(
            (context.messages.map(\.text) + context.facts).flatMap { ReplyWords.words(of: $0).map(\.folded) })
    }

    /// Whether everything that a reply claims is so.
    ///
    /// - Complexity: O(length): each word is compared with the phrases that begin with it.
    package func support(_ reply: String) -> Bool {
        let words = ReplyWords.words(of: reply).map(\.folded)
        for start in words.indices {
            for claim in Self.claims[words[start]] ?? [] where !grounds.contains(claim.ground) {
                if words[start...].starts(with: claim.words) { return false }
            }
        }
        // "How is your dog?" is for a fan who spoke of one.
        return !zip(words, words.dropFirst()).contains { word, next in
            Self.possessives.contains(word) && Self.ownThings.contains(next) && !knows(next)
        }
    }

    private func knows(_ thing: String) -> Bool {
        Self.sameThings.first { $0.contains(thing) }?.contains(where: ownWords.contains) ?? ownWords.contains(thing)
    }

    /// The phrases by their first words.
    private static let claims: [String: [(ground: Ground, words: [String])]] = {
        var claims: [String: [(ground: Ground, words: [String])]] = [:]
        for (ground, phrases) in phrases {
            for phrase in phrases {
                let words = phrase.split(separator: " ").map(String.init)
                claims[words[0], default: []].append((ground, words))
            }
        }
        return claims
    }()

    private static let possessives: Set<String> = ["your", "ur", "youre", "you're"]

    /// Words for one thing: who said one may be asked with another.
    private static let sameThings: [Set<String>] = [
        ["dog", "dogs", "puppy", "pup"], ["cat", "cats", "kitten"], ["mom", "mum", "mother", "mama"],
        ["dad", "father", "papa"], ["kid", "kids", "child", "children", "son", "daughter", "boy", "girl"],
        ["wife", "husband", "marriage", "married"], ["ex", "divorce", "divorced", "separation"],
        ["grandma", "grandmother", "nana"], ["grandpa", "grandfather"], ["job", "work", "shift", "boss"],
    ]

    /// What not every fan has.
    private static let ownThings: Set<String> = sameThings.reduce(
        into: [
            "brother", "sister", "nephew", "niece", "uncle", "aunt", "cousin", "parrot", "horse", "hamster", "rabbit",
            "fish", "turtle", "girlfriend", "roommate", "birthday", "surgery", "exam", "wedding", "interview", "boat",
            "truck", "motorcycle", "trip", "vacation", "holiday",
        ]
    ) { $0.formUnion($1) }

    /// Folded, in words that are parted by single blanks.
    package static let phrases: [Ground: [String]] = [
        .tip: [
            "your tip", "the tip", "that tip", "best tip", "for tipping", "tipping me", "you tipped", "spoil me",
            "spoiling me", "so generous", "your generosity", "did not have to", "didn't have to", "didnt have to",
            "buy coffee", "your gift", "the gift", "for the coffee", "for the flowers",
        ],
        .purchase: [
            "did you like it", "do you like it", "glad you like it", "glad you liked", "glad you enjoyed",
            "happy you like", "happy you liked", "you opened it", "you opened", "you unlocked", "for unlocking",
            "for opening", "for buying", "your purchase", "you bought", "your favourite part", "your favorite part",
            "hoped you would love it", "made for you", "your support", "good taste", "the set you", "the video you",
        ],
        .offer: [
            "about the price", "the price", "cheaper", "a better deal", "better deal", "next time then",
            "maybe later then",
            "open it", "unlock it", "unlock me", "it's worth it", "it is worth it", "worth it i promise",
            "money is tight",
            "payday", "here you go", "here it is", "in your inbox", "check your messages", "check your inbox",
            "check your dms", "did you see it", "did you open", "not your style",
        ],
        .nothing: [
            "as promised", "like i promised", "as i promised", "i promised you", "you promised", "like we said",
            "as we said", "like i said", "as i said", "like you said", "as you said", "like i told you",
            "as i told you", "i told you", "you told me", "like you told me", "you asked for", "you asked me",
            "like you asked", "as you asked", "as requested", "you requested", "your request", "your custom",
            "i sent you", "i've sent you", "i just sent", "just sent you", "i already sent", "you sent me", "you sent",
            "you showed me", "i showed you", "our date", "our call", "our video call", "last time we", "last time you",
            "the other day you", "yesterday you", "when we met", "when we talked", "we talked about", "we spoke about",
            "remember when", "remember that you", "remember you", "old messages", "you mentioned", "see you tomorrow",
            "i'll send you", "i will send you", "sending you", "for free", "free of charge", "no charge", "refund",
            "meet you tomorrow", "i'll call you", "i will call you", "next week we", "tonight we",
        ],
    ]
}
