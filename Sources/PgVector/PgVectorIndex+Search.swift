import RapportCore

extension PgVectorIndex {
    /// pgvector's bounds of `hnsw.ef_search`.
    private static let efSearch = 1...1_000

    /// - Complexity: pgvector's; where few records match, O(matches · dimension), and for an attribute without an index
    ///   O(records) beside; where its scan ends before k hits were found, O(records · dimension): so that there are
    ///   min(k, matches) of them at any selectivity.
    /// - Throws: `VectorIndexError`, `FilterError`, `PgError`.
    public func search(_ query: VectorQuery) async throws -> VectorAnswer {
        try check(query)
        guard query.k > 0 else { return VectorAnswer(hits: [], matchCount: nil, plan: "remote") }
        let vector = "[\(query.vector.map { "\($0)" }.joined(separator: ","))]"
        let filter = try query.filter.map { filter throws(FilterError) in
            try PgFilter(filter, schema: table.schema, after: 1)
        }
        let search = Search(
            table: qualified, condition: filter?.condition ?? "true", parameters: [vector] + (filter?.parameters ?? []),
            k: query.k, ef: min(max(query.efSearch, query.k, Self.efSearch.lowerBound), Self.efSearch.upperBound),
            group: query.groupBy.map(PgFilter.column), server: connections.address.shown)
        // Shards plan by themselves, and their coordinator knows nothing of how many match.
        let mayBeNarrow = filter != nil && connections.address.shards == nil
        return try await connections.run { session in
            // Each try answers by itself, from what was committed when it began.
            let isNarrow = try mayBeNarrow && search.isNarrow(in: session)
            let found = isNarrow ? [] : try search.nearest(in: session)
            if found.count == query.k { return VectorAnswer(hits: found, matchCount: nil, plan: "remote") }
            return VectorAnswer(hits: try search.all(in: session), matchCount: nil, plan: "remote_exact")
        }
    }

    private func check(_ query: VectorQuery) throws(VectorIndexError) {
        guard query.vector.count == dimension else {
            throw .wrongDimension(expected: dimension, found: query.vector.count)
        }
        guard query.vector.allSatisfy(\.isFinite) else { throw .notFinite }
        if let name = query.groupBy, table.schema.types[name] == nil {
            throw .unknownAttribute(name, known: table.schema.names)
        }
    }
}

/// The statements of one search.
private struct Search: Sendable {
    let table: String
    let condition: String
    /// The query's vector first.
    let parameters: [String?]
    let k: Int
    let ef: Int
    let group: String?
    let server: String

    private static let distance = "embedding <#> $1::vector"
    /// Rows that are fetched at first where hits are to differ in an attribute.
    private static let leastFetched = 64

    /// Matches that are rather compared one by one, where they are ...
    private static let mostCompared = 20_000.0
    /// ... this share of the records at most. A walk meets so few of them that it ends with those that happened to lie
    /// on its way: of 1% of 200,000 clustered vectors it found 0.72 of the ten nearest, with all the candidates that
    /// pgvector allows.
    private static let mostComparedShare = 0.05

    /// Whether the planner expects few matches, by what it knows of the values of each attribute.
    func isNarrow(in session: PgSession) throws -> Bool {
        let matches = PgStatement(
            "EXPLAIN SELECT $1::text FROM \(table) WHERE \(condition)", [nil] + parameters.dropFirst())
        let all = PgStatement("EXPLAIN SELECT 1 FROM \(table)", [])
        let counts = try session.run("planning a search", together: [matches, all]).map { rows in
            rows[0, 0].flatMap { $0.firstMatch(of: #/ rows=(\d+) /#) }.flatMap { Double($0.1) }
        }
        guard counts.count == 2, let expected = counts[0], let records = counts[1] else {
            throw PgError.badReply(server: server, operation: "planning a search")
        }
        return expected <= Self.mostCompared && expected <= Self.mostComparedShare * records
    }

    private var part: String { group ?? "NULL" }

    /// As many as the index finds, best first.
    func nearest(in session: PgSession) throws -> [VectorHit] {
        // They go along with the search: a session shared by a pooler keeps no settings of ours.
        let settings = PgStatement(
            "SELECT set_config('hnsw.ef_search', $1, true), set_config('hnsw.iterative_scan', 'strict_order', true)",
            ["\(ef)"])
        // How many must be seen until k of them differ, nobody knows.
        var fetched = group == nil ? k : max(Self.leastFetched, 4 * k)
        while true {
            let nearest = PgStatement(
                """
                SELECT record_id, -(\(Self.distance)), \(part) FROM \(table) WHERE \(condition)
                ORDER BY \(Self.distance) LIMIT \(fetched)
                """, parameters)
            guard let rows = try session.run("searching", together: [settings, nearest]).last else { return [] }
            let found = try best(of: rows)
            if found.count == k || rows.count < fetched { return found }
            fetched *= 4
        }
    }

    /// The same by comparing with every record that matches.
    func all(in session: PgSession) throws -> [VectorHit] {
        // No graph has the order of a sum: without one, the planner might walk it again, here or on a shard.
        let matches =
            "SELECT record_id, (\(Self.distance)) + 0 AS distance, \(part) AS part FROM \(table) WHERE \(condition)"
        let differing =
            group == nil
            ? matches
            : "SELECT DISTINCT ON (part) * FROM (\(matches)) AS matches ORDER BY part, distance, record_id"
        let rows = try session.run(
            "searching",
            "SELECT record_id, -distance, part FROM (\(differing)) AS best ORDER BY distance, record_id LIMIT \(k)",
            parameters)
        return try best(of: rows)
    }

    /// The k best of what was found, one of each group.
    private func best(of rows: PgRows) throws(PgError) -> [VectorHit] {
        var hits: [(hit: VectorHit, part: String?)] = []
        for row in 0..<rows.count {
            guard let id = rows[row, 0].flatMap({ Int64($0) }), let similarity = rows[row, 1].flatMap({ Float($0) })
            else { throw .badReply(server: server, operation: "searching") }
            hits.append((VectorHit(id: id, similarity: similarity), rows[row, 2]))
        }
        hits.sort { ($1.hit.similarity, $0.hit.id) < ($0.hit.similarity, $1.hit.id) }
        // As text, which is as good: equal values are written alike.
        var seen: Set<String?> = []
        return hits.filter { group == nil || seen.insert($0.part).inserted }.prefix(k).map(\.hit)
    }
}
