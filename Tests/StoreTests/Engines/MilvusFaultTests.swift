import Milvus
import RapportCore
import TestSupport
import Testing

/// A Milvus server that is slow, silent, cut off or full: what is wrong is said, and afterwards the index holds what
/// SQLite holds, each record once.
@Suite(.serialized) struct MilvusFaultTests {
    private static let schema = AttributeSchema(["model": .text])

    /// A server in Go pings with nearly every request; 200 of them within half a minute are no attack.
    @Test func manyRequestsGoOverOneConnection() async throws {
        let server = try MilvusServer(.standalone)
        let proxy = try UnreliableProxy(toPort: server.port)
        let engine = try MilvusEngine(MilvusAddress("milvus://127.0.0.1:\(proxy.port)"))
        let index = try await engine.index(named: "many", owner: "test", dimension: 2, schema: Self.schema)
        for _ in 0..<450 { _ = try await index.position }
        #expect(proxy.accepted == 1)
        withExtendedLifetime(server) {}
    }
}
