import ArgumentParser
import Foundation

/// Rapport's side of `vectors`: what `peers/vectors_peer.py` is for the others, in a process of its own, so that its
/// memory holds an index and queries and nothing else.
struct VectorsChild: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vectors-child", abstract: "Answers `vectors` over standard input and output.",
        shouldDisplay: false)

    func run() throws {
        let side = RapportSide()
        while let line = readLine() {
            let request = try PeerProcess.decoder.decode(PeerRequest.self, from: Data(line.utf8))
            var answer = PeerAnswer()
            do { answer = try side.answer(request) } catch { answer.error = "\(error)" }
            Output.line(String(decoding: try PeerProcess.encoder.encode(answer), as: UTF8.self))
        }
    }
}
