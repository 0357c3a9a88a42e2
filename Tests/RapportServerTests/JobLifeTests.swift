import Foundation
import TestSupport
import Testing

/// Jobs that are watched, cancelled, and outlive their server.
@Suite struct JobLifeTests {
    private static let profile: [String: any Sendable] = ["kind": "profile", "batch": 1]

    /// A profile job that waits for the model.
    private func runningJob(_ server: ServedStore, _ model: SlowModel) async throws -> String {
        let id = try await server.start(Self.profile)
        let job = try await server.job(id) { $0["state"] as? String != "queued" && model.wasAsked }
        try #require(job["state"] as? String == "running")
        return id
    }

    @Test(arguments: [1, 65_536]) func aReaderSeesTheJobAsItIsThenHowItEnds(bytesAtATime: Int) async throws {
        let model = try SlowModel()
        let server = try ServedStore(environment: model.environment)
        let id = try await runningJob(server, model)
        let stream = try EventStream(port: server.port, path: "/v1/jobs/\(id)/events")
        stream.bytesAtATime = bytesAtATime
        let first = try #require(stream.events(1).first)
        #expect(stream.head.contains("text/event-stream") && stream.head.contains(" 200 "))
        #expect(first.name == "progress" && first.json["id"] as? String == id)
        #expect(first.json["state"] as? String == "running" && first.json["note"] as? String == "making profiles")
        model.open()
        let events = stream.events(.max)
        #expect(events.dropLast().allSatisfy { $0.name == "progress" } && events.last?.name == "done")
        let last = try #require(events.last?.json)
        #expect(last["state"] as? String == "done" && last["done"] as? Int == 19 && last["total"] as? Int == 19)
        #expect((last["result"] as? [String: Any])?["made"] as? Int == 19)
        // Who comes late, or comes again, learns the same.
        let late = try EventStream(port: server.port, path: "/v1/jobs/\(id)/events").events(.max)
        #expect(late.map(\.name) == ["done"] && late[0].json["ended_at"] as? String == last["ended_at"] as? String)
    }

    @Test func jobsWaitForTheOneThatRuns() async throws {
        let model = try SlowModel()
        let server = try ServedStore(environment: model.environment)
        let running = try await runningJob(server, model)
        let next = try await server.start(["kind": "embed"])
        let unwanted = try await server.start(["kind": "embed"])
        let waiting = try await server.send("GET", "/metrics").text
        #expect(waiting.contains(#"rapport_jobs{state="queued"} 2"#))
        #expect(waiting.contains(#"rapport_jobs{state="running"} 1"#))
        let cancelled = try await server.send("POST", "/v1/jobs/\(unwanted)/cancel")
        #expect(cancelled.status == 200 && cancelled.json["state"] as? String == "cancelled")
        #expect(cancelled.json["started_at"] is NSNull && cancelled.json["ended_at"] is String)
        #expect(try await server.send("GET", "/v1/jobs/\(next)").json["state"] as? String == "queued")
        model.open()
        #expect(try await server.ended(running)["state"] as? String == "done")
        let embedded = try await server.ended(next)
        #expect(embedded["state"] as? String == "done")
        #expect(((embedded["result"] as? [String: Any])?["profiles"] as? [String: Any])?["embedded"] as? Int == 19)
        // What has ended stays as it is.
        let late = try await server.send("POST", "/v1/jobs/\(next)/cancel")
        #expect(late.status == 200 && late.json["state"] as? String == "done")
    }

    @Test func aJobThatRunsStopsWhenItIsCancelled() async throws {
        let model = try SlowModel()
        let server = try ServedStore(environment: model.environment)
        let id = try await runningJob(server, model)
        let stream = try EventStream(port: server.port, path: "/v1/jobs/\(id)/events")
        #expect(try await server.send("POST", "/v1/jobs/\(id)/cancel").status == 200)
        let job = try await server.ended(id)
        #expect(job["state"] as? String == "cancelled" && job["result"] is NSNull && job["error"] is NSNull)
        #expect(stream.events(.max).last?.json["state"] as? String == "cancelled")
        // The next one has its turn.
        #expect(try await server.ended(server.start(["kind": "embed"]))["state"] as? String == "done")
    }

    @Test func aJobOutlivesAServerThatIsKilled() async throws {
        let model = try SlowModel()
        let server = try ServedStore(environment: model.environment)
        let id = try await runningJob(server, model)
        let next = try await server.start(["kind": "embed"])
        server.process.send(SIGKILL)
        _ = try server.process.wait()
        model.open()
        let restarted = try ServedStore(in: server.folder, environment: model.environment)
        let job = try await restarted.ended(id)
        #expect(job["state"] as? String == "done")
        #expect((job["result"] as? [String: Any])?["made"] as? Int == 19)
        #expect(try await restarted.ended(next)["state"] as? String == "done")
    }

    /// Twice at any moment: while it starts, reads, loads, embeds or saves.
    @Test(arguments: Seeds.list(2)) func whatAKilledServerLoadedIsWhatTheCommandLoads(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let log = folder.file("logs.csv").path
        let reference = folder.file("reference").path
        _ = try ServedStore.makeStore(in: folder)
        try FileManager.default.copyItem(atPath: folder.file("store").path, toPath: reference)
        for arguments in [["synth", "--fans", "30", "--models", "3", "--out", log], ["ingest", log], ["embed"]] {
            let output = try RapportBinary.run(["--store", reference] + arguments + ["--quiet"])
            try #require(output.succeeded, "\(output.errorText)")
        }
        var server = try ServedStore(in: folder)
        let upload = try await server.upload(String(contentsOfFile: log, encoding: .utf8), name: "logs.csv").id
        let ids = [
            try await server.start(["kind": "ingest", "upload": upload]), try await server.start(["kind": "embed"]),
        ]
        for _ in 0..<2 {
            usleep(UInt32.random(in: 0...900_000, using: &random))
            server.process.send(SIGKILL)
            _ = try server.process.wait()
            server = try ServedStore(in: folder)
        }
        for id in ids {
            let job = try await server.ended(id)
            #expect(job["state"] as? String == "done", "seed \(seed): \(job)")
        }
        #expect(try server.uploads() == [])
        server.process.send(SIGTERM)
        #expect(try server.process.wait().succeeded)
        let statistics = try [folder.file("store").path, reference].map { store in
            let stats = try RapportBinary.run(["--store", store, "stats", "--json"])
            let check = try RapportBinary.run(["--store", store, "check", "--json"])
            #expect(check.succeeded, "seed \(seed): \(check.errorText)")
            let object = try JSONSerialization.jsonObject(with: stats.standardOutput) as? [String: Any] ?? [:]
            let kept = object.filter { ["rows", "pairs", "conversations", "stages", "vectors"].contains($0.key) }
            #expect(kept.count == 5)
            return try JSONSerialization.data(withJSONObject: kept, options: .sortedKeys)
        }
        #expect(statistics[0] == statistics[1], "seed \(seed)")
    }

    @Test func aServerThatIsToldToStopPutsItsJobBack() async throws {
        let model = try SlowModel()
        let server = try ServedStore(environment: model.environment)
        let id = try await runningJob(server, model)
        let stream = try EventStream(port: server.port, path: "/v1/jobs/\(id)/events")
        #expect(stream.events(1).count == 1)
        server.process.send(SIGTERM)
        let events = stream.events(.max)
        #expect(events.allSatisfy { $0.name == "progress" })
        #expect(try server.process.wait(timeoutSeconds: 60).succeeded)
        let listed = try RapportBinary.run(["--store", server.folder.file("store").path, "jobs"])
        #expect(listed.text.hasPrefix("job \(id): profile, queued, "))
        // Another server, without a model that answers, shows that it waits or runs again, and can still cancel it.
        let restarted = try ServedStore(in: server.folder, environment: model.environment)
        let job = try await restarted.job(id) { $0["state"] as? String == "running" }
        #expect(job["state"] as? String == "running")
        model.open()
        #expect(try await restarted.ended(id)["state"] as? String == "done")
    }

    @Test func ofTwoServersOneRunsTheJobsAndBothShowThem() async throws {
        let model = try SlowModel()
        let server = try ServedStore(environment: model.environment)
        let id = try await runningJob(server, model)
        let other = try ServedStore(in: server.folder, environment: model.environment)
        #expect(try await other.send("GET", "/v1/jobs/\(id)").json["state"] as? String == "running")
        #expect(try await other.send("POST", "/v1/jobs/\(id)/cancel").status == 200)
        #expect(try await server.ended(id)["state"] as? String == "cancelled")
        #expect(try await server.ended(other.start(["kind": "embed"]))["state"] as? String == "done")
        // So does the command line.
        let next = try await server.start(Self.profile)
        let store = server.folder.file("store").path
        let cancelled = try RapportBinary.run(["--store", store, "jobs", "--cancel", next])
        #expect(cancelled.succeeded && cancelled.text.hasPrefix("job \(next): profile, "))
        #expect(try await other.ended(next)["state"] as? String == "cancelled")
        let unknown = try RapportBinary.run(["--store", store, "jobs", "--cancel", "99"])
        #expect(unknown.status == .exited(1))
        #expect(unknown.errorText == "rapport: there is no job '99'; list them with: rapport jobs\n")
    }
}
