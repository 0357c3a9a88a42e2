import Foundation

/// A Milvus server for the run: PyPI's `milvus`, which ends with the value.
final class BenchMilvus: Sendable {
    private struct Request: Encodable {
        enum Operation: String, Encodable { case start, seal }

        var operation: Operation
        var folder: String?
        var collection: String?
    }

    private struct Answer: Decodable {
        var error: String?
        var url: String?
        var bytes: Int?
    }

    let url: String
    private let process: PeerProcess

    /// Starts it, with its data in a folder within `folder`.
    ///
    /// - Throws: `BenchmarkError.peer`.
    init(python: String, in folder: URL) throws {
        process = try PeerProcess.python(python, name: "Milvus", script: "milvus_peer.py")
        do {
            let place = folder.appendingPathComponent("milvus").path
            url = try Self.ask(Request(operation: .start, folder: place), process).url ?? ""
        } catch {
            process.stop()
            throw error
        }
    }

    deinit { process.stop() }

    /// Has an index's records put into sealed segments with graphs, as the server does by itself after some minutes.
    ///
    /// - Returns: what the server holds in memory more than before it was loaded.
    /// - Throws: `BenchmarkError.peer`.
    func seal(_ index: String) throws -> Int? {
        let collection = "rapport_" + index.replacingOccurrences(of: ".", with: "_")
        return try Self.ask(Request(operation: .seal, collection: collection), process).bytes
    }

    private static func ask(_ request: Request, _ process: PeerProcess) throws -> Answer {
        let answer: Answer = try process.exchange(request, operation: request.operation.rawValue)
        if let error = answer.error { throw BenchmarkError.peer("Milvus", error) }
        return answer
    }
}
