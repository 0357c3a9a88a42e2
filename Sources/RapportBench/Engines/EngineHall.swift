import Foundation
import Milvus
import PgVector
import RapportCore

/// The vectors of a run, the judge of what is found, the servers, and the turns that the contenders take.
final class EngineHall {
    private let options: EnginesBenchmark
    private let folder: URL
    private let data: EngineData
    private let judge: PeerProcess
    private let postgres: BenchPostgres?

    /// Candidates that are tried, ascending; 1,000 is what pgvector keeps at most.
    private static let ladder = [10, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1_000]
    /// Times that which a timing may take is what judging may take.
    private static let judgingPatience = 10.0
    /// What pgvector's tables and graph take of the bytes of the vectors, with room to spare.
    private static let cacheFactor = 4

    /// Makes the vectors and starts the servers.
    ///
    /// - Throws: `VectorFileError`, `BenchmarkError`.
    init(_ options: EnginesBenchmark, in folder: URL) throws {
        self.options = options
        self.folder = folder
        Output.progress("making \(options.vectors) × \(options.dimension) vectors")
        data = try EngineData(
            vectors: options.vectors, dimension: options.dimension, queryCount: options.queryCount,
            seed: options.seed, in: folder)
        let needsPostgres = options.postgres == nil && options.contenders.contains { $0.isInPostgres }
        postgres =
            needsPostgres
            ? try BenchPostgres(
                python: options.python, in: folder,
                cacheBytes: 4 * Self.cacheFactor * options.vectors * options.dimension)
            : nil
        do {
            judge = try PeerProcess.python(
                options.python, name: "exact search", blasThreads: ProcessInfo.processInfo.activeProcessorCount)
        } catch {
            postgres?.stop()
            throw error
        }
    }

    func close() {
        judge.stop()
        postgres?.stop()
    }

    /// Loads and measures all contenders, one after the other. One that fails is in the report with what it gave before.
    func measured() async -> EnginesReport {
        var report = EnginesReport(
            vectors: options.vectors, dimension: options.dimension, k: options.k, recallTarget: options.recall)
        for name in options.contenders {
            report.contenders.append(await measured(name))
        }
        return report
    }

    /// What stands behind a name.
    private func contender(_ name: EngineName) throws -> any EngineContender {
        switch name {
        case .rapport: try GraphContender(data, in: folder)
        case .pgvector: FollowingContender(name, PgEngine(try PgAddress(postgresURL ?? "")), data)
        case .milvus: try milvusContender()
        case .pgvectorSQL, .chroma:
            try EnginePeer(name, data, python: options.python, url: postgresURL, in: folder)
        }
    }

    private func milvusContender() throws -> any EngineContender {
        if let url = options.milvus { return FollowingContender(.milvus, try MilvusEngine(MilvusAddress(url)), data) }
        // Started here, not with the others: it takes a core's time even while nobody asks.
        let server = try BenchMilvus(python: options.python, in: folder)
        return FollowingContender(.milvus, try MilvusEngine(MilvusAddress(server.url)), data) {
            try server.seal(FollowingContender.indexName)
        }
    }

    private var postgresURL: String? { options.postgres ?? postgres?.url }

    private func measured(_ name: EngineName) async -> EngineResult {
        var result = EngineResult(name: name)
        do {
            let contender = try contender(name)
            do { try await measure(contender, into: &result) } catch {
                await contender.close()
                throw error
            }
            await contender.close()
        } catch {
            let reason = (error as? any RapportError)?.message ?? "\(error)"
            Output.progress("\(name.rawValue): \(reason)")
            result.failure = reason
        }
        return result
    }

    private func measure(_ contender: any EngineContender, into result: inout EngineResult) async throws {
        let name = result.name
        Output.progress("\(name.rawValue): loading")
        let load = try await contender.load(data)
        Output.progress(String(format: "%@: loaded in %.1f s", name.rawValue, load.seconds))
        (result.loadSeconds, result.bytes) = (load.seconds, load.bytes)
        for share in options.shares {
            let filter = EngineFilter(share: share)
            try prepareJudge(filter)
            let (ef, recall) = try await fewestCandidates(contender, filter)
            for clients in options.clients {
                let times = try await contender.run(
                    searches(
                        ef, filter, clients: clients, count: options.searches, leastSeconds: options.leastSeconds))
                let cell = EngineCell(
                    filter: filter, ef: ef, recall: recall, isReached: recall >= options.recall, clients: clients,
                    times: times)
                Output.progress("\(name.rawValue), \(cell.text)")
                result.cells.append(cell)
            }
        }
    }

    private func searches(
        _ ef: Int, _ filter: EngineFilter, clients: Int, count: Int, leastSeconds: Double = 0, patience: Double = 1
    ) -> EngineSearches {
        EngineSearches(
            k: options.k, ef: ef, filter: filter, clients: clients, count: count, leastSeconds: leastSeconds,
            limitSeconds: patience * options.limitSeconds)
    }

    /// The first step of the ladder that reaches the recall; the best of them where none does.
    private func fewestCandidates(
        _ contender: any EngineContender, _ filter: EngineFilter
    ) async throws -> (ef: Int, recall: Double) {
        var best = (ef: 0, recall: -1.0)
        for ef in Self.ladder where ef >= options.k {
            // A timing may end early; all queries must be answered to be judged.
            let times = try await contender.run(
                searches(ef, filter, clients: 1, count: data.queries.count, patience: Self.judgingPatience))
            guard times.answers.count == data.queries.count else {
                throw BenchmarkError.peer(
                    "the search for a recall", "there was no time for all queries; raise --limit-seconds")
            }
            let recall = try recall(of: times.answers)
            if recall > best.recall { best = (ef, recall) }
            if recall >= options.recall { break }
        }
        return best
    }

    // MARK: - Judging

    private var answers: URL { folder.appendingPathComponent("answers.i64") }

    private func request(_ operation: PeerRequest.Operation) -> PeerRequest {
        PeerRequest(operation: operation, metric: .ip, base: data.basePath, queries: data.queriesPath, k: options.k)
    }

    /// Computes the exact answers among the records that satisfy a filter.
    private func prepareJudge(_ filter: EngineFilter) throws {
        var request = request(.truth)
        if let limit = filter.limit {
            let passing = folder.appendingPathComponent("passing.npy").path
            try NumpyWriter.write(data.parts.indices.filter { data.parts[$0] < limit }.map(Int64.init), to: passing)
            request.passIds = passing
        }
        _ = try judge.ask(request)
    }

    private func recall(of found: [[Int64]]) throws -> Double {
        let padded = found.flatMap { ($0 + Array(repeating: -1, count: options.k)).prefix(options.k) }
        try padded.withUnsafeBytes { Data($0) }.write(to: answers)
        var request = request(.recall)
        request.answers = answers.path
        return try judge.ask(request).recall ?? 0
    }
}

extension EngineName {
    /// Whether it needs a PostgreSQL server.
    fileprivate var isInPostgres: Bool { self == .pgvector || self == .pgvectorSQL }
}
