/// How many tokens a provider's tokenizer would make of a text, without having that tokenizer.
///
/// Meant to err upwards, since it guards windows, batches and rates: a word of ASCII letters counts one token, and
/// one more from its sixth letter on for every four; digits, marks and control characters one each; a blank nothing
/// after a word and one after a blank; everything beyond ASCII its bytes in UTF-8, which no byte-level tokenizer exceeds.
public enum TokenEstimate {
    /// - Complexity: O(bytes).
    public static func tokens(in text: some StringProtocol) -> Int {
        var counter = Counter()
        for byte in text.utf8 { counter.count(byte) }
        return counter.tokens
    }

    /// The end of the longest prefix of whole scalars that counts at most `tokens`.
    ///
    /// - Complexity: O(bytes of the prefix).
    public static func prefixEnd(of text: Substring, tokens: Int) -> Substring.Index {
        var counter = Counter()
        for index in text.unicodeScalars.indices {
            for byte in UTF8.encode(text.unicodeScalars[index]) ?? UTF8.encodedReplacementCharacter {
                counter.count(byte)
            }
            if counter.tokens > tokens { return index }
        }
        return text.endIndex
    }

    private struct Counter {
        var tokens = 0
        private var letters = 0
        private var previous: UInt8 = 0

        mutating func count(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                letters += 1
                if letters == 1 || (letters >= 6 && (letters - 2) % 4 == 0) { tokens += 1 }
            case UInt8(ascii: " "):
                letters = 0
                if previous == byte { tokens += 1 }
            default:
                letters = 0
                tokens += 1
            }
            previous = byte
        }
    }
}
