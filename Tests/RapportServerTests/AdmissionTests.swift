import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Who counts among the requests that are worked on, and for how long.
@Suite struct AdmissionTests {
    private static let question = #"{"text":"do you like sailing?"}"#

    /// The value of a gauge of the server.
    private func gauge(_ name: String, _ server: ServedStore, _ headers: [String: String] = [:]) async throws -> Int {
        let text = try await server.send("GET", "/metrics", headers: headers).text
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("\(name) ") })
        return Int(line.split(separator: " ").last ?? "") ?? -1
    }

    /// Waits until the gauge says so.
    private func wait(for name: String, _ value: Int, _ server: ServedStore) async throws {
        var patience = Patience(seconds: 300)
        while try await gauge(name, server) != value {
            let isLeft = patience.isLeft()
            try #require(isLeft, "\(name) is not \(value)")
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private static let admitted = "rapport_http_requests_admitted"
    private static let waiting = "rapport_http_requests_waiting"

    @Test func aStreamKeepsItsPlaceUntilItsLastPiece() async throws {
        let model = try SlowModel()
        let server = try ServedStore(
            environment: model.environment, options: ["--concurrent-requests", "1", "--queue-timeout", "0.2"])
        let stream = try EventStream(port: server.port, path: "/v1/suggest", body: Self.question)
        #expect(stream.events(1).map(\.name) == ["retrieved"])
        #expect(try await gauge(Self.admitted, server) == 1)
        // It waits for its turn, and in vain.
        let refused = try await server.post("/v1/search", ["text": "roses"])
        #expect(refused.status == 503 && refused.headers["retry-after"] == "1", "\(refused.text)")
        // Whoever watches it still sees it.
        #expect(try await server.send("GET", "/v1/health/live").status == 200)
        model.open()
        #expect(stream.events(.max).last?.name == "done")
        try await wait(for: Self.admitted, 0, server)
        #expect(try await server.post("/v1/search", ["text": "roses"]).status == 200)
    }

    @Test func aClientThatLeavesItsStreamGivesItsPlaceBack() async throws {
        let model = try SlowModel()
        defer { model.open() }
        let server = try ServedStore(environment: model.environment, options: ["--concurrent-requests", "1"])
        var stream: EventStream? = try EventStream(port: server.port, path: "/v1/suggest", body: Self.question)
        #expect(stream?.events(1).map(\.name) == ["retrieved"])
        #expect(try await gauge(Self.admitted, server) == 1)
        stream = nil
        // The language model has not answered, and nothing was written by which one could have found out.
        try await wait(for: Self.admitted, 0, server)
        #expect(try await server.post("/v1/search", ["text": "roses"]).status == 200)
    }

    @Test func aClientThatLeavesTheQueueWaitsNoLonger() async throws {
        let model = try SlowModel()
        let server = try ServedStore(
            environment: model.environment, options: ["--concurrent-requests", "1", "--queue-timeout", "600"])
        let stream = try EventStream(port: server.port, path: "/v1/suggest", body: Self.question)
        #expect(stream.events(1).map(\.name) == ["retrieved"])
        var leaving: EventStream? = try EventStream(port: server.port, path: "/v1/suggest", body: Self.question)
        try await wait(for: Self.waiting, 1, server)
        // One works and one waits: the next is told at once, though others may wait for ten minutes.
        let refused = try await server.post("/v1/search", ["text": "roses"])
        #expect(refused.status == 503 && refused.headers["retry-after"] == "1")
        withExtendedLifetime(leaving) {}
        leaving = nil
        try await wait(for: Self.waiting, 0, server)
        // Its place in the queue is another's, who has his turn.
        async let next = server.post("/v1/search", ["text": "roses"])
        try await wait(for: Self.waiting, 1, server)
        model.open()
        #expect(try await next.status == 200)
        #expect(stream.events(.max).last?.name == "done")
    }

    /// Those who watch jobs do nearly nothing, for a long time: they take no place from others, and are counted apart.
    @Test func clientsThatWatchJobsAreBoundedApart() async throws {
        let model = try SlowModel()
        defer { model.open() }
        let server = try ServedStore(environment: model.environment, options: ["--concurrent-requests", "1"])
        let job = try await server.start(["kind": "profile"])
        var watchers: [EventStream] = []
        for _ in 0..<32 {
            let watcher = try EventStream(port: server.port, path: "/v1/jobs/\(job)/events")
            #expect(watcher.events(1).map(\.name) == ["progress"])
            watchers.append(watcher)
        }
        #expect(try await gauge(Self.admitted, server) == 0)
        #expect(try await server.post("/v1/search", ["text": "roses"]).status == 200)
        let refused = try EventStream(port: server.port, path: "/v1/jobs/\(job)/events")
        #expect(refused.events(1).isEmpty && refused.head.contains(" 503 "), "\(refused.head)")
        #expect(refused.head.lowercased().contains("retry-after: "))
        // One leaves, and another may come.
        watchers.removeLast()
        var patience = Patience(seconds: 300)
        var names: [String] = []
        while names.isEmpty, patience.isLeft() {
            names = try EventStream(port: server.port, path: "/v1/jobs/\(job)/events").events(1).map(\.name)
        }
        #expect(names == ["progress"])
        withExtendedLifetime(watchers) {}
    }

    /// Sign-ins whose bodies never end, from people whom nobody knows.
    @Test func strangersWhoSignInTakeNobodysPlace() async throws {
        let tokens = TestTokens()
        let server = try ServedStore(options: ["--concurrent-requests", "1"]) { store in
            try tokens.make("admin", .admin, now: .now, in: AccessStore(folder: store))
        }
        let trickling = try ChildProcess(
            PythonTools.interpreter(),
            arguments: [
                "-c",
                """
                import socket, sys, threading
                def sign_in():
                    # Until the server's patience ends, and again.
                    while True:
                        try:
                            with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as client:
                                client.sendall(b"POST /v1/session HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n"
                                    b"Content-Type: application/json\\r\\nContent-Length: 1000\\r\\n\\r\\n{")
                                while client.recv(4096):
                                    pass
                        except OSError:
                            pass
                for _ in range(20):
                    threading.Thread(target=sign_in).start()
                """, "\(server.port)",
            ])
        defer { trickling.send(SIGKILL) }
        let headers = tokens.headers("admin")
        // All 20 are being answered, as far as the server knows, and the question itself.
        // Looked for so many times, not so long: on a busy machine a look takes long.
        var inFlight = 0
        for _ in 0..<1_000 where inFlight < 21 {
            inFlight = try await gauge("rapport_http_requests_in_flight", server, headers)
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(inFlight == 21)
        #expect(try await gauge(Self.admitted, server, headers) == 0)
        #expect(try await server.send("GET", "/v1/models", headers: headers).status == 200)
    }

    @Test func anEndedTokensStreamsEndSoonAfter() async throws {
        let model = try SlowModel()
        defer { model.open() }
        let tokens = TestTokens()
        let server = try ServedStore(environment: model.environment) { store in
            let access = try AccessStore(folder: store)
            for name in ["admin", "chatter"] { try tokens.make(name, .admin, now: .now, in: access) }
        }
        let job = try await server.send(
            "POST", "/v1/jobs", body: Data(#"{"kind": "profile"}"#.utf8),
            headers: TestTokens.json(tokens.headers("admin")))
        #expect(job.status == 202, "\(job.text)")
        let watching = try EventStream(
            port: server.port, path: "/v1/jobs/\(job.id)/events", headers: tokens.headers("admin"))
        let asking = try EventStream(
            port: server.port, path: "/v1/suggest", body: Self.question, headers: tokens.headers("chatter"))
        #expect(watching.events(1).map(\.name) == ["progress"] && asking.events(1).map(\.name) == ["retrieved"])
        let access = try AccessStore(folder: server.folder.file("store").path)
        for name in ["admin", "chatter"] { #expect(try access.revoke(tokens.id(name), at: .now)) }
        // Neither the job nor the language model has come to an end.
        for stream in [watching, asking] {
            let last = try #require(stream.events(.max).last)
            #expect(last.name == "error" && last.json["status"] as? Int == 401)
        }
    }
}
