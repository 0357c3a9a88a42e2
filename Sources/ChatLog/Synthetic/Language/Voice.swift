/// One person's habits of writing: case, abbreviations, typos, how sentences follow each other.
struct Voice: Sendable {
    enum Casing: Sendable { case lower, sentence, proper }

    var casing: Casing
    var joiner: StaticString
    /// Writes "u" for "you", "r" for "are".
    var abbreviates: Bool
    /// Chance of a slip per letter.
    var slips: Double
    /// Chance of an opening or closing word where there is room.
    var ornaments: Double

    init(fan: LatentFan) {
        var random = SyntheticRandom(seed: fan.voice, stream: 1)
        let formal = fan.kind == .shy || fan.kind == .confider || fan.kind == .collector
        casing = random.chance(formal ? 0.4 : 0.12) ? (random.chance(0.5) ? .proper : .sentence) : .lower
        let joiners: [StaticString] = [", ", " ", ". ", "... ", ", ", " "]
        joiner = random.pick(joiners)
        abbreviates = random.chance(formal ? 0.1 : 0.4)
        slips = random.chance(0.7) ? 0.002 + 0.012 * random.unit() : 0.0005
        ornaments = 0.3 + 0.5 * random.unit()
    }

    init(chatter: Int, seed: UInt64) {
        var random = SyntheticRandom(seed: seed &+ UInt64(chatter), stream: 2)
        casing = random.chance(0.3) ? .sentence : .lower
        let joiners: [StaticString] = [", ", " ", "! ", "... "]
        joiner = random.pick(joiners)
        abbreviates = random.chance(0.2)
        slips = 0.001 + 0.004 * random.unit()
        ornaments = 0.2 + 0.4 * random.unit()
    }

    /// The message as this person types it.
    func typed(_ bytes: [UInt8], _ random: inout SyntheticRandom) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 4)
        var index = 0
        while index < bytes.count {
            let end = wordEnd(bytes, index)
            let first = result.count
            appendWord(bytes[index..<end], to: &result)
            if random.chance(slips * Double(end - index)) { slip(&result, from: first, &random) }
            if end < bytes.count { result.append(bytes[end]) }
            index = end + 1
        }
        capitalise(&result)
        return result
    }

    private func wordEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: " ") { end += 1 }
        return end
    }

    private static let shortForms: [([UInt8], [UInt8])] = [
        ("you", "u"), ("are", "r"), ("your", "ur"), ("because", "cuz"), ("tonight", "2nite"), ("though", "tho"),
        ("please", "pls"), ("really", "rly"), ("people", "ppl"), ("thank", "thx"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    private func appendWord(_ word: ArraySlice<UInt8>, to result: inout [UInt8]) {
        if abbreviates {
            for (long, short) in Self.shortForms where word.elementsEqual(long) {
                result += short
                return
            }
        }
        result += word
    }

    /// Swaps, drops or doubles a letter inside a word of at least four letters.
    private func slip(_ result: inout [UInt8], from first: Int, _ random: inout SyntheticRandom) {
        let letters = result[first...].allSatisfy { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
        guard letters, result.count - first >= 4 else { return }
        let at = first + 1 + random.int(below: result.count - first - 2)
        switch random.int(below: 3) {
        case 0: result.swapAt(at, at + 1)
        case 1: result.remove(at: at)
        default: result.insert(result[at], at: at)
        }
    }

    private func capitalise(_ bytes: inout [UInt8]) {
        guard casing != .lower else { return }
        var startsSentence = true
        for index in bytes.indices {
            let byte = bytes[index]
            let isLetter = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
            if isLetter, startsSentence || casing == .proper && isLoneI(bytes, index) { bytes[index] = byte - 32 }
            if byte != UInt8(ascii: " ") {
                startsSentence =
                    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
            }
        }
    }

    private func isLoneI(_ bytes: [UInt8], _ index: Int) -> Bool {
        bytes[index] == UInt8(ascii: "i") && (index == 0 || bytes[index - 1] == UInt8(ascii: " "))
            && (index + 1 == bytes.count || bytes[index + 1] == UInt8(ascii: " "))
    }
}
