import Foundation
import RapportServer
import Synchronization
import TestSupport
import Testing

/// `POST /v1/suggest` as server-sent events.
@Suite struct StreamTests {
    private static let question = #"{"text":"do you like sailing?"}"#

    @Test func retrievedRepliesArriveBeforeTheLanguageModelAnswers() async throws {
        // The model answers once the test has seen them, and not before.
        let gate = DispatchSemaphore(value: 0)
        let wasAsked = Mutex(false)
        let provider = try MisbehavingServer { request in
            wasAsked.withLock { $0 = true }
            gate.wait()
            return ProviderDouble.answer(request) { _ in "i would love to sail" }
        }
        defer { provider.stop() }
        let server = try ServedStore(environment: [
            "RAPPORT_LLM_MODEL": "slow", "RAPPORT_LLM_BASE_URL": provider.baseURL, "RAPPORT_LLM_API_KEY": "test",
            // It waits for the test, and the test may have to wait for others.
            "RAPPORT_LLM_TIMEOUT_SECONDS": "3600",
        ])
        let stream = try EventStream(port: server.port, path: "/v1/suggest", body: Self.question)
        let early = stream.events(1)
        #expect(early.map(\.name) == ["retrieved"])
        #expect((early.first?.json["conversations"] as? [Any])?.count == 5)
        #expect(stream.head.contains("text/event-stream"))
        // What is shown early may be sent early.
        let retrieved = early.first?.json["suggestions"] as? [[String: Any]] ?? []
        #expect(retrieved.count == 3 && retrieved.allSatisfy { $0["source"] as? String == "retrieved" })
        let id = try #require(retrieved.last?["suggestion_id"] as? String)
        #expect(try await server.post("/v1/feedback", ["suggestion_id": id, "action": "sent"]).status == 204)
        for _ in 0..<8 { gate.signal() }
        let all = stream.events(.max)
        #expect(wasAsked.withLock { $0 })
        #expect(all.last?.name == "done")
        let written = all.filter { $0.name == "reply" }.compactMap { $0.json["suggestion_id"] as? String }
        let final = (all.last?.json["suggestions"] as? [[String: Any]] ?? []).compactMap {
            $0["suggestion_id"] as? String
        }
        // The model says the same each time, so that one reply passes; retrieved ones fill up.
        #expect(written.count == 1 && final.count == 3)
        #expect(final == written + retrieved.prefix(2).compactMap { $0["suggestion_id"] as? String })
    }

    @Test func theStreamWorksWithoutALanguageModel() async throws {
        let server = try ServedStore()
        let events = try EventStream(port: server.port, path: "/v1/suggest", body: Self.question).events(.max)
        #expect(events.map(\.name) == ["retrieved", "done"])
        #expect(NSDictionary(dictionary: events[0].json) == NSDictionary(dictionary: events[1].json))
        let plain = try await server.post("/v1/suggest", ["text": "do you like sailing?"]).json
        let done = try #require(events.last?.json)
        #expect(Set(done.keys) == Set(plain.keys))
        let ids = [done, plain].map { answer in
            (answer["conversations"] as? [[String: Any]] ?? []).map { $0["conversation_id"] as? String }
        }
        #expect(ids[0] == ids[1] && !ids[0].isEmpty)
    }

    @Test func aServerThatIsToldToStopFinishesWhatItAnswers() throws {
        let model = try SlowModel()
        let server = try ServedStore(environment: model.environment)
        let stream = try EventStream(port: server.port, path: "/v1/suggest", body: Self.question)
        #expect(stream.events(1).map(\.name) == ["retrieved"])
        server.process.send(SIGTERM)
        // By then it listens no more, and still answers whom it began to answer.
        while (try? EventStream(port: server.port, path: "/v1/health/live")) != nil { usleep(5_000) }
        #expect(server.process.isRunning)
        model.open()
        let events = stream.events(.max)
        #expect(events.last?.name == "done" && (events.last?.json["suggestions"] as? [Any])?.count == 3)
        #expect(try server.process.wait(timeoutSeconds: 60).succeeded)
    }

    /// What it has followed of others' writes need not be applied once more at the next start.
    @Test func aServerThatIsToldToStopSavesItsIndexes() async throws {
        let server = try ServedStore()
        let store = server.folder.file("store")
        func graph() throws -> Data { try Data(contentsOf: store.appending(path: "graphs/turns.text.g1.hnsw")) }
        let before = try graph()
        let log = try server.folder.write(
            "chatter_name,model_name,fan_message,chatter_message,price,purchased,fan_id,datetime,tips,revenue\n"
                + "Chatter1,Model/1,hi,hey,0,False,fan_1,2025-06-01T00:00:00,0,0\n", to: "june.csv")
        let loaded = try RapportBinary.run(["--store", store.path, "ingest", log.path, "--quiet"])
        try #require(loaded.succeeded, "\(loaded.errorText)")
        #expect(try await server.post("/v1/search", ["text": "roses"]).status == 200)
        #expect(try graph() == before)
        server.process.send(SIGTERM)
        #expect(try server.process.wait(timeoutSeconds: 60).succeeded)
        #expect(try graph() != before)
    }

    /// What waits for a client that reads nothing has a bound: a job that is watched may take hours.
    @Test func aStreamEndsWhoseReaderIsTooFarBehind() async throws {
        let (pieces, sender) = EventSender.make()
        var sent = 0
        do {
            while sent < 1_000 {
                try sender.send("progress", sent)
                sent += 1
            }
        } catch is CancellationError {}
        var read = 0
        for await _ in pieces { read += 1 }
        #expect(sent == 64 && read == 64)
    }

    @Test func whatFailsOnTheWayIsAnErrorEvent() throws {
        let server = try ServedStore()
        let body = #"{"text":"hi","where":"age > 3"}"#
        // The filter is read before anything is sent, so this is a plain problem.
        let refused = try EventStream(port: server.port, path: "/v1/suggest", body: #"{"text":"hi","where":"age >"}"#)
        #expect(refused.events(1).isEmpty && refused.head.contains(" 400 "))
        let events = try EventStream(port: server.port, path: "/v1/suggest", body: body).events(.max)
        #expect(events.map(\.name) == ["error"])
        #expect(events.first?.json["status"] as? Int == 400)
    }
}
