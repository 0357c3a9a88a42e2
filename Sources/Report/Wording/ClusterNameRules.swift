import RapportCore

/// Which names of a language model a cluster may bear.
package enum ClusterNameRules {
    private static let longestCharacters = 40

    /// The names that may be used, nil for the others: two to five words of letters, no number, person or
    /// place, nothing sexual or unkind, and none that another cluster has.
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
            return !persons.contains(stem) && !Names.given.contains(stem) && !Names.places.contains(stem)
                && !ClaimWords.isNumber(stem)
                && !unfit.contains(stem) && !unfitBeginnings.contains { stem.hasPrefix($0) }
        }
    }

    private static func list(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

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
