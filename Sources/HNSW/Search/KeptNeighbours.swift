import CVectorKernels

/// The neighbours that a node keeps while they are chosen, ready to be compared with other candidates.
struct KeptNeighbours {
    private let queries: CodeQueries
    private(set) var count = 0

    /// - Parameter capacity: as many as a row can hold; more are not compared with.
    init(codeDimension: Int, capacity: Int) {
        queries = CodeQueries(dimension: codeDimension, capacity: capacity, hasWords: false)
    }

    mutating func removeAll() { count = 0 }

    mutating func append(_ slot: UInt32, _ handle: GraphHandle) {
        guard count < queries.capacity else { return }
        queries.prepare(count, slot: slot, handle)
        count += 1
    }

    /// Whether one of them is at least as near to the candidate as the candidate is to the node.
    func anyIsAsNear(_ candidate: Candidate, _ handle: GraphHandle) -> Bool {
        vk_any_code_at_least(queries.queries, count, handle.rows, candidate.slot, candidate.similarity) != 0
    }
}
