import RapportCore

/// A PostgreSQL server with pgvector that holds indexes: a table each, in one schema.
public struct PgEngine: IndexEngine {
    let connections: PgConnections

    /// Connects when it is first asked.
    public init(_ address: PgAddress) {
        connections = PgConnections(to: address)
    }

    /// - Throws: `PgError`.
    public func index(
        named name: String, owner: String, dimension: Int, schema: AttributeSchema
    ) async throws -> any FollowingIndex {
        // Over other shards it is another table.
        let owner = ([owner] + (connections.address.shards.map { [$0.list] } ?? [])).joined(separator: " ")
        let index = PgVectorIndex(
            connections, table: PgTable(name: name, owner: owner, dimension: dimension, schema: schema))
        try await index.prepare()
        return index
    }

    public func close() async { await connections.close() }
}
