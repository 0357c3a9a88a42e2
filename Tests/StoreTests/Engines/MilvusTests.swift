import Foundation
import Milvus
import RapportCore
import Store
import TestSupport
import Testing

/// What is Milvus' own: addresses, tokens and TLS, limits, messages.
@Suite(.serialized) struct MilvusTests {
    private static let schema = AttributeSchema(["model": .text, "fan": .text, "stage": .number])

    private func index(
        _ url: String, dimension: Int = 2, schema: AttributeSchema = schema, variables: [String: String] = [:]
    ) async throws -> any FollowingIndex {
        let engine = try MilvusEngine(MilvusAddress(url, variables: variables))
        return try await engine.index(named: "own", owner: "test", dimension: dimension, schema: schema)
    }

    /// The index of `url`, empty.
    private func made(_ url: String, dimension: Int = 2, variables: [String: String] = [:]) async throws
        -> any FollowingIndex
    {
        let index = try await index(url, dimension: dimension, variables: variables)
        try await index.restart(at: IndexPosition(sequence: 0), from: nil)
        return index
    }

    private static func record(_ id: Int64, fan: String) -> VectorRecord {
        VectorRecord(id: id, vector: [1, 0], attributes: ["model": "Model1", "fan": .text(fan), "stage": 2])
    }

    // MARK: - Addresses

    @Test func anAddressShowsWhereItLeadsAndNoToken() async throws {
        for (url, shown) in [
            ("milvus://host?tls=true", "host:19530"), ("milvus://friend:s3cret@host:7/fans?tls=true", "host:7/fans"),
            ("milvus://[::1]:7?prefix=Mine_2&tls=false", "[::1]:7"),
        ] {
            #expect(try MilvusAddress(url, variables: ["RAPPORT_MILVUS_TOKEN": "s3cret"]).shown == shown)
        }
        let error = await #expect(throws: MilvusError.self) {
            _ = try await index("milvus://friend:s3cret@127.0.0.1:1/fans").position
        }
        #expect(error?.isUnreachable == true)
        #expect(error?.message.contains("127.0.0.1:1/fans cannot be reached") == true)
        #expect(error?.message.contains("s3cret") == false)
    }

    /// Unless the user says that the network is safe.
    @Test func aTokenGoesNowhereUnencrypted() throws {
        let token = ["RAPPORT_MILVUS_TOKEN": "s3cret"]
        for url in ["milvus://host", "milvus://friend:s3cret@host", "milvus://127.evil.example"] {
            let error = #expect(throws: MilvusError.self) { try MilvusAddress(url, variables: token) }
            #expect(error?.message.contains("tls=true") == true)
            #expect(error?.message.contains("s3cret") == false)
            _ = try MilvusAddress("\(url)?tls=false", variables: token)
        }
        for url in ["milvus://localhost", "milvus://127.0.0.1:7", "milvus://[::1]"] {
            _ = try MilvusAddress(url, variables: token)
        }
        _ = try MilvusAddress("milvus://host", variables: [:])
    }

    @Test(arguments: [
        "", "milvus://", "milvus:///fans", "postgres://host/db", "http://host:19530", "milvus://host/a-b",
        "milvus://host/a/b", "milvus://host?prefix=", "milvus://host?prefix=1a", "milvus://host?prefix=a%22b",
        "milvus://host?tsl=true", "milvus://host?tls=yes", "milvus://host?ca=x.pem", "milvus://host?tls=false&ca=x.pem",
        "milvus://host?tls=true&tls=false", "milvus://host?token_file=/nowhere/token",
        "milvus://host?answer_timeout=-1", "milvus://host?answer_timeout=soon", "milvus://host?answer_timeout=100000",
    ])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(throws: MilvusError.self) { try MilvusAddress(text) }
    }

    @Test func certificatesThatAreNotThereAreRefused() throws {
        let address = try MilvusAddress("milvus://host?tls=true&ca=/nowhere/ca.pem")
        #expect(throws: MilvusError.self) { try MilvusEngine(address) }
    }

    @Test func aServerMayAskForATokenAndSpeakTLS() async throws {
        let folder = try TemporaryFolder()
        try SelfSignedCertificate.write(to: folder, host: "localhost")
        let certificate = folder.file("certificate.pem").path
        let server = try MilvusServer(
            .standalone,
            settings: [
                "common.security.authorizationEnabled=true", "common.security.tlsMode=1",
                "tls.serverPemPath=\(certificate)", "tls.serverKeyPath=\(folder.file("key.pem").path)",
            ])
        let proxy = try UnreliableProxy(toPort: server.port)
        let url = "milvus://localhost:\(proxy.port)?tls=true"
        // What a server of 2.3 is set up with.
        let token = ["RAPPORT_MILVUS_TOKEN": "root:Milvus"]

        let index = try await made("\(url)&ca=\(certificate)", variables: token)
        try await index.upsert([Self.record(1, fan: "Ada")])
        #expect(try await index.search(VectorQuery(vector: [1, 0], k: 1)).hits.map(\.id) == [1])
        // The server pings within the encryption, too.
        for _ in 0..<250 { _ = try await index.position }
        #expect(proxy.accepted == 1)

        try folder.write("root:Milvus\n", to: "token")
        #expect(
            try await self.index("\(url)&ca=\(certificate)&token_file=\(folder.file("token").path)").position
                == IndexPosition(sequence: 0))
        for variables in [[:], ["RAPPORT_MILVUS_TOKEN": "root:wrong"]] {
            let error = await #expect(throws: MilvusError.self) {
                _ = try await self.index("\(url)&ca=\(certificate)", variables: variables).position
            }
            #expect(error?.isUnreachable == false)
            #expect(error?.message.contains("token was not accepted") == true, "\(error?.message ?? "")")
        }
        // Nobody whom the system trusts vouches for it, and it does not speak without TLS.
        for other in [url, server.url] {
            let error = await #expect(throws: MilvusError.self) {
                _ = try await self.index(other, variables: token).position
            }
            #expect(error?.isUnreachable == true, "\(error?.message ?? "")")
        }
        withExtendedLifetime(server) {}
    }

    @Test func anIndexMayLieInADatabaseOfItsOwn() async throws {
        let server = try MilvusServer(.standalone)
        try PythonTools.run(
            code: """
                import grpc, sys
                from pymilvus.grpc_gen import milvus_pb2, milvus_pb2_grpc
                milvus = milvus_pb2_grpc.MilvusServiceStub(grpc.insecure_channel("127.0.0.1:" + sys.argv[1]))
                answer = milvus.CreateDatabase(milvus_pb2.CreateDatabaseRequest(db_name="fans"))
                assert answer.code == 0, answer
                """, arguments: ["\(server.port)"])
        let own = try await made("\(server.url)/fans")
        #expect(try await index(server.url).position == nil, "the default database knows nothing of it")
        let other = try await made(server.url)
        try await own.upsert([Self.record(1, fan: "Ada"), Self.record(2, fan: "Bea")])
        try await other.upsert([Self.record(3, fan: "Cleo")])
        try await own.delete([2])
        for (index, ids) in [(own, [Int64(1)]), (other, [3])] {
            #expect(try await index.count == 1)
            #expect(try await index.ids(after: .min, limit: 10) == ids)
            #expect(try await index.search(VectorQuery(vector: [1, 0], k: 5)).hits.map(\.id) == ids)
        }

        let error = await #expect(throws: MilvusError.self) {
            _ = try await made("\(server.url)/nobody")
        }
        #expect(error?.message.contains("127.0.0.1:\(server.port)/nobody") == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("database") == true, "\(error?.message ?? "")")
        withExtendedLifetime(server) {}
    }

    // MARK: - Limits

    @Test(arguments: [MilvusServer.Kind.standalone, .lite])
    func whatMilvusCannotHoldIsRefused(kind: MilvusServer.Kind) async throws {
        let server = try MilvusServer(kind)
        let index = try await made(server.url)
        let longest = String(repeating: "\u{E9}", count: 32_767) + "e"
        try await index.upsert([Self.record(1, fan: longest)])
        let byFan = VectorQuery(
            vector: [1, 0], k: 2, filter: .compare(attribute: "fan", .equal, .text(longest)))
        #expect(try await index.search(byFan).hits.map(\.id) == [1])
        await #expect(throws: MilvusError.textTooLong(attribute: "fan", recordID: 2, bytes: 65_536, limit: 65_535)) {
            try await index.upsert([Self.record(2, fan: longest + "e")])
        }

        // A chain is no nesting, however long it is.
        let chain = (0..<1_000).map { Filter.compare(attribute: "stage", .equal, .number(Double($0))) }
        let anyStage = chain.dropFirst().reduce(chain[0]) { .or($0, $1) }
        #expect(try await index.search(VectorQuery(vector: [1, 0], k: 2, filter: anyStage)).hits.count == 1)
        for (levels, isRead) in [(36, true), (60, false)] {
            var nested = Filter.compare(attribute: "stage", .equal, 2)
            for level in 0..<levels {
                let other = Filter.compare(attribute: "stage", .less, .number(Double(level % 2)))
                nested = level % 2 == 0 ? .or(nested, other) : .and(nested, .not(other))
            }
            let query = VectorQuery(vector: [1, 0], k: 2, filter: nested)
            if isRead {
                #expect(try await index.search(query).hits.map(\.id) == [1])
            } else {
                await #expect(throws: MilvusError.self) { _ = try await index.search(query) }
            }
        }
        withExtendedLifetime(server) {}
    }

    @Test(arguments: [MilvusServer.Kind.standalone, .lite])
    func muchTravelsInParts(kind: MilvusServer.Kind) async throws {
        let server = try MilvusServer(kind)
        let dimension = 8_192
        let index = try await made(server.url, dimension: dimension)
        var generator = SeededGenerator(seed: 31)
        // 33 MB of vectors: more than gRPC takes in one message where nobody says otherwise.
        let records = (0..<1_000).map { id in
            VectorRecord(
                id: Int64(id), vector: (0..<dimension).map { _ in Float.random(in: -1...1, using: &generator) },
                attributes: ["stage": .number(Double(id % 3))])
        }
        try await index.upsert(records)
        #expect(try await index.count == records.count)
        let vectors = try await index.vectors(of: records.map(\.id))
        #expect(records.allSatisfy { vectors[$0.id] == $0.vector })
        #expect(try await index.ids(after: .min, limit: 10_000) == records.map(\.id))
        #expect(try await index.ids(after: 499, limit: 250) == (500..<750).map { Int64($0) })
        // More hits than Milvus gives at once.
        let all = try await index.search(VectorQuery(vector: records[0].vector, k: 20_000))
        #expect(all.hits.count == records.count)
        #expect(all.hits.first?.id == 0)
        withExtendedLifetime(server) {}
    }

    /// As `check` reads them: more than a server gives at once; half of them in segments that Milvus has put away.
    @Test(arguments: [MilvusServer.Kind.standalone, .lite])
    func manyRecordsAreReadBackPageByPage(kind: MilvusServer.Kind) async throws {
        let server = try MilvusServer(kind)
        let dimension = 8
        let index = try await made(server.url, dimension: dimension)
        var logs = RandomLogs(seed: 33)
        // All over the range, as ids that are made of hashes.
        let ids = (0..<20_000).map { _ in Int64.random(in: .min ... .max, using: &logs.generator) }
        let records = ids.map { VectorRecord(id: $0, vector: logs.vector(dimension), attributes: [:]) }
        try await index.upsert(Array(records[..<10_000]))
        if kind == .standalone { try server.seal(collection: "rapport_own") }
        try await index.upsert(Array(records[10_000...]))

        #expect(try await index.count == records.count)
        let expected = ids.sorted()
        for limit in [7_000, 100_000] {
            var found: [Int64] = []
            while case let page = try await index.ids(after: found.last ?? .min, limit: limit), !page.isEmpty {
                #expect(page.count <= limit)
                found += page
            }
            #expect(found == expected, "pages of \(limit)")
        }
        let sample = records.enumerated().filter { $0.offset % 7 == 0 }.map(\.element)
        let vectors = try await index.vectors(of: sample.map(\.id))
        #expect(vectors.count == sample.count)
        #expect(sample.allSatisfy { vectors[$0.id] == $0.vector })
        withExtendedLifetime(server) {}
    }

    /// Milvus builds graphs for segments of a thousand records and more, some time after they came.
    @Test(arguments: [MilvusServer.Kind.standalone, .lite])
    func whatIsInAGraphIsFound(kind: MilvusServer.Kind) async throws {
        let server = try MilvusServer(kind)
        let dimension = 24
        let index = try await made(server.url, dimension: dimension)
        let exact = ExactIndex(dimension: dimension, schema: Self.schema)
        var logs = RandomLogs(seed: 32)
        let records = (0..<4_000).map { id -> VectorRecord in
            var attributes: [String: AttributeValue] = ["fan": .text("fan \(id % 50)")]
            if id % 4 > 0 { attributes["model"] = .text("Model1") }
            if id % 5 > 0 { attributes["stage"] = .number(Double(id % 3)) }
            return VectorRecord(id: Int64(id), vector: logs.vector(dimension), attributes: attributes)
        }
        try await index.upsert(records)
        try await exact.upsert(records)
        try server.seal(collection: "rapport_own")
        var (foundInAll, expectedInAll) = (0, 0)
        for text in [
            nil, "stage is null", "stage != 1", "model is null and stage < 1", "model = 'Model1'", "fan = 'fan 7'",
        ] {
            let filter = try text.map { try Filter(parsing: $0) }
            let matching = VectorQuery(vector: logs.vector(dimension), k: records.count, filter: filter)
            let matches = try await Set(exact.search(matching).hits.map(\.id))
            for groupBy in [nil, "fan"] {
                var (found, expected) = (0, 0)
                for _ in 0..<30 {
                    let query = VectorQuery(vector: logs.vector(dimension), k: 10, filter: filter, groupBy: groupBy)
                    let oracle = try await exact.search(query).hits.map(\.id)
                    let hits = try await index.search(query).hits.map(\.id)
                    #expect(hits.count == oracle.count, "\(text ?? "none"), \(groupBy ?? "none")")
                    #expect(matches.isSuperset(of: hits), "\(text ?? "none"), \(groupBy ?? "none")")
                    found += Set(hits).intersection(oracle).count
                    expected += oracle.count
                }
                // How far a walk goes through what a filter leaves out, Milvus leaves to chance: where that is most,
                // some of its graphs find 87%.
                #expect(Double(found) >= 0.8 * Double(expected), "\(text ?? "none"), \(groupBy ?? "none")")
                foundInAll += found
                expectedInAll += expected
            }
        }
        #expect(Double(foundInAll) >= 0.95 * Double(expectedInAll))
        // All that there are, which no graph alone is sure to give.
        for text in ["stage is null", "fan = 'fan 7'"] {
            let query = VectorQuery(vector: logs.vector(dimension), k: 3_000, filter: try Filter(parsing: text))
            #expect(try await Set(index.search(query).hits.map(\.id)) == Set(exact.search(query).hits.map(\.id)))
        }
        withExtendedLifetime(server) {}
    }

    // MARK: - Messages

    /// A server tells of a condition that it cannot read by repeating it.
    @Test(arguments: [MilvusServer.Kind.standalone, .lite])
    func noMessageRepeatsWhatWasSent(kind: MilvusServer.Kind) async throws {
        let server = try MilvusServer(kind)
        let index = try await made(server.url)
        try await index.upsert([Self.record(1, fan: "Ada")])
        // The server knows of no such field.
        let other = try await self.index(
            server.url, schema: AttributeSchema(["model": .text, "fan": .text, "moon": .text]))
        for secret in ["Grace Hopper", "Gr\"ace", "Gr\\ace"] {
            let error = await #expect(throws: MilvusError.self) {
                _ = try await other.search(
                    VectorQuery(vector: [1, 0], k: 1, filter: .compare(attribute: "moon", .equal, .text(secret))))
            }
            let message = try #require(error?.message)
            #expect(message.contains("searching failed in Milvus at 127.0.0.1:\(server.port)"))
            #expect(!message.contains("Gr") && !message.contains("ace"), "\(message)")
        }
        withExtendedLifetime(server) {}
    }

    /// Names, numbers and kinds of our fields are those of Milvus.
    @Test func theMessagesAreMilvusMessages() throws {
        let output = try PythonTools.run(
            code: """
                import re, sys
                from pymilvus.grpc_gen import common_pb2, milvus_pb2, schema_pb2
                files = [milvus_pb2.DESCRIPTOR, schema_pb2.DESCRIPTOR, common_pb2.DESCRIPTOR]
                theirs = {name: message for file in files for name, message in file.message_types_by_name.items()}
                theirs["CollectionRequest"] = theirs["DropCollectionRequest"]
                enums = {name: enum for file in files for name, enum in file.enum_types_by_name.items()}
                kinds = {1: "double", 2: "float", 3: "int64", 4: "uint64", 5: "int32", 8: "bool", 9: "string",
                         12: "bytes", 13: "uint32"}
                text = re.sub("//.*", "", open(sys.argv[1]).read())
                count = 0
                for name, body in re.findall(r"^message (\\w+) \\{(.*?)^\\}", text, re.M | re.S):
                    for repeated, kind, field, number in re.findall(r"(repeated )?(\\w+) (\\w+) = (\\d+);", body):
                        own = theirs[name].fields_by_name[field]
                        assert own.number == int(number), (name, field)
                        assert own.is_repeated == bool(repeated), (name, field)
                        if own.message_type: assert own.message_type.name == kind, (name, field)
                        elif own.enum_type: assert kind in (own.enum_type.name, "int32"), (name, field)
                        else: assert kinds[own.type] == kind, (name, field)
                        count += 1
                service = milvus_pb2.DESCRIPTOR.services_by_name["MilvusService"]
                for method, request, reply in re.findall(r"rpc (\\w+)\\((\\w+)\\) returns \\((\\w+)\\)", text):
                    own = service.methods_by_name[method]
                    assert own.output_type.name == reply, method
                    assert request in (own.input_type.name, "CollectionRequest"), method
                    count += 1
                for message in ("DropCollectionRequest", "DescribeCollectionRequest"):
                    fields = theirs[message].fields_by_name
                    assert (fields["db_name"].number, fields["collection_name"].number) == (2, 3)
                print(count)
                """, arguments: [RepositoryRoot.file("Sources/Milvus/milvus.proto").path])
        let count = try #require(Int(output.text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(count > 60)
    }
}
