import ArgumentParser
import Foundation

/// Rapport's side of `upserts`: what `peers/upserts_peer.py` is for the others.
struct UpsertsChild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upserts-child", abstract: "Takes upserts for `upserts`.", shouldDisplay: false)

    @Argument(help: "The request, as JSON.")
    var request: String

    func run() async throws {
        var answer = UpsertsAnswer()
        do {
            let request = try PeerProcess.decoder.decode(UpsertsRequest.self, from: Data(request.utf8))
            let side = try RapportUpserts(request)
            switch request.operation {
            case .prepare: try side.prepare()
            case .load: answer = try await side.load()
            case .add: answer.seconds = try await side.add()
            case .upsert, nil: answer = try await side.upsert(isIndexed: request.contender == UpsertsBenchmark.indexed)
            }
        } catch { answer.error = "\(error)" }
        Output.line(String(decoding: try PeerProcess.encoder.encode(answer), as: UTF8.self))
    }
}
