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

        // A certificate of our own, as an administrator would have one.
        try PythonTools.run(
            code: """
                import datetime, ipaddress, sys
                from cryptography import x509
                from cryptography.hazmat.primitives import hashes, serialization
                from cryptography.hazmat.primitives.asymmetric import ec
                key = ec.generate_private_key(ec.SECP256R1())
                name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "rapport.example")])
                now = datetime.datetime.now(datetime.timezone.utc)
                certificate = (
                    x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
                    .serial_number(1).not_valid_before(now - datetime.timedelta(1)).not_valid_after(now + datetime.timedelta(1))
                    .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
                    .add_extension(x509.BasicConstraints(True, None), True).sign(key, hashes.SHA256()))
                open(sys.argv[1], "wb").write(certificate.public_bytes(serialization.Encoding.PEM))
                open(sys.argv[2], "wb").write(key.private_bytes(
                    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
                """, arguments: [folder.file("c.pem").path, folder.file("k.pem").path])
        let server = try RapportBinary.start([
            "--store", store, "serve", "--port", "0", "--address", "0.0.0.0", "--tls-certificate",
            folder.file("c.pem").path, "--tls-key", folder.file("k.pem").path,
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
                """, arguments: ["\(port)", folder.file("c.pem").path, String(secret)])
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
        settings.concurrentRequests = 2
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
