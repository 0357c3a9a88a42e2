import Milvus
import PgVector
import RapportCore
import TestSupport

/// The servers that hold indexes; all of them pass the same tests.
enum TestedEngine: String, CaseIterable, Sendable {
    case postgres
    /// A coordinator with two shards.
    case shardedPostgres
    case milvus
    /// The API of a newer Milvus, by another implementation.
    case milvusLite

    /// Servers with nothing in them.
    func start() throws -> Running {
        switch self {
        case .postgres:
            let server = try PostgresServer()
            return Running(engine: PgEngine(try PgAddress(server.url)), servers: [server])
        case .shardedPostgres:
            let servers = try (0..<3).map { _ in try PostgresServer() }
            let address = try PgAddress(servers[0].url(over: servers[1...].map(\.shardInURL)))
            return Running(engine: PgEngine(address), servers: servers)
        case .milvus: return try Self.running(MilvusServer(.standalone))
        case .milvusLite: return try Self.running(MilvusServer(.lite))
        }
    }

    private static func running(_ server: MilvusServer) throws -> Running {
        Running(engine: try MilvusEngine(MilvusAddress(server.url)), servers: [server])
    }

    /// Servers that are one engine; they end with the value.
    struct Running: Sendable {
        let engine: any IndexEngine
        /// A coordinator first.
        let servers: [any TestedServer]

        /// Each in its turn, the last first.
        func server(_ turn: Int) -> any TestedServer { servers[servers.count - 1 - turn % servers.count] }
    }
}

/// A server of the test's own.
protocol TestedServer: Sendable {
    /// As a machine that loses its power.
    func kill()
    /// With the data that it had.
    func start() throws
}

extension PostgresServer: TestedServer {}
extension MilvusServer: TestedServer {}
