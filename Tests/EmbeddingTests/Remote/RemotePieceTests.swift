import Embedding
import ProviderHTTP
import RapportCore
import TestSupport
import Testing

/// How texts are cut to the provider's window and spread over requests.
@Suite struct RemotePieceTests {
    private func randomText(_ generator: inout SeededGenerator, lines: Int) -> String {
        let words = ["hey", "lovely", "weekend", "😀", "ça", "日本語", "photo!", "a", "running", "incomprehensibilities"]
        return (0..<lines).map { _ in
            let count = Int.random(in: 0..<30, using: &generator)
            return (0..<count).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
        }.joined(separator: "\n")
    }

    @Test(arguments: Seeds.list(30))
    func piecesFitTheWindowAndLoseNothingButBlanks(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let window = Int.random(in: 5...60, using: &generator)
        let texts = (0..<5).map { _ in
            randomText(&generator, lines: Int.random(in: 0..<12, using: &generator))
        }
        let pieces = RemotePiece.pieces(of: texts, windowTokens: window)
        for (index, text) in texts.enumerated() {
            let own = pieces.filter { $0.textIndex == index }
            #expect(own.allSatisfy { $0.tokens <= window && $0.tokens == TokenEstimate.tokens(in: $0.text) })
            #expect(own.allSatisfy { $0.isWhole == (own.count == 1) && !Blank.isBlank($0.text) })
            let kept = own.map(\.text).joined().unicodeScalars.filter { !Blank.isBlank($0) }
            let expected = Blank.isBlank(text) ? "." : text
            #expect(kept.elementsEqual(expected.unicodeScalars.filter { !Blank.isBlank($0) }))
        }
        #expect(pieces.map(\.textIndex) == pieces.map(\.textIndex).sorted())
    }

    @Test func aTextIsCutBetweenMessages() {
        let text = "Fan: hi there\nChatter: hello you\n\nFan: nice"
        // The messages count 4, 5 and 3 tokens, and one more each for the line break; four are kept in reserve.
        #expect(
            RemotePiece.pieces(of: [text], windowTokens: 15).map(\.text) == [text])
        #expect(
            RemotePiece.pieces(of: [text], windowTokens: 14).map(\.text)
                == ["Fan: hi there", "Chatter: hello you\nFan: nice"])
        #expect(
            RemotePiece.pieces(of: [text + "\nChatter: ok"], windowTokens: 15).map(\.text)
                == ["Fan: hi there\nChatter: hello you", "Fan: nice\nChatter: ok"])
    }

    @Test func anOverlongMessageIsCutAtTheWindow() {
        let pieces = RemotePiece.pieces(of: [String(repeating: "!", count: 25)], windowTokens: 14)
        #expect(pieces.map(\.text.count) == [10, 10, 5])
    }

    @Test func aCharacterWithoutEndIsCutToo() {
        let character = "e" + String(repeating: "\u{301}", count: 500)
        let pieces = RemotePiece.pieces(of: [character], windowTokens: 100)
        #expect(pieces.count > 9)
        #expect(pieces.allSatisfy { $0.tokens <= 100 })
    }

    @Test(arguments: Seeds.list(30))
    func batchesCoverAllPiecesAndKeepBothLimits(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = (0..<Int.random(in: 0..<80, using: &generator)).map { index in
            RemotePiece(
                textIndex: index, text: "", tokens: Int.random(in: 0..<40, using: &generator), isWhole: true)
        }
        let maxCount = Int.random(in: 1...9, using: &generator)
        let maxTokens = Int.random(in: 1...100, using: &generator)
        let batches = RemoteBatch.batches(of: pieces, maxCount: maxCount, maxTokens: maxTokens)
        #expect(batches.flatMap { Array($0) } == Array(pieces.indices))
        for batch in batches {
            #expect((1...maxCount).contains(batch.count))
            #expect(batch.count == 1 || pieces[batch].reduce(0) { $0 + $1.tokens } <= maxTokens)
        }
        // No two neighbours would fit into one request.
        for (left, right) in zip(batches, batches.dropFirst()) {
            let tokens = pieces[left].reduce(0) { $0 + $1.tokens } + pieces[right.lowerBound].tokens
            #expect(left.count == maxCount || tokens > maxTokens)
        }
    }
}
