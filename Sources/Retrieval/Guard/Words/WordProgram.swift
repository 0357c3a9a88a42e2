/// A pattern over the numbers that stand for words, for matching without looking at letters.
indirect enum WordProgram: Sendable {
    case word(Set<Int32>)
    case number(ClosedRange<Int>)
    case gap(Int)
    case sentenceStart
    case optional(WordProgram)
    case choice([WordProgram])
    case sequence([WordProgram])

    init(_ pattern: WordPattern, _ vocabulary: [String: Int32]) {
        switch pattern {
        case .word(let words): self = .word(Set(words.compactMap { vocabulary[$0] }))
        case .number(let range): self = .number(range)
        case .gap(let longest): self = .gap(longest)
        case .sentenceStart: self = .sentenceStart
        case .optional(let inner): self = .optional(WordProgram(inner, vocabulary))
        case .choice(let inner): self = .choice(inner.map { WordProgram($0, vocabulary) })
        case .sequence(let inner): self = .sequence(inner.map { WordProgram($0, vocabulary) })
        }
    }

    /// Where a match that begins at `start` may end, longest last; empty where none begins there.
    ///
    /// - Complexity: O(pattern · 1), whatever it holds: the ends are bits of one word, so a match spans 63 words at most.
    func longestMatch(_ words: ArraySlice<GuardWord>) -> Int? {
        let ends = advance(1, words)
        // A pattern that matches nothing would match everywhere.
        return ends > 1 ? UInt64.bitWidth - 1 - ends.leadingZeroBitCount : nil
    }

    /// The positions after the pattern, where bit n stands for n words from the start.
    private func advance(_ ends: UInt64, _ words: ArraySlice<GuardWord>) -> UInt64 {
        guard ends != 0 else { return 0 }
        switch self {
        case .word(let ids): return step(ends, words) { ids.contains($0.id) }
        case .number(let range): return step(ends, words) { $0.number.map(range.contains) ?? false }
        case .gap(let longest):
            var reached = ends
            var edge = ends
            for _ in 0..<longest {
                edge = step(edge, words) { _ in true }
                reached |= edge
            }
            return reached
        case .sentenceStart: return ends & 1 == 1 && (words.first?.startsSentence ?? false) ? 1 : 0
        case .optional(let inner): return ends | inner.advance(ends, words)
        case .choice(let inner): return inner.reduce(0) { $0 | $1.advance(ends, words) }
        case .sequence(let inner): return inner.reduce(ends) { $1.advance($0, words) }
        }
    }

    /// One word on from each position whose word passes; never into another sentence.
    private func step(_ ends: UInt64, _ words: ArraySlice<GuardWord>, _ passes: (GuardWord) -> Bool) -> UInt64 {
        var rest = ends & (UInt64.max >> 1)
        var next: UInt64 = 0
        while rest != 0 {
            let offset = rest.trailingZeroBitCount
            rest &= rest - 1
            let position = words.startIndex + offset
            guard position < words.endIndex, offset == 0 || !words[position].startsSentence else { continue }
            if passes(words[position]) { next |= 1 << (offset + 1) }
        }
        return next
    }

    /// Stands for any number among the words with which a match can begin.
    static let anyNumber: Int32 = -2

    /// The words with which a match can begin; nil where anything may.
    var firstWords: Set<Int32>? {
        switch self {
        case .word(let ids): ids
        case .number: [Self.anyNumber]
        case .gap, .sentenceStart, .optional: nil
        case .choice(let inner): Self.union(inner.map(\.firstWords))
        case .sequence(let inner): Self.firstWords(ofSequence: inner[...])
        }
    }

    private static func firstWords(ofSequence patterns: ArraySlice<WordProgram>) -> Set<Int32>? {
        switch patterns.first {
        case nil: nil
        case .optional(let inner): union([inner.firstWords, firstWords(ofSequence: patterns.dropFirst())])
        case .sentenceStart: firstWords(ofSequence: patterns.dropFirst())
        case .some(let first): first.firstWords
        }
    }

    private static func union(_ sets: [Set<Int32>?]) -> Set<Int32>? {
        var all: Set<Int32> = []
        for set in sets {
            guard let set else { return nil }
            all.formUnion(set)
        }
        return all
    }
}
