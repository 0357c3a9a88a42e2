import Foundation
import HNSW

/// Rapport's side of `filters`.
extension RapportSide {
    /// Evaluates each query's range on its column and searches, both timed, and searches without a filter.
    func sweep(_ request: PeerRequest) throws -> PeerAnswer {
        let graph = try opened()
        let (k, ef, repeats) = (try need(request.k), try need(request.ef), try need(request.repeats))
        let columns = try ColumnFile(need(request.columns), try need(request.correlation))
        try check(graph, fits: columns)
        var (times, plainTimes, labels): ([Double], [Double], [Int64]) = ([], [], [])
        var plans: [String: Int] = [:]
        for (query, range) in zip(queries, try need(request.ranges)) {
            // A store holds its columns: their buckets are made once, by the first filter.
            let column = NumberColumn(columns.column(times.count))
            _ = column.words(within: range[0]...range[1])
            var (best, plain) = (Double.infinity, Double.infinity)
            var answer: HNSWAnswer?
            for _ in 0..<repeats {
                let (found, seconds) = try timed {
                    let words = column.words(within: range[0]...range[1])
                    return try graph.search(query, k: k, ef: ef, admitting: SlotBitmap(words: words))
                }
                answer = found
                best = min(best, seconds)
                plain = min(plain, try timed { try graph.search(query, k: k, ef: ef) }.1)
            }
            times.append(best)
            plainTimes.append(plain)
            labels += padded(answer?.hits.map(\.label) ?? [], to: k)
            plans[answer?.plan.rawValue ?? "", default: 0] += 1
        }
        try write(labels, to: need(request.answers))
        return PeerAnswer(
            medianSeconds: times.median, answered: times.count, plainMedianSeconds: plainTimes.median, plans: plans)
    }

    /// The columns are in the order of the rows, and so must the slots be.
    private func check(_ graph: HNSWGraph, fits columns: ColumnFile) throws {
        let isInOrder = (0..<UInt32(graph.slotCount)).allSatisfy { graph.label(at: $0) == Int64($0) }
        guard isInOrder, graph.slotCount == columns.rows else {
            throw BenchmarkError.peer(Contender.rapport.rawValue, "its slots are not in the order of the rows")
        }
    }
}

/// What filters are about: a number a row, the same for all queries or other ones for each.
struct ColumnFile {
    private let file: MappedBytes
    private let header: NumpyHeader

    let rows: Int

    init(_ folder: String, _ correlation: FilterCorrelation) throws {
        file = try MappedBytes("\(folder)/\(correlation.column).npy")
        header = try NumpyHeader(file.bytes)
        rows = header.shape.last ?? 0
        guard header.type == "<f8", file.bytes.count >= header.dataOffset + 8 * header.shape.reduce(1, *) else {
            throw VectorFileProblem.wrongType(found: header.type, expected: "<f8")
        }
    }

    func column(_ query: Int) -> [Double] {
        let start = header.dataOffset + (header.shape[0] > 1 ? 8 * rows * query : 0)
        return (0..<rows).map { file.bytes.loadUnaligned(fromByteOffset: start + 8 * $0, as: Double.self) }
    }
}
