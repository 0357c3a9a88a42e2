import Foundation
import RapportServer
import Store
import TestSupport
import Testing

/// Where the server listens, and how much it lets itself be kept busy.
@Suite struct ServingTests {
    @Test func othersReachItWithTokensAndEncryptedOnly() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        func serve(_ options: String...) throws -> ProcessOutput {
            try RapportBinary.run(
                ["--store", store, "serve", "--port", "0", "--address", "0.0.0.0"] + options, timeoutSeconds: 60)
        }
        let withoutTokens = try serve()
        #expect(withoutTokens.status == .exited(1))
        #expect(withoutTokens.errorText.contains("make one with: rapport token create"))
        let made = try RapportBinary.run(["--store", store, "token", "create", "Root", "--role", "admin"])
        try #require(made.succeeded, "\(made.errorText)")
        let secret = try #require(made.text.split(separator: "\n").first)
        let inClear = try serve()
        #expect(inClear.status == .exited(1))
        #expect(inClear.errorText.contains("--tls-certificate"))
        let badFiles = try serve("--tls-certificate", folder.file("logs.csv").path, "--tls-key", "nowhere.pem")
        #expect(badFiles.status == .exited(1))
        #expect(badFiles.errorText.contains("PEM"))

        try SelfSignedCertificate.write(to: folder, host: "rapport.example")
        let server = try RapportBinary.start([
            "--store", store, "serve", "--port", "0", "--address", "0.0.0.0", "--tls-certificate",
            folder.file("certificate.pem").path, "--tls-key", folder.file("key.pem").path,
        ])
        let port = try server.waitForOutput { output, _ in
            output.firstMatch(of: #/https://0\.0\.0\.0:(\d+)/#).flatMap { Int($0.1) }
        }
        let answers = try PythonTools.run(
            code: """
                import json, ssl, sys, urllib.error, urllib.request
                context = ssl.create_default_context(cafile=sys.argv[2])
                def ask(path, data=None, **headers):
                    request = urllib.request.Request(f"https://127.0.0.1:{sys.argv[1]}{path}", data, headers)
                    try:
                        return urllib.request.urlopen(request, context=context)
                    except urllib.error.HTTPError as error:
                        return error
                live = ask("/v1/health/live")
                assert live.status == 200 and live.headers["Strict-Transport-Security"], live.headers
                assert ask("/v1/models").status == 401
                assert ask("/v1/models", Authorization="Bearer " + sys.argv[3]).status == 200
                session = ask("/v1/session", json.dumps({"token": sys.argv[3]}).encode(), **{"Content-Type": "application/json"})
                assert "; Secure" in session.headers["Set-Cookie"], session.headers
                print("all")
                """, arguments: ["\(port)", folder.file("certificate.pem").path, String(secret)])
        #expect(answers.text == "all\n")
        server.send(SIGTERM)
        #expect(try server.wait(timeoutSeconds: 30).succeeded)
    }

    /// A proxy on this machine brings others to an address that only this machine reaches.
    @Test func behindAProxyItNeedsTokensOnAnyAddress() throws {
        let folder = try TemporaryFolder()
        let refused = try RapportBinary.run(
            ["--store", ServedStore.makeStore(in: folder), "serve", "--port", "0", "--behind-proxy"],
            timeoutSeconds: 60)
        #expect(refused.status == .exited(1))
        #expect(refused.errorText.contains("make one with: rapport token create"))
    }

    /// Somebody who gives it a name has others come, on whatever address it listens.
    @Test func underANameItNeedsTokensOnAnyAddress() async throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        func serve(_ options: String...) throws -> ProcessOutput {
            try RapportBinary.run(["--store", store, "serve", "--port", "0"] + options, timeoutSeconds: 60)
        }
        let withoutTokens = try serve("--host-name", "rapport.example")
        #expect(withoutTokens.status == .exited(1))
        #expect(withoutTokens.errorText.contains("others reach rapport.example"))
        #expect(withoutTokens.errorText.contains("make one with: rapport token create"))
        // A name that leads nowhere but here is none.
        let own = try ServedStore(in: folder, options: ["--host-name", "rapport.localhost"])
        for (host, status) in [("rapport.localhost", 200), ("RAPPORT.localhost:80", 200), ("other.localhost", 421)] {
            let text = try Self.ask(own.port, "GET", "/v1/models", host: host)
            #expect(text.hasPrefix("HTTP/1.1 \(status) "), "\(host): \(text.prefix(200))")
        }
        own.process.send(SIGTERM)
        try own.process.wait(timeoutSeconds: 60)
        _ = try AccessStore(folder: store).makeToken(
            name: "Root", role: .admin, models: nil, expiresAt: .init(nanoseconds: .max), now: .now)
        let inClear = try serve("--host-name", "rapport.example")
        #expect(inClear.status == .exited(1) && inClear.errorText.contains("--behind-proxy"))
    }

    /// As a proxy that speaks TLS asks it: the name is another's, the cookie travels encrypted only.
    @Test func behindAProxyTokensAndCookiesWork() async throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        let tokens = TestTokens()
        try tokens.make("chatter", .chatter, models: ["Model/1"], now: .now, in: AccessStore(folder: store))
        let server = try ServedStore(in: folder, options: ["--behind-proxy", "--host-name", "rapport.example"])
        let host = "rapport.example"
        #expect(try Self.ask(server.port, "GET", "/v1/models", host: host).hasPrefix("HTTP/1.1 401 "))
        let models = try Self.ask(server.port, "GET", "/v1/models", host: host, tokens.headers("chatter"))
        #expect(models.hasPrefix("HTTP/1.1 200 ") && models.contains("Model/1"))
        #expect(models.lowercased().contains("strict-transport-security"))
        let signedIn = try Self.ask(
            server.port, "POST", "/v1/session", host: host,
            ["Content-Type": "application/json", "Origin": "https://rapport.example"],
            body: #"{"token": "\#(tokens.secret("chatter"))"}"#)
        let cookie = try #require(
            signedIn.firstMatch(of: #/(?i)set-cookie: (__Host-rapport_session=[0-9a-f]+); ([^\r]*)/#))
        // What a browser demands of a name that begins so.
        #expect(cookie.2.contains("Path=/;") && cookie.2.hasSuffix("; Secure") && !cookie.2.contains("Domain"))
        for part in ["HttpOnly", "SameSite=Strict"] { #expect(cookie.2.contains(part)) }
        let asked = try Self.ask(server.port, "GET", "/v1/models", host: host, ["Cookie": String(cookie.1)])
        #expect(asked.hasPrefix("HTTP/1.1 200 "))
        // The name without its prefix is one that any site beside this one could have set.
        let planted = String(cookie.1).replacing("__Host-", with: "")
        #expect(
            try Self.ask(server.port, "GET", "/v1/models", host: host, ["Cookie": planted]).hasPrefix("HTTP/1.1 401 "))
        // A page that came in clear is not this server's.
        for (origin, status) in [("https://rapport.example:443", 200), ("http://rapport.example", 403)] {
            let text = try Self.ask(
                server.port, "GET", "/v1/models", host: host, tokens.headers("chatter", ["Origin": origin]))
            #expect(text.hasPrefix("HTTP/1.1 \(status) "), "\(origin)")
        }
    }

    /// Asks over a plain socket, so that the header `Host` may say what it likes.
    private static func ask(
        _ port: Int, _ method: String, _ path: String, host: String, _ headers: [String: String] = [:],
        body: String = ""
    ) throws -> String {
        let head = [
            "\(method) \(path) HTTP/1.1", "Host: \(host)", "Connection: close", "Content-Length: \(body.utf8.count)",
        ]
        let request = (head + headers.map { "\($0.key): \($0.value)" }).joined(separator: "\r\n") + "\r\n\r\n" + body
        return try PythonTools.run(
            code: """
                import socket, sys
                with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=60) as one:
                    one.sendall(sys.stdin.buffer.read())
                    while piece := one.recv(1 << 16):
                        sys.stdout.buffer.write(piece)
                """, arguments: ["\(port)"], input: Data(request.utf8)
        ).text
    }

    @Test func aHeaderThatDoesNotEndIsHungUpOn() throws {
        let server = try ServedStore(options: ["--idle-timeout", "1"])
        try PythonTools.run(
            code: """
                import socket, sys, time, urllib.request
                slow = [socket.create_connection(("127.0.0.1", int(sys.argv[1]))) for _ in range(100)]
                ended, deadline = set(), time.monotonic() + 30
                for one in slow:
                    one.setblocking(False)
                while len(ended) < len(slow) and time.monotonic() < deadline:
                    for place, one in enumerate(slow):
                        if place in ended:
                            continue
                        try:
                            one.send(b"GET / HTTP/1.1\\r\\nX-Slow: a")
                            if one.recv(1) == b"":
                                ended.add(place)
                        except BlockingIOError:
                            pass
                        except OSError:
                            ended.add(place)
                    # Whoever asks properly is answered meanwhile.
                    assert urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/v1/models", timeout=10).status == 200
                    time.sleep(0.1)
                assert len(ended) == len(slow), len(ended)
                """, arguments: ["\(server.port)"])
        #expect(server.process.isRunning)
    }

    /// A body that trickles in keeps its place for some seconds only.
    @Test func aBodyThatDoesNotEndIsAnsweredAtLast() throws {
        let server = try ServedStore()
        try PythonTools.run(
            code: """
                import socket, sys
                with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=60) as slow:
                    slow.sendall(b"POST /v1/search HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nContent-Type: application/json\\r\\n"
                        b"Content-Length: 1000\\r\\n\\r\\n{")
                    answer = slow.recv(1 << 16)
                    assert answer.startswith(b"HTTP/1.1 408 "), answer[:200]
                """, arguments: ["\(server.port)"])
    }

    @Test func whoeverIsTooManyIsToldAtOnce() async throws {
        var settings = ServerSettings()
        (settings.concurrentRequests, settings.queueSeconds) = (2, 600)
        // The indexes are never ready: each search holds its place for some seconds.
        try await LocalServer.with(settings: settings, prepare: { try await Task.sleep(for: .seconds(3_600)) }) {
            server in
            let statuses = try await withThrowingTaskGroup(of: (Int, Duration, String?).self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        let start = ContinuousClock.now
                        let answer = try await server.post("/v1/search", ["text": "hello"])
                        return (answer.status, ContinuousClock.now - start, answer.json["detail"] as? String)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0.0 == 503 })
            let refused = statuses.filter { $0.2?.contains("more requests are waiting") == true }
            #expect(refused.count == 8)
            // The others had their turn, two at a time.
            #expect(statuses.count { $0.2?.contains("being prepared") == true } == 4)
            // Whoever watches it still sees it.
            #expect(try await server.send("GET", "/v1/health/live").status == 200)
        }
    }
}
