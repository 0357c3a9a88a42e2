import Foundation
import Milvus
import PgVector
import RapportCore
import Store
import TestSupport
import Testing

/// A server behind a proxy, alone or with others around it, and a store that follows it.
struct FaultBench<Server: Sendable> {
    let server: Server
    let proxy: UnreliableProxy
    /// Of PostgreSQL: the coordinator and the other shard.
    let others: [Server]
    let fixture: StoreFixture
    let indexes: EngineIndexes
    /// Those that it follows.
    let collections: [RecordCollection]
    let notices: Notices
    var logs: RandomLogs

    private init(
        _ server: Server, _ proxy: UnreliableProxy, others: [Server] = [], engine: any IndexEngine,
        collections: [RecordCollection], seed: UInt64
    ) throws {
        self.server = server
        self.proxy = proxy
        self.others = others
        self.collections = collections
        fixture = try StoreFixture()
        notices = Notices()
        indexes = EngineIndexes(store: fixture.store, engine: engine, notice: notices.add)
        logs = RandomLogs(seed: seed)
    }

    mutating func grow(by rows: Int, pairs: Int = 6, dimension: Int = 16) throws {
        try fixture.load(logs.rows(rows, pairs: pairs))
        try fixture.embed(dimension: dimension)
    }

    /// Brings every collection up to date and searches it.
    func ask() async throws {
        for collection in collections {
            let index = try await indexes.index(collection)
            _ = try await index.search(VectorQuery(vector: [Float](repeating: 0.25, count: index.dimension), k: 10))
        }
    }

    /// Every id of every collection is there once, with its vector, and is found.
    ///
    /// Patience is short, so that faults show; where other tests have the cores, a sound server takes longer too, and is
    /// asked again.
    func expectSame(_ comment: Comment? = nil) async throws {
        for collection in collections {
            let agreement = try await eventually {
                try await indexes.agreement(collection, vector: .text, sampling: 1_000, queries: 20)
            }
            #expect(agreement.missing == 0 && agreement.surplus == 0 && agreement.differing == 0, comment)
            #expect(agreement.sqlite > 0 && agreement.sqlite == agreement.engine, comment)
            #expect((agreement.recallAt10 ?? 0) >= 0.95, comment)
        }
    }
}

/// Repeats what only a server that cannot be reached stands in the way of, for some minutes.
private func eventually<Value>(_ body: () async throws -> Value) async throws -> Value {
    let deadline = ContinuousClock.now + .seconds(240)
    while true {
        do { return try await body() } catch let error as any IndexEngineError
            where error.isUnreachable && ContinuousClock.now < deadline
        { try await Task.sleep(for: .milliseconds(500)) }
    }
}

/// Who has the fault.
enum Faulty: CaseIterable, Sendable {
    case server
    /// One of two shards of PostgreSQL, which the coordinator and we reach.
    case shard
}

extension FaultBench<PostgresServer> {
    init(
        _ faulty: Faulty = .server, seed: UInt64, diskBytes: Int? = nil,
        parameters: String = "answer_timeout=1&connect_timeout=2"
    ) throws {
        let server = try PostgresServer(diskBytes: diskBytes)
        let proxy = try UnreliableProxy(to: server.socketPath)
        let others = try faulty == .server ? [] : (0..<2).map { _ in try PostgresServer() }
        let place = "127.0.0.1:\(proxy.port)/postgres"
        let url =
            others.isEmpty
            ? "postgres://rapport@\(place)?\(parameters)"
            : "\(others[0].url(over: [place, others[1].shardInURL]))&\(parameters)"
        try self.init(
            server, proxy, others: others, engine: PgEngine(try PgAddress(url)), collections: RecordCollection.allCases,
            seed: seed)
    }

    /// The same, and no graph is there twice.
    func expectSameWithOneGraphEach(_ comment: Comment? = nil) async throws {
        try await expectSame(comment)
        // A division by zero for a table that has two.
        try server.query(
            """
            SELECT 1 / (2 - count(*)) FROM pg_indexes WHERE indexdef LIKE '%USING hnsw%'
            GROUP BY tablename HAVING count(*) > 1
            """)
    }

    /// Whoever asks is told where nobody is.
    func expectAway() async {
        let error = await #expect(throws: PgError.self) { try await ask() }
        #expect(error?.isUnreachable == true)
        #expect(error?.message.contains("\(proxy.port)") == true, "\(error?.message ?? "")")
    }

    /// Has somebody run SQL in the server that ends after a while; returns once `sign` has a row.
    func meanwhile(_ sql: String, sign: String) -> Task<Void, any Error> {
        let server = server
        let other = Task.detached { try server.query(sql) }
        while (try? server.query("SELECT 1 / count(*) FROM \(sign)")) == nil { usleep(10_000) }
        return other
    }
}

extension FaultBench<MilvusServer> {
    /// Milvus takes seconds to make a collection, so a test may name those that it needs.
    init(seed: UInt64, parameters: String, collections: [RecordCollection], settings: [String] = []) throws {
        let server = try MilvusServer(.standalone, settings: settings)
        let proxy = try UnreliableProxy(toPort: server.port)
        let url = "milvus://127.0.0.1:\(proxy.port)?\(parameters)"
        try self.init(
            server, proxy, engine: try MilvusEngine(MilvusAddress(url)), collections: collections, seed: seed)
    }
}
