/// Whether what a pattern found was meant as a statement about the fan himself.
enum Belief {
    /// Words before a match in the same part of a clause that make it a wish, a game or a comparison.
    private static let unreal = WordClass.words(
        """
        if wish wishing imagine imagining pretend pretending suppose unless roleplay feel feels felt feeling acting \
        dream dreamed dreamt dreaming maybe would could should might may wonder whether fantasy hope hoping
        """)
    /// Words right before a match that deny it or put it into the past.
    private static let denials = WordClass.words(
        "not never dont isnt aint arent wasnt didnt cant wont neither nor used without stop stopped hate hated")
    private static let verbsOfSaying = WordClass.words(
        "say says said tell tells told think thinks thought call calls called bet assume believe guess ask asked asks")
    /// What one says at the end of a statement that only sounds like a question.
    private static let tags = WordClass.words("right remember huh eh yk innit correct ok okay see")

    /// - Parameter presupposes: the match holds in a question as well.
    /// - Complexity: O(words before the match).
    static func holds(_ match: PatternMatch, in clause: Clause, presupposes: Bool) -> Bool {
        let tokens = clause.tokens
        let start = match.range.lowerBound
        let part = tokens[..<start].lastIndex { $0.isBoundary || breaks.contains($0.word) }
        let before = tokens[(part.map { $0 + 1 } ?? 0)..<start]
        if !isPolite(before.map(\.word)), before.contains(where: { unreal.contains($0.word) }) { return false }
        if before.suffix(2).contains(where: { denials.contains($0.word) }) { return false }
        if isReported(tokens[..<start]) { return false }
        return presupposes || !isAsked(match, in: clause)
    }

    /// A conjunction begins a new thought.
    private static let breaks = WordClass.words("but because and so")

    /// `you said …`, `she thinks …`; not `I told you …`.
    private static func isReported(_ before: ArraySlice<Token>) -> Bool {
        guard let verb = before.suffix(4).lastIndex(where: { verbsOfSaying.contains($0.word) }) else { return false }
        let subject = before[..<verb].last { !["just", "always", "already", "also", "did", "do"].contains($0.word) }
        guard let subject, !subject.isBoundary else { return false }
        return !["i", "ive", "im", "ill"].contains(subject.word)
    }

    /// `if I may`, `if you must know`: no condition.
    private static func isPolite(_ words: [String]) -> Bool {
        guard let condition = words.firstIndex(of: "if") else { return false }
        let rest = words[condition...].dropFirst().prefix(2).joined(separator: " ")
        return ["i may", "i can", "you must", "you ask", "you want", "you dont"].contains(rest)
    }

    /// Whether the match is part of a question. People leave full stops out, so only the last part of what ends in a
    /// question mark is one: `im a nurse do you like nurses?`
    private static func isAsked(_ match: PatternMatch, in clause: Clause) -> Bool {
        let words = clause.tokens.map(\.word)
        guard clause.isQuestion, let last = words.last, !tags.contains(last) else { return false }
        // "did I tell you that I'm a nurse?"
        if zip(words, words.dropFirst()).contains(where: { $0 == "did" && $1 == "i" }) { return false }
        let after = words[match.range.upperBound...]
        let beginsLater =
            after.contains(",") || after.contains("want")
            || zip(after, after.dropFirst()).contains { Question.begins(with: $0, $1) }
        return !beginsLater
    }
}
