import ProviderHTTP
import TestSupport
import Testing

@Suite struct TokenEstimateTests {
    @Test(arguments: [
        ("", 0), ("hi", 1), ("hello", 1), ("lovely", 2), ("good morning", 3), ("hi!", 2), ("2024", 4), ("a\nb", 3),
        ("   ", 2), ("é", 2), ("😀", 4), ("日本", 6), ("abcdefghijklmn", 4),
    ])
    func wordsMarksAndBytesAreCounted(text: String, tokens: Int) {
        #expect(TokenEstimate.tokens(in: text) == tokens)
    }

    @Test(arguments: Seeds.list(20))
    func aLongerTextNeverCountsLessAndNoTokenHasMoreThanSixBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("abcdefgh  \n\t.,!7é😀日")
        var text = ""
        var previous = 0
        for _ in 0..<300 {
            text.append(alphabet.randomElement(using: &generator) ?? " ")
            let tokens = TokenEstimate.tokens(in: text)
            #expect(tokens >= previous)
            #expect(text.utf8.count <= 6 * tokens + 6)
            previous = tokens
        }
    }

    @Test(arguments: Seeds.list(20))
    func aPrefixIsTheLongestThatFits(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("abcdefgh  \n.,!7é😀日".unicodeScalars)
        let scalars = (0..<60).map { _ in alphabet.randomElement(using: &generator) ?? " " }
        let text = String(String.UnicodeScalarView(scalars))
        for tokens in 0...(TokenEstimate.tokens(in: text) + 1) {
            let end = TokenEstimate.prefixEnd(of: text[...], tokens: tokens)
            #expect(TokenEstimate.tokens(in: text[..<end]) <= tokens)
            if end < text.endIndex {
                let next = text.unicodeScalars.index(after: end)
                #expect(TokenEstimate.tokens(in: text[..<next]) > tokens)
            }
        }
    }
}
