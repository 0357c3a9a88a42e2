import Foundation
import TestSupport
import Testing

/// What many clients at once do to the server. Short here; a minute and ten in a long run.
@Suite(.serialized) struct LoadTests {
    /// Few, so that 64 connections are far more than can be worked on.
    private static let places = 4
    /// Half of those who are let in wait for as many others first, and the refusals take their share of the machine. A
    /// server that let all 64 in would be 16 times as slow to each.
    private static let mostSlowdown = 8.0

    /// 64 connections, beside clients that never finish asking: whoever is let in is answered about as fast as where
    /// there are no more than may be, everybody else is told to come again, and nothing else happens.
    @Test func overloadIsRefusedAndThoseLetInAreAnsweredAsFastAsEver() async throws {
        let server = try ServedStore(
            options: ["--concurrent-requests", "\(Self.places)", "--idle-timeout", "2"])
        // What is loaded with the first question is loaded then.
        _ = try Load(server, connections: Self.places, seconds: 1)
        let before = try await Latencies(of: server)
        let full = try Load(server, connections: Self.places, seconds: LongRun.rounds(normally: 3, long: 20))
        let atCapacity = try await Latencies(of: server)
        let trickling = try Self.trickle(at: server)
        defer { trickling.send(SIGKILL) }
        let memory = try Self.residentKiB(of: server)
        let over = try Load(server, connections: 64, seconds: LongRun.rounds(normally: 4, long: 60))
        let atLast = try await Latencies(of: server)

        #expect(full.admitted > 0 && full.refused == 0 && full.other == 0, "\(full.text)")
        #expect(over.admitted > 0 && over.refused > 0 && over.other == 0, "\(over.text)")
        #expect(over.refusedWithoutRetryAfter == 0 && over.socketErrors == 0, "\(over.text)")
        let usual = try #require((atCapacity - before).quantile(0.99))
        let loaded = try #require((atLast - atCapacity).quantile(0.99))
        // Beside all other tests, times say how busy these keep the machine.
        if LongRun.isOn {
            #expect(loaded < Self.mostSlowdown * max(usual, 0.025), "p99 \(usual) s alone, \(loaded) s under load")
        }
        #expect(server.process.isRunning)
        print(
            """
            \(Self.places) connections: \(full.admitted) answered, p99 \(usual) s
            64 connections: \(over.admitted) answered, p99 \(loaded) s; \(over.refused) refused
            resident: \(memory) KiB before, \(try Self.residentKiB(of: server)) KiB after
            """)
    }

    @Test(.enabled(if: LongRun.isOn)) func memoryIsFlatThroughTenMinutesOfQuestions() async throws {
        let server = try ServedStore()
        var resident = [try Self.residentKiB(of: server)]
        var answered = 0
        for _ in 0..<10 {
            let load = try Load(server, connections: 64, seconds: 60)
            #expect(load.other == 0 && load.socketErrors == 0, "\(load.text)")
            answered += load.admitted
            resident.append(try Self.residentKiB(of: server))
        }
        let p99 = try await Latencies(of: server).quantile(0.99) ?? .nan
        print("\(answered) answered, p99 \(p99) s; resident KiB at the start and after each minute: \(resident)")
        // The first two minutes fill caches and the allocator's pools.
        #expect(Double(resident[10]) < 1.1 * Double(resident[2]))
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
                            # One body at a time: each keeps a place for its ten seconds, which is another test's subject.
                            client.send(heads[min(place, 1) ^ 1])
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

/// What came of asking for suggestions over many connections at once, with wrk.
private struct Load {
    var text: String
    var admitted: Int
    var refused: Int
    var refusedWithoutRetryAfter: Int
    /// Answers that are neither 200 nor 503.
    var other: Int
    var socketErrors: Int

    /// Each connection asks as soon as it was answered; one that was refused 50 ms later, which is far too soon.
    private static let script = """
        wrk.method, wrk.body = "POST", '{"text": "hey you, do you like sailing?"}'
        wrk.headers["Content-Type"] = "application/json"
        local threads = {}
        function setup(thread) table.insert(threads, thread) end
        function init() admitted, refused, silent, other, owed = 0, 0, 0, 0, 0 end
        function response(status, headers)
          if status == 200 then admitted = admitted + 1; return end
          if status ~= 503 then other = other + 1; return end
          refused, owed, silent = refused + 1, owed + 1, silent + 1
          for name in pairs(headers) do
            if name:lower() == "retry-after" then silent = silent - 1 end
          end
        end
        function delay()
          if owed == 0 then return 0 end
          owed = owed - 1
          return 50
        end
        function done()
          for _, name in ipairs({ "admitted", "refused", "silent", "other" }) do
            local sum = 0
            for _, thread in ipairs(threads) do sum = sum + thread:get(name) end
            io.write("count ", name, " ", sum, "\\n")
          end
        end
        """

    init(_ server: ServedStore, connections: Int, seconds: Int) throws {
        let wrk = URL(fileURLWithPath: "/usr/bin/wrk")
        guard FileManager.default.isExecutableFile(atPath: wrk.path) else {
            throw TestSupportError.notSetUp(missing: "wrk, Debian's package of that name,")
        }
        let script = try server.folder.write(Self.script, to: "suggest.lua")
        let run = try ChildProcess(
            wrk,
            arguments: [
                "-t", "2", "-c", "\(connections)", "-d", "\(seconds)s", "--timeout", "30s", "--latency", "-s",
                script.path, "http://127.0.0.1:\(server.port)/v1/suggest",
            ])
        let output = try run.wait(timeoutSeconds: Double(seconds) + 120)
        guard output.succeeded else { throw TestSupportError.failed(command: "wrk", output) }
        text = output.text
        let counts = Dictionary(
            output.text.matches(of: #/count (\w+) (\d+)/#).map { (String($0.1), Int($0.2) ?? -1) },
            uniquingKeysWith: { $1 })
        admitted = counts["admitted"] ?? -1
        refused = counts["refused"] ?? -1
        refusedWithoutRetryAfter = counts["silent"] ?? -1
        other = counts["other"] ?? -1
        let errors = output.text.firstMatch(of: #/connect (\d+), read (\d+), write (\d+), timeout (\d+)/#).map {
            [$0.1, $0.2, $0.3, $0.4].compactMap { Int($0) }.reduce(0, +)
        }
        socketErrors = errors ?? 0
    }
}

/// How long suggestions took that were answered, by the server's own histogram: from a request's head to the last byte
/// of its answer, waiting included.
private struct Latencies {
    /// Seconds, ascending; the last is infinite.
    var bounds: [Double]
    /// Answers that took no longer than the bound.
    var counts: [Int]

    init(of server: ServedStore) async throws {
        let text = try await server.send("GET", "/metrics").text
        let buckets = text.matches(
            of: #/rapport_http_request_duration_seconds_bucket\{route="/v1/suggest",status="2xx",le="([^"]+)"\} (\d+)/#)
        bounds = buckets.map { $0.1 == "+Inf" ? .infinity : Double($0.1) ?? .nan }
        counts = buckets.map { Int($0.2) ?? 0 }
    }

    static func - (late: Latencies, early: Latencies) -> Latencies {
        var result = late
        result.counts = zip(late.counts, early.counts).map { $0 - $1 }
        return result
    }

    /// As Prometheus has it: spread evenly within a bucket.
    func quantile(_ share: Double) -> Double? {
        guard let all = counts.last, all > 0 else { return nil }
        let rank = share * Double(all)
        guard let place = counts.firstIndex(where: { Double($0) >= rank }) else { return nil }
        let (below, from) = place == 0 ? (0, 0) : (counts[place - 1], bounds[place - 1])
        guard bounds[place].isFinite else { return from }
        return from + (bounds[place] - from) * (rank - Double(below)) / Double(counts[place] - below)
    }
}
