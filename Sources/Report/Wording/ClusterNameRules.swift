/// Which names of a language model a cluster may bear.
package enum ClusterNameRules {
    private static let longestCharacters = 40

    /// The names that may be used, nil for the others: two to five words of letters, no number, no person, nothing
    /// sexual or unkind, and none that another cluster has.
    ///
    /// - Parameters:
    ///   - taken: the clusters' names by rule.
    ///   - persons: words of fans', models' and chatters' names, in lower case.
    /// - Complexity: O(characters).
    package static func fit(_ names: [String], taken: [String], persons: Set<String>) -> [String?] {
        let tidy = names.map { $0.split(separator: " ").joined(separator: " ") }
        let counts = Dictionary(tidy.map { ($0.lowercased(), 1) }, uniquingKeysWith: +)
        let taken = Set(taken.map { $0.lowercased() })
        return tidy.map { name in
            let key = name.lowercased()
            return isFit(name, persons: persons) && counts[key] == 1 && !taken.contains(key) ? name : nil
        }
    }

    private static func isFit(_ name: String, persons: Set<String>) -> Bool {
        let parts = name.split(separator: " ")
        guard (2...5).contains(parts.count), name.count <= longestCharacters,
            parts.allSatisfy({ $0.first?.isLetter == true }),
            name.allSatisfy({ $0.isASCII && $0.isLetter || " -'’".contains($0) })
        else { return false }
        return ClaimWords.words(in: name).allSatisfy { word in
            let stem = word.hasSuffix("'s") ? String(word.dropLast(2)) : word
            return !persons.contains(stem) && !firstNames.contains(stem) && !ClaimWords.isNumber(stem)
                && !unfit.contains(stem) && !unfitBeginnings.contains { stem.hasPrefix($0) }
        }
    }

    private static func list(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    /// Frequent first names; those of the log come with it.
    private static let firstNames = list(
        """
        adam alan alex alice amanda amy andrea andrew angela anna anthony ashley ben benjamin betty brandon brian carlos \
        carol charles chris christian christina christopher daniel dave david dennis diana donald donna dylan edward emily \
        emma eric ethan evan frank gary george gregory hannah harry heather henry jack jacob james jason jeff jennifer \
        jeremy jerry jessica jim joe john jonathan jordan jose joseph joshua juan julia julie justin karen katherine keith \
        kelly kenneth kevin kim kyle larry laura lauren leo liam linda lisa logan lucas luis luke margaret maria marie mario \
        martin mary matt matthew megan melissa michael michelle mike nancy nathan nicholas nicole noah olivia oscar pamela \
        patricia patrick paul peter philip rachel raymond rebecca richard robert roger ronald ryan sam samantha samuel sandra \
        sara sarah scott sean sharon sophia stephanie stephen steve steven susan thomas tim timothy tom tony tyler victor \
        victoria vincent walter william zachary
        """)

    /// What is unkind, or says something of age.
    private static let unfit = list(
        """
        adult ass baby babies bitch boob boobs bot boy boys broke bum butt cheap cheapskate child children cock cocks creep \
        creeps creepy crazy cum daddy desperate dick dicks dumb dummy dummies fat freak freaks fool fools girl girls grumpy hot \
        idiot idiots junior kid kids lame lazy loser losers minor minors mommy needy old pathetic perv pervs pussy sad \
        school simp simps slave slaves sucker suckers tit tits toy toys ugly underage weird weirdo weirdos whore whores \
        worthless young younger youth
        """)
    private static let unfitBeginnings = [
        "sex", "porn", "erot", "nud", "nake", "horn", "kink", "fetish", "fuck", "shit", "slut", "orgas", "masturb",
        "lust", "penis", "vagin", "stupid", "teen", "lolita", "virgin", "hate", "nazi", "rape",
    ]
}
