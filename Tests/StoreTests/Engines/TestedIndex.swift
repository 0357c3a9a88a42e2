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

    /// An empty index, with what must live as long as it.
    func make(dimension: Int, schema: AttributeSchema) async throws -> (index: any VectorIndex, keeping: [any Sendable])
    {
        switch self {
        case .exact: return (ExactIndex(dimension: dimension, schema: schema), [])
        case .graph: return (try GraphIndex(dimension: dimension, schema: schema), [])
        case .postgres:
            let server = try PostgresServer()
            return (try await Self.index(server.url, dimension, schema), [server])
        case .shardedPostgres:
            let servers = try (0..<3).map { _ in try PostgresServer() }
            let shards = servers[1...].map { "\($0.folderInURL):5432/postgres" }.joined(separator: ",")
            return (try await Self.index("\(servers[0].url)&shards=\(shards)", dimension, schema), servers)
        }
    }

    private static func index(
        _ url: String, _ dimension: Int, _ schema: AttributeSchema
    ) async throws -> any VectorIndex {
        let engine = PgEngine(try PgAddress(url))
        let index = try await engine.index(named: "tested.index", owner: "test", dimension: dimension, schema: schema)
        try await index.restart(at: IndexPosition(sequence: 0), from: nil)
        return index
    }
}
