import Embedding
import TestSupport
import Testing

@Suite struct ChunkingTests {
    private func pieces(_ chunks: [[Chunking.Piece]]) -> [[String]] {
        chunks.map { $0.map { "\($0.message):\($0.tokens.lowerBound)-\($0.tokens.upperBound)" } }
    }

    @Test func wholeMessagesArePackedGreedily() {
        let chunks = Chunking(capacity: 10).chunks(tokenCounts: [4, 6, 1, 9, 5])
        #expect(pieces(chunks) == [["0:0-4", "1:0-6"], ["2:0-1", "3:0-9"], ["4:0-5"]])
    }

    @Test func anOverlongMessageIsCutAtTheWindowAndItsRestOpensAChunk() {
        let chunks = Chunking(capacity: 10).chunks(tokenCounts: [3, 25, 4, 2])
        #expect(pieces(chunks) == [["0:0-3"], ["1:0-10"], ["1:10-20"], ["1:20-25", "2:0-4"], ["3:0-2"]])
    }

    @Test func emptyMessagesAndTextsHaveNoPieces() {
        #expect(Chunking(capacity: 3).chunks(tokenCounts: []) == [])
        #expect(Chunking(capacity: 3).chunks(tokenCounts: [0, 0]) == [])
        #expect(pieces(Chunking(capacity: 3).chunks(tokenCounts: [0, 2, 0, 1])) == [["1:0-2", "3:0-1"]])
    }

    @Test(arguments: Seeds.list(20))
    func everyTokenIsInOneChunkInOrderAndNoMessageIsCutWithoutNeed(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let capacity = Int.random(in: 1...20, using: &generator)
            let counts = (0..<Int.random(in: 0...15, using: &generator)).map { _ in
                Int.random(in: 0...30, using: &generator)
            }
            let chunks = Chunking(capacity: capacity).chunks(tokenCounts: counts)
            let tokens = chunks.flatMap { chunk in chunk.flatMap { piece in piece.tokens.map { [piece.message, $0] } } }
            #expect(tokens == counts.enumerated().flatMap { message, count in (0..<count).map { [message, $0] } })
            for chunk in chunks {
                #expect((1...capacity).contains(chunk.reduce(0) { $0 + $1.tokens.count }))
                for piece in chunk where counts[piece.message] <= capacity {
                    #expect(piece.tokens == 0..<counts[piece.message])
                }
            }
        }
    }
}
