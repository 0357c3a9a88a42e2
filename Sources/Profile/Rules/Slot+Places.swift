extension Slot {
    static func place(_ tokens: [Token], _ index: Int) -> Capture? {
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
    static func town(_ tokens: [Token], _ index: Int) -> Capture? {
        if let name = Lexicon.places.misspelt(tokens[index].word, least: 6) { return Capture(name, length: 1) }
        if let name = properName(tokens, index) { return name }
        let words = tokens[index...].prefix { isPlain($0) && !WordClass.closers.contains($0.word) }
        guard (1...2).contains(words.count), words.allSatisfy({ !notTown.contains($0.word) }) else { return nil }
        return Capture(words.map { $0.word.capitalisedWord }.joined(separator: " "), length: words.count)
    }

    /// Up to three words that begin with capitals, in a message that has small letters too.
    static func properName(_ tokens: [Token], _ index: Int) -> Capture? {
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
