import Foundation
import HNSW
import Synchronization

/// Builds, opens and searches Rapport's index through its public interface, and takes the times.
final class RapportSide {
    private(set) var graph: HNSWGraph?
    private(set) var queries: [[Float]] = []

    /// - Throws: `HNSWError`, `HNSWFileError`, `VectorFileError`, `BenchmarkError`.
    func answer(_ request: PeerRequest) throws -> PeerAnswer {
        switch request.operation {
        case .build: try build(request)
        case .open: try open(request)
        case .search: try search(request)
        case .memory: try memory(request)
        case .filtered: try filtered(request)
        case .sweep: try sweep(request)
        case .truth, .recall, .columns, .cell, .cellRecall:
            throw BenchmarkError.peer(Contender.rapport.rawValue, "it is no judge of itself")
        }
    }

    private func build(_ request: PeerRequest) throws -> PeerAnswer {
        let base = try VectorFile(need(request.base))
        let labels = Array(0..<Int64(base.rows))
        let parameters = HNSWParameters(
            dimension: base.columns, m: try need(request.m), efConstruction: try need(request.efConstruction),
            metric: request.metric == .l2 ? .l2 : .innerProduct)
        let path = try need(request.index)
        let threads = try need(request.threads)
        // Not copied: vectors that fill memory half must not fill it twice.
        let (graph, seconds) = try base.withValues { vectors in
            try timed {
                let graph = try HNSWGraph(parameters)
                try graph.build(labels: labels, vectors: vectors, threads: threads)
                return graph
            }
        }
        try graph.save(to: path, sequence: 0)
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        return PeerAnswer(seconds: seconds, bytes: size ?? 0)
    }

    private func open(_ request: PeerRequest) throws -> PeerAnswer {
        queries = try vectors(at: need(request.queries))
        let path = try need(request.index)
        try warmUp(queries[0].count, beside: path)
        let before = try ProcessMemory.dataPss()
        let verification: HNSWVerification = request.verifiesOnUse == true ? .onFirstUse : .everything
        let (opened, seconds) = try timed { try HNSWGraph.open(path, verifying: verification) }
        graph = opened.graph
        return PeerAnswer(seconds: seconds, dataPss: before)
    }

    /// A function of its own, so that the file is no longer mapped when memory is read.
    private func vectors(at path: String) throws -> [[Float]] { try VectorFile(path).vectors() }

    /// Code and pools are not the index: a small one brings them in before memory is read.
    private func warmUp(_ dimension: Int, beside path: String) throws {
        let file = path + ".warm"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let vectors = ClusteredVectors(count: 256, dimension: dimension, seed: 1)
        let few = (0..<256).map { vectors.row($0, stream: 1) }
        let small = try HNSWGraph(HNSWParameters(dimension: dimension, m: 8, efConstruction: 32))
        try small.build(labels: Array(0..<256), vectors: few.flatMap { $0 }, threads: 2)
        try small.save(to: file, sequence: 0)
        let opened = try HNSWGraph.open(file).graph
        for query in few { _ = try opened.search(query, k: 10, ef: 16) }
    }

    private func search(_ request: PeerRequest) throws -> PeerAnswer {
        let (labels, seconds) = try timed { try answers(to: queries, request, threads: request.threads ?? 1) }
        if let answers = request.answers { try write(labels, to: answers) }
        return PeerAnswer(seconds: seconds)
    }

    private func memory(_ request: PeerRequest) throws -> PeerAnswer {
        _ = try answers(to: vectors(at: need(request.queries)), request, threads: 1)
        return PeerAnswer(dataPss: try ProcessMemory.dataPss(), pss: try ProcessMemory.pss())
    }

    private func filtered(_ request: PeerRequest) throws -> PeerAnswer {
        let graph = try opened()
        let (k, ef) = (try need(request.k), try need(request.ef))
        let ids = try IdFile.read(need(request.passIds), rows: graph.count)
        let (admitted, prepareSeconds) = timed {
            var admitted = SlotBitmap(slotCount: graph.slotCount)
            for id in ids { if let slot = graph.slot(of: id) { admitted.insert(slot) } }
            return admitted
        }
        var labels: [Int64] = []
        var times: [Double] = []
        for query in queries {
            let (answer, seconds) = try timed { try graph.search(query, k: k, ef: ef, admitting: admitted) }
            times.append(seconds)
            labels += padded(answer.hits.map(\.label), to: k)
        }
        try write(labels, to: need(request.answers))
        return PeerAnswer(
            seconds: times.reduce(0, +), prepareSeconds: prepareSeconds, medianSeconds: times.median)
    }

    /// The labels found for each query, `k` a query, the queries shared out among threads.
    private func answers(to queries: [[Float]], _ request: PeerRequest, threads: Int) throws -> [Int64] {
        let graph = try opened()
        let (k, ef) = (try need(request.k), try need(request.ef))
        @Sendable func part(_ range: Range<Int>) throws -> [Int64] {
            var labels: [Int64] = []
            labels.reserveCapacity(range.count * k)
            for index in range {
                let hits = try graph.search(queries[index], k: k, ef: ef).hits
                for hit in hits { labels.append(hit.label) }
                for _ in hits.count..<max(k, hits.count) { labels.append(-1) }
            }
            return labels
        }
        guard threads > 1 else { return try part(queries.indices) }
        let parts = Mutex<[Int: Result<[Int64], any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            let range = queries.count * thread / threads..<queries.count * (thread + 1) / threads
            let found = Result { try part(range) }
            parts.withLock { $0[thread] = found }
        }
        return try parts.withLock { parts in try (0..<threads).flatMap { try parts[$0]?.get() ?? [] } }
    }

    func padded(_ labels: [Int64], to k: Int) -> [Int64] {
        labels + Array(repeating: -1, count: max(0, k - labels.count))
    }

    func write(_ labels: [Int64], to path: String) throws {
        try labels.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path))
    }

    func opened() throws -> HNSWGraph {
        guard let graph else { throw BenchmarkError.peer(Contender.rapport.rawValue, "no index is open") }
        return graph
    }

    func need<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw BenchmarkError.peer(Contender.rapport.rawValue, "the request is incomplete") }
        return value
    }

    func timed<Value>(_ body: () throws -> Value) rethrows -> (Value, Double) {
        let clock = ContinuousClock()
        let start = clock.now
        let value = try body()
        return (value, (clock.now - start) / .seconds(1))
    }
}
