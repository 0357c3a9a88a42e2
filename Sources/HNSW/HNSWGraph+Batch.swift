extension HNSWGraph {
    /// Searches for several queries: the answers are those of `search`, sooner than one after the other.
    ///
    /// Walks of several queries take turns on the calling thread, so that the memory that one waits for arrives
    /// while others compute. One query alone is answered no faster.
    ///
    /// - Parameters:
    ///   - queries: `dimension` finite components each.
    ///   - admitted: the slots that may be returned; nil for all. Filtered searches are made one after the other.
    /// - Returns: an answer for each query, in their order.
    /// - Throws: as `search`.
    /// - Complexity: as `search`, for each query.
    public func search(
        all queries: [[Float]], k: Int, ef: Int = 128, admitting admitted: SlotBitmap? = nil
    ) throws(HNSWError) -> [HNSWAnswer] {
        let request = SearchRequest(
            query: UnsafeBufferPointer(start: nil, count: 0), k: k, ef: max(ef, k, 1), admitted: admitted,
            matchCount: min(admitted?.count ?? count, count), groups: nil)
        let isFiltered = request.matchCount < count
        let plan = SearchPlanner.plan(
            matchCount: request.matchCount, liveCount: count, ef: request.ef, isFiltered: isFiltered)
        guard plan == .graph, !isFiltered, k > 0, queries.count > 1 else {
            var answers: [HNSWAnswer] = []
            for query in queries { answers.append(try search(query, k: k, ef: ef, admitting: admitted)) }
            return answers
        }
        for query in queries { try check(query) }
        let checks = pendingChecks
        let answers = withScratches(min(Self.laneCount, queries.count)) { scratches in
            takeTurns(queries, request, scratches, checks)
        }
        if let damage = checks?.takeUnretainedValue().damage { throw .damagedFile(damage) }
        return answers
    }

    /// Searches that take turns: with more of them each finds less of its own in the nearest cache.
    private static let laneCount = 4

    private func check(_ query: [Float]) throws(HNSWError) {
        let result = query.withUnsafeBufferPointer { query in
            Result { () throws(HNSWError) in try check(query) }
        }
        try result.get()
    }

    private func withScratches(
        _ count: Int, _ taken: [SearchScratch] = [], _ body: ([SearchScratch]) -> [HNSWAnswer]
    ) -> [HNSWAnswer] {
        guard taken.count < count else { return body(taken) }
        return scratches.withScratch { withScratches(count, taken + [$0], body) }
    }

    private func takeTurns(
        _ queries: [[Float]], _ request: SearchRequest, _ scratches: [SearchScratch],
        _ checks: Unmanaged<ChunkChecks>?
    ) -> [HNSWAnswer] {
        var answers = [HNSWAnswer?](repeating: nil, count: queries.count)
        var lanes = scratches.map(SearchLane.init)
        var begun = 0
        var answered = 0
        while answered < queries.count {
            for index in lanes.indices {
                if lanes[index].isIdle && begun < queries.count {
                    queries[begun].withUnsafeBufferPointer { lanes[index].begin(begun, $0, self, checks: checks) }
                    begun += 1
                }
                lanes[index].gather(request, self)
            }
            for index in lanes.indices {
                guard let answer = lanes[index].take(request, self) else { continue }
                answers[lanes[index].query] = answer
                answered += 1
            }
        }
        return answers.compactMap(\.self)
    }
}
