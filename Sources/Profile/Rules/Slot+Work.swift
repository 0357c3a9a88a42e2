extension Slot {
    /// Words that show that what was read names no trade: `doctor who`, `cowboy boots`.
    private static let notTrade = WordClass.words(
        "fan fans friend costume outfit who strange show movie game shift wannabe degree bag type")
    private static let modifiersAtMost = 2

    static func job(_ tokens: [Token], _ index: Int) -> Capture? {
        for skipped in 0...modifiersAtMost {
            let head = index + skipped
            guard tokens[index..<min(head, tokens.count)].allSatisfy({ isPlain($0) }) else { return nil }
            guard head < tokens.count else { return nil }
            var found = Lexicon.jobs.longest(tokens, from: head)
            if found == nil, skipped == 0, let name = Lexicon.jobs.misspelt(tokens[head].word, least: 8) {
                found = (name, 1)
            }
            guard let found else { continue }
            let end = head + found.length
            if end < tokens.count, notTrade.contains(tokens[end].word) { return nil }
            if tokens[end...].starts(with: ["in", "training"], by: { $0.word == $1 }) { return nil }
            let modifiers = tokens[index..<head].map(\.word)
            return Capture((modifiers + [found.canonical]).joined(separator: " "), length: end - index)
        }
        return nil
    }

    static func unknownTrade(_ tokens: [Token], _ index: Int) -> Capture? {
        let words = tokens[index...].prefix { isPlain($0) && !WordClass.closers.contains($0.word) }.prefix(3)
        guard !words.isEmpty else { return nil }
        return Capture(words.map(\.word).joined(separator: " "), length: words.count)
    }

    /// `own a bakery`: what one can own and work in.
    static func business(_ tokens: [Token], _ index: Int) -> Capture? {
        for skipped in 0...modifiersAtMost where index + skipped < tokens.count {
            guard tokens[index..<index + skipped].allSatisfy(isPlain) else { return nil }
            guard businesses.contains(tokens[index + skipped].word) else { continue }
            let words = tokens[index...index + skipped].map(\.word).filter { !["small", "little", "own"].contains($0) }
            return Capture(words.joined(separator: " "), length: skipped + 1)
        }
        return nil
    }

    private static let businesses = WordClass.words(
        """
        bakery brewery garage bookstore barbershop salon gym studio hotel motel cafe diner pizzeria winery vineyard \
        dealership agency practice clinic laundromat carwash nursery florist franchise hostel deli butchery pub \
        store shop bar restaurant business company farm ranch firm
        """)

    /// A word with a meaning of its own, as a modifier is.
    static func isPlain(_ token: Token) -> Bool {
        !token.isBoundary && token.word.allSatisfy(\.isLetter) && !functionWords.contains(token.word)
    }

    static let functionWords = WordClass.words(
        """
        a an the i im ive id ill you your yours he she it we they them his her hers our their its my me mine this that \
        these those and or but so if then than as at by for from in into of off on onto out over to up with without \
        about after before is are was were be been being am do does did doing have has had having will would can could \
        should may might must shall not no dont cant wont isnt arent wasnt didnt doesnt never ever just really very too \
        also only now here there when where who what which why how because while though like lol haha yes yeah all any \
        some more most much many few other another such own same got get getting going go went back again still already \
        one two three someone something anything everything nothing today tomorrow yesterday tonight
        """)
}
