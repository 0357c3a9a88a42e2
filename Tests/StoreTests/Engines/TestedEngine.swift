import Milvus
import PgVector
import RapportCore
import TestSupport

/// The servers that hold indexes; all of them pass the same tests.
enum TestedEngine: String, CaseIterable, Sendable {
    case postgres
    case milvus
    /// The API of a newer Milvus, by another implementation.
    case milvusLite

    /// A server with nothing in it.
    func start() throws -> Running {
        switch self {
        case .postgres:
            let server = try PostgresServer()
            let engine = PgEngine(try PgAddress(server.url))
            return Running(engine: engine, kill: { server.kill() }, start: { try server.start() })
        case .milvus: return try Self.running(MilvusServer(.standalone))
        case .milvusLite: return try Self.running(MilvusServer(.lite))
        }
    }

    private static func running(_ server: MilvusServer) throws -> Running {
        let engine = try MilvusEngine(MilvusAddress(server.url))
        return Running(engine: engine, kill: { server.kill() }, start: { try server.start() })
    }

    /// A server; it ends with the value.
    struct Running: Sendable {
        let engine: any IndexEngine
        /// As a machine that loses its power.
        let kill: @Sendable () -> Void
        /// With the data that it had.
        let start: @Sendable () throws -> Void
    }
}
