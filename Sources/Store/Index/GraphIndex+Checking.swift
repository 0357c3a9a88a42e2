import HNSW
import RapportCore

extension GraphIndex {
    /// Checks degree bounds, reachability, counters, and that graph and columns know the same records.
    ///
    /// - Throws: `HNSWError.inconsistent` with the first finding.
    public func checkInvariants() throws {
        try state.withoutChanges { state in
            try state.graph.checkInvariants()
            guard state.columns.liveSlots.count == state.graph.count else {
                throw HNSWError.inconsistent(
                    "\(state.graph.count) records in the graph, \(state.columns.liveSlots.count) in the columns")
            }
        }
    }

    /// recall@k of the walk against a scan of the graph's own codes, over stored vectors spread evenly through the
    /// index: what the walk loses, not what the codes do. `IndexSet.sampledRecall` measures both.
    ///
    /// - Complexity: O(queries · records · dimension).
    public func sampledRecall(k: Int, queries: Int, filter: Filter? = nil) throws -> Double {
        try state.read { state, snapshot in
            let admitted = try filter.map { try state.columns.matches($0) }
            let slots = (0..<UInt32(snapshot.slotCount)).filter { snapshot.isLive($0) }
            let step = max(1, slots.count / max(1, queries))
            var found = 0
            var expected = 0
            for slot in stride(from: 0, to: slots.count, by: step) {
                guard let vector = snapshot.vector(at: slots[slot]) else { continue }
                let query = VectorQuery(vector: vector, k: k)
                let exact = try snapshot.exactAnswer(query, admitted: admitted, columns: state.columns)
                let answer = try snapshot.answer(query, admitted: admitted, columns: state.columns)
                // A tie at the end may fall either way: what is as near as the last exact hit is right.
                let threshold = (exact.hits.last?.similarity ?? -.infinity) - 1e-6
                found += answer.hits.count { $0.similarity >= threshold }
                expected += exact.hits.count
            }
            return expected == 0 ? 1 : Double(found) / Double(expected)
        }
    }
}
