import Milvus
import NIOCore
import TestSupport
import Testing

/// Pings are taken out of what a Milvus server sends, and answered; all else comes through as it was.
@Suite struct MilvusPingTests {
    private static func frame(_ type: UInt8, flags: UInt8 = 0, stream: UInt8 = 0, _ payload: [UInt8]) -> [UInt8] {
        [0, UInt8(payload.count / 256), UInt8(payload.count % 256), type, flags, 0, 0, 0, stream] + payload
    }

    private static let question = Array<UInt8>(1...8)
    private static let settings = frame(4, [0, 3, 0, 0, 0, 100])
    private static let data = frame(0, flags: 1, stream: 1, (0..<700).map { UInt8($0 % 251) })
    /// To a ping of the client's, and one that is none.
    private static let others = frame(6, flags: 1, question) + frame(6, [1, 2])

    private func taken(_ pieces: [[UInt8]], isAnswering: Bool = true) -> (frames: [UInt8], answers: [UInt8]) {
        var pings = MilvusPings()
        var (frames, answers): ([UInt8], [UInt8]) = ([], [])
        for piece in pieces {
            let found = pings.take(ByteBuffer(bytes: piece), isAnswering: isAnswering)
            for frame in found.frames { frames += frame.readableBytesView }
            answers += found.answers.readableBytesView
        }
        return (frames, answers)
    }

    @Test func pingsAreAnsweredAndNothingElseIsTouched() {
        let ping = Self.frame(6, Self.question)
        let second = Self.frame(6, Self.question.reversed())
        let sent = Self.settings + ping + Self.data + ping + second + Self.others + Self.settings
        let expected = Self.settings + Self.data + Self.others + Self.settings
        let answers = [Self.question, Self.question, Self.question.reversed()].flatMap { Self.frame(6, flags: 1, $0) }
        for cut in 0...sent.count {
            let found = taken([Array(sent[..<cut]), Array(sent[cut...])])
            #expect(found.frames == expected && found.answers == answers, "cut at \(cut)")
        }
        let bytes = taken(sent.map { [$0] })
        #expect(bytes.frames == expected && bytes.answers == answers)
    }

    @Test func whileNoAnswerCanBeSentPingsGoOn() {
        let sent = Self.settings + Self.frame(6, Self.question) + Self.data
        let found = taken([sent], isAnswering: false)
        #expect(found.frames == sent && found.answers.isEmpty)
    }

    @Test(arguments: Seeds.list(4)) func anyBytesAtAllGoThrough(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let sent = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                UInt8.random(in: 0...8, using: &generator)
            }
            let found = taken(sent.map { [$0] })
            // At most the beginning of a frame is held back.
            #expect(found.frames.count + found.answers.count <= sent.count)
            #expect(found.frames.count + found.answers.count + 17 > sent.count)
        }
    }
}
