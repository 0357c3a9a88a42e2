import Milvus
import PgVector
import RapportCore
import Store
import TestSupport

/// What stands behind `VectorIndex`; all of them pass the same tests.
enum TestedIndex: String, CaseIterable, Sendable {
    case exact
    case graph
    case postgres
    /// A coordinator with two shards.
    case shardedPostgres
    case milvus
    /// The API of a newer Milvus, by another implementation.
    case milvusLite

    /// An empty index, with what must live as long as it.
    struct Made {
        let index: any VectorIndex
        var keeping: [any Sendable] = []
        /// Has it do at once what it does with all records after a while.
        var settle: () throws -> Void = {}
    }

    func make(dimension: Int, schema: AttributeSchema) async throws -> Made {
        switch self {
        case .exact: return Made(index: ExactIndex(dimension: dimension, schema: schema))
        case .graph: return Made(index: try GraphIndex(dimension: dimension, schema: schema))
        case .postgres:
            let server = try PostgresServer()
            return Made(
                index: try await Self.index(PgEngine(PgAddress(server.url)), dimension, schema), keeping: [server])
        case .shardedPostgres:
            let servers = try (0..<3).map { _ in try PostgresServer() }
            let address = try PgAddress(servers[0].url(over: servers[1...].map(\.shardInURL)))
            return Made(index: try await Self.index(PgEngine(address), dimension, schema), keeping: servers)
        case .milvus: return try await Self.made(by: MilvusServer(.standalone), dimension, schema)
        case .milvusLite: return try await Self.made(by: MilvusServer(.lite), dimension, schema)
        }
    }

    private static func made(
        by server: MilvusServer, _ dimension: Int, _ schema: AttributeSchema
    ) async throws -> Made {
        let engine = try MilvusEngine(MilvusAddress(server.url))
        return Made(
            index: try await index(engine, dimension, schema), keeping: [server],
            settle: { try server.seal(collection: "rapport_tested_index") })
    }

    private static func index(
        _ engine: any IndexEngine, _ dimension: Int, _ schema: AttributeSchema
    ) async throws -> any VectorIndex {
        let index = try await engine.index(named: "tested.index", owner: "test", dimension: dimension, schema: schema)
        try await index.restart(at: IndexPosition(sequence: 0), from: nil)
        return index
    }
}
