/// A pattern of words, written as a line such as `im @adv* a|an? <job>`.
///
/// Parts, between blanks: `word`, `one|other`, `@class` (words of `WordClass`), `<slot>` (what a lexicon knows at that
/// place), `^` (the clause begins here, or a part of it), `$` (the clause ends here, or a part of it). `?` behind a part
/// makes it optional, `*` lets it come up to three times. `…` is up to five words of any kind.
struct Pattern: Sendable {
    private enum Part: Sendable {
        case words(Set<String>, Count)
        case slot(Slot, isOptional: Bool)
        case start
        case end
        case gap
    }

    private enum Count: Sendable {
        case once
        case optional
        case many

        var range: ClosedRange<Int> {
            switch self {
            case .once: 1...1
            case .optional: 0...1
            case .many: 0...3
            }
        }
    }

    private static let gapAtMost = 5

    private let parts: [Part]

    /// The words with which a match can begin; nil where that is not known.
    let firstWords: Set<String>?

    /// - Precondition: the line is one of our own and names words, classes and slots that there are.
    init(_ line: String) {
        parts = line.split(separator: " ").map(Self.part)
        var first: Set<String> = []
        var isKnown = false
        for part in parts {
            if case .start = part { continue }
            guard case .words(let words, let count) = part else { break }
            first.formUnion(words)
            if count == .once {
                isKnown = true
                break
            }
        }
        firstWords = isKnown ? first : nil
    }

    private static func part(_ text: Substring) -> Part {
        switch text {
        case "^": return .start
        case "$": return .end
        case "…": return .gap
        default: break
        }
        var text = text
        var count = Count.once
        if text.hasSuffix("?") { count = .optional } else if text.hasSuffix("*") { count = .many }
        if count != .once { text = text.dropLast() }
        if text.hasPrefix("<") {
            guard let slot = Slot(rawValue: String(text.dropFirst().dropLast())) else {
                preconditionFailure("no slot is called \(text)")
            }
            return .slot(slot, isOptional: count == .optional)
        }
        var words: Set<String> = []
        for word in text.split(separator: "|") {
            guard word.hasPrefix("@") else {
                words.insert(String(word))
                continue
            }
            guard let members = WordClass.named(word.dropFirst()) else {
                preconditionFailure("no class of words is called \(word)")
            }
            words.formUnion(members)
        }
        return .words(words, count)
    }

    /// Where the pattern matches from `start` on; nil where it does not. Tries the longest ways first.
    ///
    /// - Complexity: O(parts) but for runs of repeated parts, which are short.
    func match(_ tokens: [Token], from start: Int) -> PatternMatch? {
        var captures: [Slot: Capture] = [:]
        guard let end = match(parts[...], tokens, start, &captures) else { return nil }
        return PatternMatch(range: start..<end, captures: captures)
    }

    private func match(
        _ rest: ArraySlice<Part>, _ tokens: [Token], _ index: Int, _ captures: inout [Slot: Capture]
    ) -> Int? {
        guard let part = rest.first else { return index }
        let others = rest.dropFirst()
        switch part {
        case .start:
            return index == 0 || tokens[index - 1].isBoundary || WordClass.fillers.contains(tokens[index - 1].word)
                ? match(others, tokens, index, &captures) : nil
        case .end:
            return index == tokens.count || tokens[index].isBoundary || WordClass.closers.contains(tokens[index].word)
                ? match(others, tokens, index, &captures) : nil
        case .gap:
            for taken in 0...Self.gapAtMost where index + taken <= tokens.count {
                guard tokens[index..<index + taken].allSatisfy({ !$0.isBoundary }) else { return nil }
                if let end = match(others, tokens, index + taken, &captures) { return end }
            }
            return nil
        case .words(let words, let count):
            var run = 0
            while run < count.range.upperBound, index + run < tokens.count, words.contains(tokens[index + run].word) {
                run += 1
            }
            guard run >= count.range.lowerBound else { return nil }
            for taken in stride(from: run, through: count.range.lowerBound, by: -1) {
                if let end = match(others, tokens, index + taken, &captures) { return end }
            }
            return nil
        case .slot(let slot, let isOptional):
            if let capture = slot.read(tokens, from: index) {
                captures[slot] = capture
                if let end = match(others, tokens, index + capture.length, &captures) { return end }
                captures[slot] = nil
            }
            return isOptional ? match(others, tokens, index, &captures) : nil
        }
    }
}

/// What a slot read.
struct Capture: Sendable, Hashable {
    /// What it means, in a few words; several for an enumeration.
    var texts: [String]
    /// Tokens taken.
    var length: Int

    init(_ text: String, length: Int) {
        texts = [text]
        self.length = length
    }

    init(texts: [String], length: Int) {
        self.texts = texts
        self.length = length
    }
}

/// A place where a pattern matched.
struct PatternMatch: Sendable {
    var range: Range<Int>
    var captures: [Slot: Capture]

    /// What a slot read; empty where it read nothing.
    func texts(_ slot: Slot) -> [String] { captures[slot]?.texts ?? [] }
}
