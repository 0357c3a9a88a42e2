/// Builds one message out of phrases until it has about the length that it should have.
struct Composer {
    let grammar = Grammar.shared
    private(set) var bytes: [UInt8] = []
    /// Characters (Unicode scalars) in `bytes`.
    private(set) var count = 0
    private var candidate: [UInt8] = []
    private var best: [UInt8] = []
    /// The phrases said last, so that nobody repeats himself all the time.
    private var recent = [Int](repeating: -1, count: 24)
    private var nextRecent = 0

    mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        count = 0
    }

    /// Appends the phrase of a few draws that comes nearest to `room` characters.
    ///
    /// - Parameter lists: draws go through them in turn.
    mutating func add(
        _ lists: [Int], room: Int, tries: Int, joiner: StaticString, _ context: SpeechContext,
        _ random: inout SyntheticRandom
    ) {
        var bestCost = Int.max
        var bestPhrase = -1
        for attempt in 0..<tries {
            let list = lists[attempt % lists.count]
            guard !grammar.isEmpty(list) else { continue }
            candidate.removeAll(keepingCapacity: true)
            let phrase = grammar.append(list, context, &random, to: &candidate)
            let length = Self.scalars(candidate)
            // Where there is room for more, any length will do.
            let misfit = length > room ? 2 * (length - room) : room > 90 ? 0 : room - length
            let cost = misfit + (recent.contains(phrase) ? 60 : 0)
            if cost < bestCost {
                bestCost = cost
                bestPhrase = phrase
                swap(&best, &candidate)
            }
            if bestCost <= 1 { break }
        }
        guard bestCost < Int.max else { return }
        recent[nextRecent] = bestPhrase
        nextRecent = (nextRecent + 1) % recent.count
        join(joiner)
        append(best)
    }

    /// Puts an opening before the message: "haha ", "to be honest ".
    mutating func prepend(_ list: Int, room: Int, _ context: SpeechContext, _ random: inout SyntheticRandom) {
        let message = bytes
        begin()
        add([list], room: room, tries: 3, joiner: "", context, &random)
        join(random.chance(0.4) ? ", " : " ")
        append(message)
    }

    mutating func append(_ more: [UInt8]) {
        bytes += more
        count += Self.scalars(more)
    }

    /// Parts follow each other with what the voice likes, but nothing doubles a question mark.
    private mutating func join(_ joiner: StaticString) {
        guard let last = bytes.last else { return }
        let ends = last == UInt8(ascii: "?") || last == UInt8(ascii: "!") || last == UInt8(ascii: ".")
        if ends {
            bytes.append(UInt8(ascii: " "))
            count += 1
        } else {
            joiner.withUTF8Buffer { bytes += $0 }
            count += joiner.utf8CodeUnitCount
        }
    }

    mutating func replace(with rewritten: [UInt8]) {
        bytes = rewritten
        count = Self.scalars(rewritten)
    }

    static func scalars(_ bytes: [UInt8]) -> Int {
        var count = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
