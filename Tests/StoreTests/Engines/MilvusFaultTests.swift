import Milvus
import RapportCore
import Store
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

    /// Silent or cut off at any byte of loading, following and searching; at last every byte comes late.
    @Test(arguments: Seeds.list(1)) func aBadLineLosesAndDoublesNothing(seed: UInt64) async throws {
        var bench = try FaultBench(
            seed: seed, parameters: "answer_timeout=8", collections: [.turns, .conversations])
        var (silences, cuts) = (0, 0)
        for round in 0..<4 {
            try bench.grow(by: 120)
            let bytes = Int.random(in: 0...60_000, using: &bench.logs.generator)
            bench.proxy.set(round % 2 == 0 ? .stalling(afterBytes: bytes) : .cutting(afterBytes: bytes))
            do { try await bench.ask() } catch let error as MilvusError {
                #expect(error.isUnreachable, "\(error.message)")
                #expect(error.message.contains("127.0.0.1:\(bench.proxy.port)"), "\(error.message)")
                switch error {
                case .silent:
                    silences += 1
                    #expect(error.message.contains("did not answer within 8.0 s"))
                case .unreachable: cuts += 1
                default: break
                }
            }
            bench.proxy.set(.prompt)
            try await bench.expectSame("seed \(seed), round \(round)")
        }
        #expect(silences > 0 && cuts > 0, "seed \(seed): \(silences) silences, \(cuts) cuts")

        try bench.grow(by: 60)
        bench.proxy.set(.slow(milliseconds: 20))
        try await bench.expectSame("seed \(seed), slow")
    }

    /// A quota that is used up, a disk that is full without one, and what no room would mend.
    @Test(arguments: [
        ("9", "quota exceeded[reason=disk quota exceeded]", true),
        ("65535", "IO error: No space left on device: While appending to file: /data/rocksmq/000011.sst", true),
        ("65535", "the field is not there", false), ("1100", "invalid parameter", false),
    ])
    func aReplicaMayAnswerForAFullServer(code: String, reason: String, mayAnswer: Bool) {
        let error = MilvusError.failed(server: "host:19530", operation: "writing records", code: code, reason: reason)
        #expect(error.isUnreachable == mayAnswer)
    }

    @Test func aFullServerSaysSoIsReadAndGetsTheRestOnceThereIsRoom() async throws {
        var bench = try FaultBench(
            seed: 52, parameters: "answer_timeout=20", collections: [.turns],
            settings: ["quotaAndLimits.quotaCenterCollectInterval=1"])
        try bench.grow(by: 150)
        try await bench.expectSame()
        let index = try await bench.indexes.index(.turns)
        var count = try await index.count

        try bench.server.deny(writes: true)
        var error: MilvusError?
        for _ in 0..<80 where error == nil {
            try bench.grow(by: 10)
            do { count = try await bench.indexes.index(.turns).count } catch let found as MilvusError { error = found }
            try await Task.sleep(for: .milliseconds(250))
        }
        let full = try #require(error, "it never was full")
        guard case .failed(_, _, let code, let reason) = full else {
            Issue.record("\(full.message)")
            return
        }
        #expect(code == "9")
        #expect(reason.contains("quota exceeded"))
        #expect(full.isUnreachable, "the replica may answer")
        // What it has it still answers; what is missing it still denies.
        #expect(try await index.count == count)
        #expect(try await index.search(VectorQuery(vector: bench.logs.vector(16), k: 10)).hits.count == 10)
        await #expect(throws: MilvusError.self) { _ = try await bench.indexes.index(.turns) }

        try bench.server.deny(writes: false)
        for _ in 0..<80 {
            do {
                _ = try await bench.indexes.index(.turns)
                break
            } catch let error as MilvusError where error.isUnreachable { try await Task.sleep(for: .milliseconds(250)) }
        }
        try await bench.expectSame()
    }
}
