import Foundation
import TestSupport
import Testing

/// What many clients at once do to the server. Short here; a minute and ten in a long run.
@Suite(.serialized) struct LoadTests {
    /// 64 connections that ask as fast as they are answered, beside clients that never finish asking.
    @Test func manyWhoAskAndSomeWhoTrickleAreAllAnsweredOrRefused() throws {
        let server = try ServedStore(options: ["--idle-timeout", "2"])
        let trickling = try Self.trickle(at: server)
        let before = try Self.residentKiB(of: server)
        let report = try Self.load(server, seconds: LongRun.rounds(normally: 4, long: 60))
        trickling.send(SIGKILL)
        #expect(report.requests > 0 && report.socketErrors == 0, "\(report.text)")
        // Refusals are for overload alone; wrk counts everything else that is no 2xx among them.
        let metrics = try PythonTools.run(
            code: """
                import sys, urllib.request
                print(urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/metrics").read().decode())
                """, arguments: ["\(server.port)"]
        ).text
        for line in metrics.split(separator: "\n") where line.contains("_count{") && line.contains("/v1/suggest") {
            #expect(line.contains("status=\"2xx\"") || line.contains("status=\"5xx\""), "\(line)")
        }
        #expect(server.process.isRunning)
        print("64 connections: \(report.text)\n\(before) KiB before, \(try Self.residentKiB(of: server)) after")
    }

    @Test(.enabled(if: LongRun.isOn)) func memoryIsFlatThroughTenMinutesOfQuestions() throws {
        let server = try ServedStore()
        _ = try Self.load(server, seconds: 120)
        let early = try Self.residentKiB(of: server)
        _ = try Self.load(server, seconds: 480)
        let late = try Self.residentKiB(of: server)
        print("resident after 2 minutes \(early) KiB, after 10 \(late) KiB")
        #expect(Double(late) < 1.1 * Double(early))
    }

    private struct Report {
        var text: String
        var requests: Int
        var socketErrors: Int
    }

    /// Asks for suggestions over 64 connections.
    private static func load(_ server: ServedStore, seconds: Int) throws -> Report {
        let wrk = URL(fileURLWithPath: "/usr/bin/wrk")
        guard FileManager.default.isExecutableFile(atPath: wrk.path) else {
            throw TestSupportError.notSetUp(missing: "wrk, Debian's package of that name,")
        }
        let script = try server.folder.write(
            """
            wrk.method, wrk.body = "POST", '{"text": "hey you, do you like sailing?"}'
            wrk.headers["Content-Type"] = "application/json"
            """, to: "suggest.lua")
        let run = try ChildProcess(
            wrk,
            arguments: [
                "-t", "2", "-c", "64", "-d", "\(seconds)s", "--timeout", "30s", "--latency", "-s", script.path,
                "http://127.0.0.1:\(server.port)/v1/suggest",
            ])
        let output = try run.wait(timeoutSeconds: Double(seconds) + 120)
        guard output.succeeded else { throw TestSupportError.failed(command: "wrk", output) }
        let requests = output.text.firstMatch(of: #/(\d+) requests in/#).flatMap { Int($0.1) } ?? 0
        let errors = output.text.firstMatch(of: #/connect (\d+), read (\d+), write (\d+), timeout (\d+)/#).map {
            [$0.1, $0.2, $0.3, $0.4].compactMap { Int($0) }.reduce(0, +)
        }
        return Report(text: output.text, requests: requests, socketErrors: errors ?? 0)
    }

    /// 50 clients that send a header or a body a byte at a time, and come again when they are hung up on.
    private static func trickle(at server: ServedStore) throws -> ChildProcess {
        let code = """
            import socket, sys, time
            heads = [b"POST /v1/search HTTP/1.1\\r\\nX-Slow: ", b"POST /v1/search HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n"
                b"Content-Type: application/json\\r\\nContent-Length: 1000\\r\\n\\r\\n"]
            clients = [None] * 50
            while True:
                for place, client in enumerate(clients):
                    try:
                        if client is None:
                            clients[place] = client = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
                            client.send(heads[place % 2])
                        client.send(b"a")
                    except OSError:
                        clients[place] = None
                time.sleep(0.2)
            """
        return try ChildProcess(PythonTools.interpreter(), arguments: ["-c", code, "\(server.port)"])
    }

    private static func residentKiB(of server: ServedStore) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(server.process.processID)/status", encoding: .utf8)
        return status.firstMatch(of: #/VmRSS:\s+(\d+) kB/#).flatMap { Int($0.1) } ?? 0
    }
}
