import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Whom the audit names of answers about many, and what it has of those about nobody.
@Suite struct AuditedAnswersTests {
    private static let fans = Set(["fan_1", "fan_2"].map { PairID(fanID: $0, modelName: "Model/1") })

    @Test func aListAndPointsNameWhomTheyShow() async throws {
        let server = try ServedStore { store in
            let output = try RapportBinary.run(["--store", store, "project", "--method", "pca", "--quiet"])
            guard output.succeeded else { throw TestSupportError.failed(command: "rapport", output) }
        }
        let access = try AccessStore(folder: server.folder.file("store").path)
        let runs = try await server.send("GET", "/v1/runs").json["runs"] as? [[String: Any]]
        let run = try #require(runs?.first?["run_id"] as? Int)
        for (path, list, action) in [
            ("/v1/fans?limit=5", "fans", "GET /v1/fans"),
            ("/v1/runs/\(run)/points?limit=4", "points", "GET /v1/runs/{run}/points"),
        ] {
            let answer = try await server.send("GET", path)
            let shown = (answer.json[list] as? [[String: Any]] ?? []).compactMap { $0["fan_id"] as? String }
            #expect(shown.count >= 4)
            let noted = try access.events(limit: 1_000).filter { $0.action == action }
            #expect(Set(noted.compactMap { $0.pair?.fanID }) == Set(shown), "\(path)")
        }
        // An answer about nobody is noted too.
        #expect(try await server.send("GET", "/v1/fans?q=nobody_at_all").status == 200)
        let last = try #require(try access.events(limit: 1).first)
        #expect(last.action == "GET /v1/fans" && last.pair == nil)
    }

    /// What a query adds to the audit.
    private func ask(_ query: String, _ server: LocalServer) async throws -> [AuditEvent] {
        let access = try AccessStore(folder: server.workspace.store.folder)
        let before = try access.events(limit: 10_000).count
        let answer = try await server.post("/v1/sql", ["query": query])
        #expect(answer.status == 200, "\(answer.text)")
        let events = try access.events(limit: 10_000)
        return Array(events.prefix(events.count - before))
    }

    @Test func aQueryIsKnownByItsHashAndItsFansByTheirColumns() async throws {
        try await LocalServer.with { server in
            for query in [
                "SELECT fan_id, model_name FROM pairs WHERE fan_id IN ('fan_1', 'fan_2')",
                "SELECT fan_id FROM pairs WHERE fan_id IN ('fan_1', 'fan_2')",
                "select PAIR_ID from pairs where fan_id in ('fan_1', 'fan_2')",
                " WITH x AS (SELECT * FROM pairs) SELECT pair_id FROM x WHERE fan_id IN ('fan_1', 'fan_2')",
            ] {
                let events = try await ask(query, server)
                #expect(Set(events.compactMap(\.pair)) == Self.fans, "\(query)")
                let summary = try #require(events.first { $0.pair == nil })
                #expect(events.count == 3 && summary.details.rows == 2)
                #expect(summary.details.statement == (query.contains("WITH") ? "with" : "select"))
                #expect(summary.details.sha256 == ContentHash(of: query).hex)
            }
            // A sum is about nobody.
            let sum = try await ask("SELECT count(*) FROM pairs", server)
            #expect(sum.count == 1 && sum.first?.pair == nil && sum.first?.details.rows == 1)
        }
    }

    /// However many an answer is about, the audit does not grow without bound.
    @Test func ofManyFansSomeAreNamedAndAllAreCounted() async throws {
        let crowd = (0..<1_100).map { "Chatter1,Model/1,hi,hey,0,False,crowd_\($0),2025-04-01T00:00:00,0,0" }
        try await LocalServer.with(extraRows: crowd) { server in
            let events = try await ask("SELECT fan_id, model_name FROM pairs WHERE fan_id LIKE 'crowd%'", server)
            #expect(events.count == 1_001)
            let details = try #require(events.first { $0.pair == nil }).details
            #expect(details.fans == 1_100 && details.named == 1_000 && details.rows == 1_100)
            // What a query says stays out of the file: it may name fans.
            for bytes in try Self.auditFiles(of: server) { #expect(bytes.range(of: Data("LIKE".utf8)) == nil) }
        }
    }

    private static func auditFiles(of server: LocalServer) throws -> [Data] {
        try ["access.sqlite", "access.sqlite-wal"].map { file in
            try Data(contentsOf: URL(fileURLWithPath: "\(server.workspace.store.folder)/\(file)"))
        }
    }

    /// Whatever a query calls a fan: what is no fan of the store may be what a fan wrote, and stays out of the audit.
    @Test func whatIsNoFanOfTheStoreIsNotNoted() async throws {
        try await LocalServer.with { server in
            let from = "FROM log_rows JOIN pairs USING (pair_id)"
            for columns in ["fan_message AS fan_id, model_name", "fan_message AS fan_id", "-1 AS pair_id"] {
                let events = try await ask("SELECT \(columns) \(from)", server)
                #expect(events.count == 1 && events.first?.pair == nil, "\(columns)")
            }
            for bytes in try Self.auditFiles(of: server) { #expect(bytes.range(of: Data("I love".utf8)) == nil) }
            // A model that is not the fan's hides nobody.
            let events = try await ask(
                "SELECT fan_id, 'Nobody' AS model_name FROM pairs WHERE fan_id IN ('fan_1', 'fan_2')", server)
            #expect(Set(events.compactMap(\.pair)) == Self.fans)
        }
    }

    /// SQLite's words about what went wrong may quote what a fan wrote: they go to whoever asked, and nowhere else.
    @Test func aQueryThatFailsIsNotedToo() async throws {
        try await LocalServer.with { server in
            let access = try AccessStore(folder: server.workspace.store.folder)
            let query = "SELECT json_extract('{}', fan_message) FROM log_rows"
            let answer = try await server.post("/v1/sql", ["query": query])
            #expect(answer.status == 400 && answer.text.contains("I love"), "\(answer.text)")
            let events = try access.events(limit: 10)
            #expect(events.map(\.details.sha256) == [ContentHash(of: query).hex])
            #expect(events.map(\.action) == ["POST /v1/sql"] && events.first?.details.rows == nil)
            for bytes in try Self.auditFiles(of: server) { #expect(bytes.range(of: Data("I love".utf8)) == nil) }
            #expect(try await server.log.requests(1).map { $0["status"] } == ["400"])
            for line in server.log.lines { #expect(!"\(line)".contains("love") && !"\(line)".contains("json")) }
        }
    }

    @Test func aNotebookIsNotedByItsName() async throws {
        let server = try ServedStore(environment: ["RAPPORT_NOTEBOOKS": RepositoryRoot.file("notebooks-md").path])
        #expect(try await server.send("GET", "/v1/notebooks/stages").status == 200)
        let events = try AccessStore(folder: server.folder.file("store").path).events(limit: 10)
        #expect(events.map(\.action) == ["GET /v1/notebooks/{notebook}"])
        #expect(events.map(\.details.notebook) == ["stages"])
    }

    /// Where the audit cannot be written, nothing of a fan is answered: the disk is full, as far as this process sees.
    @Test func withoutAnAuditNobodyIsAnswered() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        let output = try PythonTools.run(
            code: """
                import json, re, resource, signal, subprocess, sys, urllib.error, urllib.request
                rapport, store = sys.argv[1:]
                def limit():
                    # No file may grow beyond this; whoever writes there gets an error.
                    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
                server = subprocess.Popen([rapport, "--store", store, "serve", "--port", "0"], stdout=subprocess.PIPE,
                                          text=True, preexec_fn=limit, restore_signals=False)
                try:
                    port = re.search(r":(\\d+);", server.stdout.readline()).group(1)
                    def ask(path, body=None):
                        request = urllib.request.Request(
                            f"http://127.0.0.1:{port}{path}", json.dumps(body).encode() if body else None,
                            {"Content-Type": "application/json"})
                        try:
                            return urllib.request.urlopen(request, timeout=60)
                        except urllib.error.HTTPError as error:
                            return error
                    card, answered = "/v1/models/Model%2F1/fans/fan_3", 0
                    while (answer := ask(card)).status == 200:
                        assert b"fan_3" in answer.read()
                        answered += 1
                        assert answered < 10_000
                    assert answered > 0
                    for path, body in [
                        (card, None), (card + "/conversations", None), (card + "/similar", None), ("/v1/fans", None),
                        ("/v1/search", {"text": "roses"}), ("/v1/suggest", {"text": "do you like roses?"}),
                        ("/v1/sql", {"query": "SELECT fan_id FROM pairs"}),
                    ]:
                        answer = ask(path, body)
                        text = answer.read().decode()
                        assert answer.status == 500 and "writing the audit failed" in text, (path, answer.status, text)
                        assert "roses" not in text and "fan_" not in text, text
                    # What is about nobody is answered still.
                    assert ask("/v1/models").status == 200 and server.poll() is None
                    print(answered)
                finally:
                    server.kill()
                """, arguments: [RapportBinary.url().path, store])
        // Every card that was shown is noted.
        let events = try AccessStore(folder: store).events(limit: 100_000)
        #expect(events.count { $0.action == "GET /v1/models/{model}/fans/{fan}" } == Int(output.text.dropLast()))
    }
}
