import Milvus
import PgVector
import RapportCore
import Store
import TestSupport
import Testing

/// A server behind a proxy, and a store that follows it.
struct FaultBench<Server: Sendable> {
    let server: Server
    let proxy: UnreliableProxy
    let fixture: StoreFixture
    let indexes: EngineIndexes
    /// Those that it follows.
    let collections: [RecordCollection]

    /// Every id of every collection is there once, with its vector, and is found.
    func expectSame(_ comment: Comment? = nil) async throws {
        for collection in collections {
            let agreement = try await indexes.agreement(collection, vector: .text, sampling: 1_000, queries: 20)
            #expect(agreement.missing == 0 && agreement.surplus == 0 && agreement.differing == 0, comment)
            #expect(agreement.sqlite > 0 && agreement.sqlite == agreement.engine, comment)
            #expect((agreement.recallAt10 ?? 0) >= 0.95, comment)
        }
    }

    /// Brings every collection up to date and asks it.
    func followAndSearch(_ logs: inout RandomLogs) async throws {
        for collection in collections {
            let index = try await indexes.index(collection)
            _ = try await index.search(VectorQuery(vector: logs.vector(16), k: 10))
        }
    }
}

extension FaultBench<PostgresServer> {
    init(diskBytes: Int? = nil, parameters: String = "answer_timeout=1&connect_timeout=2") throws {
        server = try PostgresServer(diskBytes: diskBytes)
        proxy = try UnreliableProxy(to: server.socketPath)
        fixture = try StoreFixture()
        let url = "postgres://rapport@127.0.0.1:\(proxy.port)/postgres?\(parameters)"
        indexes = EngineIndexes(store: fixture.store, engine: PgEngine(try PgAddress(url)))
        collections = RecordCollection.allCases
    }
}

extension FaultBench<MilvusServer> {
    /// Milvus takes seconds to make a collection, so a test may name those that it needs.
    init(parameters: String, collections: [RecordCollection], settings: [String] = []) throws {
        server = try MilvusServer(.standalone, settings: settings)
        proxy = try UnreliableProxy(toPort: server.port)
        fixture = try StoreFixture()
        let url = "milvus://127.0.0.1:\(proxy.port)?\(parameters)"
        indexes = EngineIndexes(store: fixture.store, engine: try MilvusEngine(MilvusAddress(url)))
        self.collections = collections
    }
}
