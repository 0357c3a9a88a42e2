import RapportCore

extension PgVectorIndex {
    /// pgvector's bounds of `hnsw.ef_search`.
    private static let efSearch = 1...1_000
    /// Rows that are fetched at a time while hits are sought that differ in an attribute.
    private static let leastFetched = 64

    /// - Complexity: pgvector's; where its scan ends before k hits were found, O(records · dimension): so that there
    ///   are min(k, matches) of them at any selectivity.
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
            k: query.k, group: query.groupBy.map(PgFilter.column), server: connections.address.shown)
        let ef = min(max(query.efSearch, query.k, Self.efSearch.lowerBound), Self.efSearch.upperBound)
        return try await connections.run { session in
            // A transaction, so that the settings end with it and both tries see the same records.
            try session.transaction {
                _ = try session.run("searching", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                _ = try session.run("searching", "SET LOCAL hnsw.ef_search = \(ef)")
                _ = try session.run("searching", "SET LOCAL hnsw.iterative_scan = strict_order")
                let found = try search.nearest(in: session, fetching: max(Self.leastFetched, 4 * query.k))
                if found.count == query.k { return VectorAnswer(hits: found, matchCount: nil, plan: "remote") }
                _ = try session.run("searching", "SET LOCAL enable_indexscan = off")
                return VectorAnswer(hits: try search.all(in: session), matchCount: nil, plan: "remote_exact")
            }
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
    let group: String?
    let server: String

    private static let distance = "embedding <#> $1::vector"

    /// As many as the index finds, best first.
    func nearest(in session: PgSession, fetching step: Int) throws -> [VectorHit] {
        guard let group else {
            let rows = try session.run(
                "searching",
                """
                SELECT record_id, -(\(Self.distance)) FROM \(table) WHERE \(condition)
                ORDER BY \(Self.distance) LIMIT \(k)
                """, parameters)
            return try hits(rows)
        }
        // How many must be seen until k of them differ, nobody knows.
        _ = try session.run(
            "searching",
            """
            DECLARE nearest NO SCROLL CURSOR FOR SELECT record_id, -(\(Self.distance)), \(group) FROM \(table)
            WHERE \(condition) ORDER BY \(Self.distance)
            """, parameters)
        defer { _ = try? session.run("searching", "CLOSE nearest") }
        var found: [VectorHit] = []
        var seen: Set<AttributeValue> = []
        while found.count < k {
            let rows = try session.run("searching", "FETCH \(step) FROM nearest")
            if rows.count == 0 { break }
            for (row, hit) in try hits(rows).enumerated() where found.count < k {
                // As text, which is as good: equal values are written alike.
                if seen.insert(rows[row, 2].map(AttributeValue.text) ?? .null).inserted { found.append(hit) }
            }
        }
        return found.sorted(by: Self.isBetter)
    }

    /// The same by comparing with every record that matches.
    func all(in session: PgSession) throws -> [VectorHit] {
        let matches =
            "SELECT record_id, \(Self.distance) AS distance, \(group ?? "NULL") AS part FROM \(table) "
            + "WHERE \(condition)"
        let differing =
            group == nil
            ? matches
            : "SELECT DISTINCT ON (part) * FROM (\(matches)) AS matches ORDER BY part, distance, record_id"
        let rows = try session.run(
            "searching",
            "SELECT record_id, -distance FROM (\(differing)) AS best ORDER BY distance, record_id LIMIT \(k)",
            parameters)
        return try hits(rows)
    }

    private func hits(_ rows: PgRows) throws -> [VectorHit] {
        try (0..<rows.count).map { row throws(PgError) in
            guard let id = rows[row, 0].flatMap({ Int64($0) }), let similarity = rows[row, 1].flatMap({ Float($0) })
            else { throw .badReply(server: server, operation: "searching") }
            return VectorHit(id: id, similarity: similarity)
        }.sorted(by: Self.isBetter)
    }

    private static func isBetter(_ left: VectorHit, _ right: VectorHit) -> Bool {
        (right.similarity, left.id) < (left.similarity, right.id)
    }
}
