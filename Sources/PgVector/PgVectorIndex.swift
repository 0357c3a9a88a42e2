import RapportCore

/// An index in PostgreSQL, searched by pgvector's HNSW.
///
/// Source: https://github.com/pgvector/pgvector (0.8: iterative index scans).
public final class PgVectorIndex: FollowingIndex {
    let connections: PgConnections
    let table: PgTable

    public var dimension: Int { table.dimension }
    public var appliesAtomically: Bool { true }
    var space: String { connections.address.schema }
    var qualified: String { table.qualified(space) }
    private var positions: String { PgTable.positions(space) }
    private var server: String { connections.address.shown }
    private var shards: PgShards? { connections.address.shards }

    init(_ connections: PgConnections, table: PgTable) {
        self.connections = connections
        self.table = table
    }

    /// Makes the schema and the table of positions where they are missing.
    func prepare() async throws {
        let (space, server) = (space, server)
        try await connections.run { session in
            try session.transaction {
                try Self.waitForOthers(space, session)
                try Self.findExtension(on: server, session)
                for statement in PgTable.preparation(of: space) {
                    _ = try session.run("preparing the schema of indexes", statement)
                }
            }
        }
    }

    /// Until the transaction ends: two who make the same table at once would be told that it exists.
    private static func waitForOthers(_ space: String, _ session: PgSession) throws(PgError) {
        _ = try session.run(
            "waiting for others", "SELECT pg_advisory_xact_lock(hashtext($1))", [space], isLong: true)
    }

    private static func findExtension(on server: String, _ session: PgSession) throws(PgError) {
        do { _ = try session.run("looking for pgvector", "CREATE EXTENSION IF NOT EXISTS vector") } catch {
            guard case .failed(_, _, _, let reason) = error, !error.isUnreachable else { throw error }
            throw .noExtension(server: server, reason: reason)
        }
    }

    public var count: Int {
        get async throws {
            let (qualified, server) = (qualified, server)
            guard try await position != nil else { return 0 }
            return try await connections.run { session in
                let rows = try session.run("counting records", "SELECT count(*) FROM \(qualified)")
                guard let count = rows[0, 0].flatMap({ Int($0) }) else {
                    throw PgError.badReply(server: server, operation: "counting records")
                }
                return count
            }
        }
    }

    // MARK: - Position

    public var position: IndexPosition? {
        get async throws {
            let (positions, table) = (positions, table)
            return try await connections.run { session in try Self.position(of: table, positions, session) }
        }
    }

    private static func position(
        of table: PgTable, _ positions: String, _ session: PgSession, locking: Bool = false
    ) throws -> IndexPosition? {
        let rows = try session.run(
            "reading the index's position",
            "SELECT sequence, loaded_through FROM \(positions) WHERE name = $1 AND layout = $2"
                + (locking ? " FOR UPDATE" : ""), [table.name, table.layout], isLong: locking)
        guard let sequence = rows[0, 0].flatMap({ Int64($0) }) else { return nil }
        return IndexPosition(sequence: sequence, loadedThrough: rows[0, 1].flatMap { Int64($0) })
    }

    private static func note(
        _ position: IndexPosition, of table: PgTable, _ positions: String, _ session: PgSession
    ) throws {
        _ = try session.run(
            "noting the index's position",
            """
            INSERT INTO \(positions) (name, layout, sequence, loaded_through) VALUES ($1, $2, $3, $4)
            ON CONFLICT (name) DO UPDATE SET layout = $2, sequence = $3, loaded_through = $4
            """,
            [table.name, table.layout, "\(position.sequence)", position.loadedThrough.map(String.init)])
    }

    public func restart(at position: IndexPosition, from old: IndexPosition?) async throws {
        let (positions, table, space, shards) = (positions, table, space, shards)
        try await connections.run { session in
            try session.transaction {
                try Self.waitForOthers(space, session)
                guard try Self.position(of: table, positions, session) == old else { return }
                _ = try session.run("emptying the index", table.removal(in: space))
                _ = try session.run(
                    "making the index's table", table.creation(in: space, isPartitioned: shards != nil))
                try shards?.makePartitions(of: table, in: space, session)
                if position.loadedThrough == nil { try Self.makeIndexes(of: table, shards, in: space, session) }
                try Self.note(position, of: table, positions, session)
            }
        }
    }

    private static func makeIndexes(
        of table: PgTable, _ shards: PgShards?, in space: String, _ session: PgSession
    ) throws {
        if let shards { return try shards.makeIndexes(of: table, in: space, session) }
        for statement in table.indexes(in: space) {
            _ = try session.run("building the index's graph", statement, isLong: true)
        }
        _ = try session.run("counting the index's values", "ANALYZE \(table.qualified(space))", isLong: true)
    }

    // MARK: - Changes

    public func apply(
        _ changes: IndexChanges, from old: IndexPosition, to new: IndexPosition
    ) async throws -> Bool {
        for record in changes.upserts { try check(record) }
        let (positions, table, space, shards) = (positions, table, space, shards)
        return try await connections.run { session in
            try session.transaction {
                guard try Self.position(of: table, positions, session, locking: true) == old else { return false }
                try Self.apply(changes, to: table, in: space, session)
                if old.loadedThrough != nil, new.loadedThrough == nil {
                    try Self.makeIndexes(of: table, shards, in: space, session)
                }
                try Self.note(new, of: table, positions, session)
                return true
            }
        }
    }

    private static func apply(
        _ changes: IndexChanges, to table: PgTable, in space: String, _ session: PgSession
    ) throws {
        let qualified = table.qualified(space)
        let removed = changes.deletes + changes.upserts.map(\.id)
        if !removed.isEmpty {
            _ = try session.run(
                "deleting records", "DELETE FROM \(qualified) WHERE record_id = ANY ($1::bigint[])",
                ["{\(removed.map(String.init).joined(separator: ","))}"])
        }
        if !changes.upserts.isEmpty {
            // The last of those with the same id counts.
            var last: [Int64: VectorRecord] = [:]
            for record in changes.upserts { last[record.id] = record }
            var rows = PgCopyRows()
            for id in last.keys.sorted() { if let record = last[id] { try table.row(record, to: &rows) } }
            try session.copy(
                "writing records", "COPY \(qualified) (\(table.columns)) FROM STDIN (FORMAT binary)", rows.finished())
        }
        let names = table.schema.names
        guard !names.isEmpty, !changes.attributes.isEmpty else { return }
        let settings = names.enumerated().map { place, name in
            let type = table.schema.types[name] == .number ? "double precision" : "text"
            return "\(PgFilter.column(name)) = $\(place + 2)::\(type)"
        }
        let update = "UPDATE \(qualified) SET \(settings.joined(separator: ", ")) WHERE record_id = $1::bigint"
        let updates = try changes.attributes.map { record in
            let values = try names.map {
                PgFilter.text(of: try table.value(record.attributes[$0] ?? .null, of: $0, record.id))
            }
            return PgStatement(update, ["\(record.id)"] + values)
        }
        _ = try session.run("updating attributes", together: updates)
    }

    private func check(_ record: VectorRecord) throws(VectorIndexError) {
        guard record.vector.count == dimension else {
            throw .wrongDimension(expected: dimension, found: record.vector.count)
        }
        guard record.vector.allSatisfy(\.isFinite) else { throw .notFinite }
    }

    /// Changes it beside the log, and leaves its position where it is.
    private func change(_ changes: IndexChanges) async throws {
        for record in changes.upserts { try check(record) }
        let (table, space) = (table, space)
        try await connections.run { session in
            try session.transaction { try Self.apply(changes, to: table, in: space, session) }
        }
    }

    public func upsert(_ records: [VectorRecord]) async throws { try await change(IndexChanges(upserts: records)) }

    public func updateAttributes(_ records: [AttributeRecord]) async throws {
        try await change(IndexChanges(attributes: records))
    }

    public func delete(_ ids: [Int64]) async throws { try await change(IndexChanges(deletes: ids)) }

    // MARK: - Reading back

    public func ids(after id: Int64, limit: Int) async throws -> [Int64] {
        let qualified = qualified
        return try await connections.run { session in
            let rows = try session.run(
                "reading the index's ids",
                "SELECT record_id FROM \(qualified) WHERE record_id > $1 ORDER BY record_id LIMIT $2",
                ["\(id)", "\(limit)"])
            return (0..<rows.count).compactMap { rows[$0, 0].flatMap { Int64($0) } }
        }
    }

    public func vectors(of ids: [Int64]) async throws -> [Int64: [Float]] {
        let (qualified, server) = (qualified, server)
        return try await connections.run { session in
            let rows = try session.run(
                "reading the index's vectors",
                "SELECT record_id, embedding FROM \(qualified) WHERE record_id = ANY ($1::bigint[])",
                ["{\(ids.map(String.init).joined(separator: ","))}"])
            var vectors: [Int64: [Float]] = [:]
            for row in 0..<rows.count {
                guard let id = rows[row, 0].flatMap({ Int64($0) }), let text = rows[row, 1] else {
                    throw PgError.badReply(server: server, operation: "reading the index's vectors")
                }
                vectors[id] = text.dropFirst().dropLast().split(separator: ",").compactMap { Float($0) }
            }
            return vectors
        }
    }
}
