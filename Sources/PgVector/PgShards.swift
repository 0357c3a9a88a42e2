import RapportCore

/// An index over several servers: a table that is hash-partitioned by record, each partition a foreign table.
///
/// The coordinator sends filter and order to every shard and merges what they find nearest
/// (https://www.postgresql.org/docs/current/postgres-fdw.html; `extensions 'vector'` is what lets the order travel).
/// A change that reached a shard and then failed is made again from the position, which the coordinator holds.
struct PgShards: Sendable, Equatable {
    let shards: [PgShard]

    /// - Parameter list: `host:port/database`, several with commas between.
    /// - Throws: `PgError.badAddress`.
    init(_ list: String, user: String, password: String?) throws(PgError) {
        var shards: [PgShard] = []
        for text in list.split(separator: ",", omittingEmptySubsequences: false) {
            shards.append(try PgShard(text, user: user, password: password))
        }
        self.shards = shards
    }

    /// Candidates of each shard's walk. A setting of the connection between the servers, since a search's own does
    /// not travel.
    private static let efSearch = 200
    /// Rows that the coordinator fetches from a shard at a time.
    private static let fetchSize = 50

    /// Tells a table over these shards from one over others.
    var list: String { shards.map { "\($0.host):\($0.port)/\($0.database)" }.joined(separator: ",") }

    private func server(_ place: Int, of table: PgTable, in space: String) -> String {
        "\"\(space).\(table.name).\(place)\""
    }

    /// Makes the shards known to the coordinator, for one table: a server of another table's is left alone.
    private func connect(_ table: PgTable, in space: String, _ session: PgSession) throws(PgError) {
        _ = try session.run("looking for postgres_fdw", "CREATE EXTENSION IF NOT EXISTS postgres_fdw")
        for (place, shard) in shards.enumerated() {
            let server = server(place, of: table, in: space)
            let options = [
                "host '\(Self.quoted(shard.host))'", "port '\(shard.port)'", "dbname '\(Self.quoted(shard.database))'",
                "extensions 'vector'", "fetch_size '\(Self.fetchSize)'", "batch_size '500'", "async_capable 'true'",
                "options '-c hnsw.ef_search=\(Self.efSearch) -c hnsw.iterative_scan=strict_order'",
            ]
            let timeouts = session.address.timeouts.map { "\($0.name) '\(Self.quoted($0.value ?? ""))'" }
            let user =
                ["user '\(Self.quoted(shard.user))'"] + (shard.password.map { ["password '\(Self.quoted($0))'"] } ?? [])
            let statements = [
                "DROP SERVER IF EXISTS \(server) CASCADE",
                "CREATE SERVER \(server) FOREIGN DATA WRAPPER postgres_fdw "
                    + "OPTIONS (\((options + timeouts).joined(separator: ", ")))",
                "CREATE USER MAPPING FOR CURRENT_USER SERVER \(server) OPTIONS (\(user.joined(separator: ", ")))",
            ]
            for statement in statements { _ = try session.run("naming a shard", statement) }
        }
    }

    /// Makes the partitions of a table, on the shards and on the coordinator.
    func makePartitions(of table: PgTable, in space: String, _ session: PgSession) throws(PgError) {
        try connect(table, in: space, session)
        for (place, shard) in shards.enumerated() {
            let part = table.part(place)
            let remote = try PgSession(shard.address(in: space, as: session.address))
            let statements = PgTable.preparation(of: space) + [part.removal(in: space), part.creation(in: space)]
            for statement in ["CREATE EXTENSION IF NOT EXISTS vector"] + statements {
                _ = try remote.run("making a shard's table", statement)
            }
            _ = try session.run(
                "making a shard's table",
                """
                CREATE FOREIGN TABLE \(part.qualified(space)) PARTITION OF \(table.qualified(space))
                FOR VALUES WITH (MODULUS \(shards.count), REMAINDER \(place)) SERVER \(server(place, of: table, in: space))
                OPTIONS (schema_name '\(space)', table_name '\(part.name)')
                """)
        }
    }

    /// Builds the graphs, in each shard by itself. Nothing of the table may be changed in an open transaction.
    func makeIndexes(of table: PgTable, in space: String, _ session: PgSession) throws {
        for (place, shard) in shards.enumerated() {
            let remote = try PgSession(shard.address(in: space, as: session.address))
            let part = table.part(place)
            try remote.transaction {
                // A load that was cut off here begins with this step again, maybe while the shard is still at it.
                _ = try remote.run(
                    "waiting for others", "LOCK TABLE \(part.qualified(space)) IN SHARE ROW EXCLUSIVE MODE",
                    isLong: true)
                let made = "SELECT 1 FROM pg_index WHERE indrelid = $1::regclass AND NOT indisprimary"
                guard try remote.run("looking for a shard's graph", made, [part.qualified(space)]).count == 0 else {
                    return
                }
                for statement in part.indexes(in: space) {
                    _ = try remote.run("building a shard's graph", statement, isLong: true)
                }
                _ = try remote.run("counting a shard's values", "ANALYZE \(part.qualified(space))", isLong: true)
            }
        }
    }

    private static func quoted(_ text: String) -> String {
        text.unicodeScalars.map { $0 == "'" ? "''" : String($0) }.joined()
    }
}
