/// Patterns by the words with which they can begin.
struct PhraseIndex: Sendable {
    private let programs: [WordProgram]
    private var byFirstWord: [Int32: [Int]] = [:]
    /// Patterns that may begin with any word.
    private var others: [Int] = []

    init(_ programs: [WordProgram]) {
        self.programs = programs
        for (number, program) in programs.enumerated() {
            guard let words = program.firstWords else {
                others.append(number)
                continue
            }
            for word in words { byFirstWord[word, default: []].append(number) }
        }
    }

    func hasMatch(in words: [GuardWord]) -> Bool {
        words.indices.contains { start in
            candidates(words[start]).contains { programs[$0].longestMatch(words[start...]) != nil }
        }
    }

    /// Where patterns match, the longest match of each at each word.
    func matches(in words: [GuardWord]) -> [Range<Int>] {
        words.indices.flatMap { start in
            candidates(words[start]).compactMap { number in
                programs[number].longestMatch(words[start...]).map { start..<start + $0 }
            }
        }
    }

    /// How many different patterns match, counted up to `limit`.
    func matchCount(in words: [GuardWord], atMost limit: Int) -> Int {
        var found: Set<Int> = []
        for start in words.indices {
            for number in candidates(words[start]) where !found.contains(number) {
                guard programs[number].longestMatch(words[start...]) != nil else { continue }
                found.insert(number)
                if found.count == limit { return limit }
            }
        }
        return found.count
    }

    private func candidates(_ word: GuardWord) -> [Int] {
        let named = byFirstWord[word.id] ?? []
        let numbers = word.number == nil ? [] : byFirstWord[WordProgram.anyNumber] ?? []
        return others.isEmpty && numbers.isEmpty ? named : named + numbers + others
    }
}
