/// How many tokens a provider's tokenizer would make of a text, without having that tokenizer.
///
/// Meant to err upwards, since it guards windows, batches and rates: a word of ASCII letters counts one token, and
/// one more from its sixth letter on for every four; digits, marks and control characters one each; a blank nothing
/// after a word and one after a blank; everything beyond ASCII its bytes in UTF-8, which no byte-level tokenizer exceeds.
public enum TokenEstimate {
    /// - Complexity: O(bytes).
    public static func tokens(in text: some StringProtocol) -> Int {
        var total = 0
        var letters = 0
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                letters += 1
                if letters == 1 || (letters >= 6 && (letters - 2) % 4 == 0) { total += 1 }
            case UInt8(ascii: " "):
                letters = 0
                if previous == byte { total += 1 }
            default:
                letters = 0
                total += 1
            }
            previous = byte
        }
        return total
    }
}
