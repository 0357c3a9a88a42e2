import Foundation
import TestSupport
import Testing

/// Long work over the API.
@Suite struct JobTests {
    /// Made once, for tests that add to it and mind no others.
    private static let served = Result { try ServedStore() }
    private var server: ServedStore { get throws { try Self.served.get() } }

    @Test func aJobDoesWhatTheCommandDoesAndGivesWhatItPrints() async throws {
        let started = try await server.post("/v1/jobs", ["kind": "cluster", "collection": "turns", "k": 2])
        #expect(started.status == 202 && started.headers["location"] == "/v1/jobs/\(started.id)")
        #expect(started.json["kind"] as? String == "cluster" && started.json["result"] is NSNull)
        let job = try await server.ended(started.id)
        #expect(job["state"] as? String == "done" && job["error"] is NSNull)
        #expect((job["parameters"] as? [String: Any])?["collection"] as? String == "turns")
        let result = try #require(job["result"] as? [String: Any])
        #expect(result["k"] as? Int == 2 && result["records"] as? Int == 76)
        let moments = ["created_at", "started_at", "ended_at"].compactMap { job[$0] as? String }
        #expect(moments.count == 3 && moments == moments.sorted())
        // The run is one as of the command line.
        let runs = try await server.send("GET", "/v1/runs").json["runs"] as? [[String: Any]] ?? []
        #expect(runs.contains { $0["run_id"] as? Int == result["run_id"] as? Int })
    }

    @Test func anUploadedFileIsLoadedEmbeddedAndGone() async throws {
        let server = try ServedStore()
        let uploaded = try await server.upload(Self.log(fans: 3), name: "../../may.csv")
        #expect(uploaded.status == 201 && uploaded.json["name"] as? String == "../../may.csv")
        let upload = try #require(uploaded.json["id"] as? String)
        #expect(try server.uploads() == ["\(upload).csv"])
        let ingest = try await server.start(["kind": "ingest", "upload": upload])
        let embed = try await server.start(["kind": "embed"])
        let loaded = try await server.ended(ingest)["result"] as? [String: Any]
        #expect(loaded?["rows"] as? Int == 3 && loaded?["added"] as? Int == 3 && loaded?["pairs"] as? Int == 22)
        let embedded = try await server.ended(embed)["result"] as? [String: Any]
        #expect((embedded?["embedded"] as? [String: Any])?["turns"] as? Int == 3)
        #expect(try server.uploads() == [])
        // What was loaded is found by the server that loaded it.
        let hits = try await server.post("/v1/search", ["text": "knitting socks, number 2", "k": 1]).json["hits"]
        #expect((hits as? [[String: Any]])?.first?["fan_id"] as? String == "new_2")
        // The file is gone, and whoever asks for it is told.
        let again = try await server.post("/v1/jobs", ["kind": "ingest", "upload": upload])
        #expect(again.status == 404 && again.text.contains("/v1/uploads"))
    }

    @Test func whatCannotBeLoadedFailsWithAProblemThatNamesTheLabel() async throws {
        let upload = try await server.upload("this is no log\n", name: "notes.txt").id
        let job = try await server.ended(server.start(["kind": "ingest", "upload": upload]))
        #expect(job["state"] as? String == "failed" && job["result"] is NSNull)
        let error = try #require(job["error"] as? [String: Any])
        #expect(error["status"] as? Int == 422 && error["type"] as? String == "about:blank")
        let detail = error["detail"] as? String ?? ""
        #expect(detail.hasPrefix("cannot read 'notes.txt': it is neither a pandas pickle") && !detail.contains("/"))
    }

    @Test func mistakesAreProblemDocuments() async throws {
        let json = ["Content-Type": "application/json"]
        let cases: [(status: Int, body: [String: any Sendable])] = [
            (400, [:]), (400, ["kind": "dance"]), (400, ["kind": "cluster", "k": "two"]),
            (400, ["kind": "cluster", "where": "age > 3"]), (422, ["kind": "cluster", "k": 0]),
            (422, ["kind": "cluster", "k": 2, "k_range": [2, 3]]), (422, ["kind": "cluster", "k_range": [5, 3]]),
            (422, ["kind": "cluster", "stage": 4]), (422, ["kind": "cluster", "name": "7"]),
            (422, ["kind": "cluster", "restarts": 0]), (422, ["kind": "profile", "batch": 101]),
            (422, ["kind": "profile", "limit": 0]), (422, ["kind": "profile", "budget_usd": -1.5]),
            (400, ["kind": "ingest"]), (404, ["kind": "ingest", "upload": "0123456789abcdef"]),
            (404, ["kind": "ingest", "upload": "../../rapport.sqlite"]),
        ]
        for (status, body) in cases {
            let answer = try await server.post("/v1/jobs", body)
            #expect(answer.status == status, "\(body): \(answer.text)")
            #expect(answer.headers["content-type"] == "application/problem+json")
        }
        for path in ["/v1/jobs/999999", "/v1/jobs/x", "/v1/jobs/-1", "/v1/jobs/1e1", "/v1/jobs/99999999999999999999"] {
            for (method, tail) in [("GET", ""), ("POST", "/cancel"), ("GET", "/events")] {
                #expect(try await server.send(method, path + tail).status == 404, "\(method) \(path)\(tail)")
            }
        }
        let odd = try await server.send(
            "POST", "/v1/jobs", body: Data(#"{"kind":"embed"}"#.utf8),
            headers: json.merging(["Idempotency-Key": "two words"]) { $1 })
        #expect(odd.status == 400)
    }

    @Test func whatWorkMayTakeInAndCostIsTold() async throws {
        let plain = try await server.send("GET", "/v1/settings").json
        #expect(plain["upload_limit_bytes"] as? Int == 2 << 30 && plain["language_model"] is NSNull)
        #expect((plain["embedder"] as? [String: Any])?["is_local"] as? Bool == true)
        let paid = try ServedStore(
            environment: [
                "RAPPORT_LLM_MODEL": "m-1", "RAPPORT_LLM_BASE_URL": "https://llm.example/v1",
                "RAPPORT_LLM_API_KEY": "secret-key",
                "RAPPORT_LLM_USD_PER_MILLION_INPUT_TOKENS": "1", "RAPPORT_LLM_USD_PER_MILLION_OUTPUT_TOKENS": "2",
                "RAPPORT_LLM_BUDGET_USD": "7.5",
            ], options: ["--upload-limit", "4096"])
        let answer = try await paid.send("GET", "/v1/settings")
        let model = answer.json["language_model"] as? [String: Any]
        #expect(answer.json["upload_limit_bytes"] as? Int == 4_096)
        #expect(model?["name"] as? String == "m-1" && model?["host"] as? String == "llm.example")
        #expect(model?["budget_usd"] as? Double == 7.5 && model?["has_prices"] as? Bool == true)
        #expect(model?["spent_usd"] as? Double == 0 && !answer.text.contains("secret"))
    }

    @Test func aKeyCountsOnceAlsoAfterARestart() async throws {
        let server = try ServedStore()
        let (embed, profile) = (#"{"kind":"embed"}"#, #"{"kind": "profile", "rules": true}"#)
        let first = try await server.post("/v1/jobs", embed, key: "key-1")
        let again = try await server.post("/v1/jobs", "  \(embed)", key: "key-1")
        #expect(first.status == 202 && again.status == 202 && first.id == again.id)
        #expect(try await server.post("/v1/jobs", profile, key: "key-1").status == 422)
        #expect(try await server.post("/v1/jobs", embed, key: "key-2").id != first.id)
        let file = try await server.upload(Self.log(fans: 1), name: "a.csv", key: "key-1")
        #expect(try await server.upload(Self.log(fans: 2), name: "a.csv", key: "key-1").status == 422)
        #expect(try await server.upload(Self.log(fans: 1), name: "b.csv", key: "key-1").status == 422)
        _ = try await server.ended(server.start(["kind": "ingest", "upload": file.id]))
        server.process.send(SIGKILL)
        _ = try server.process.wait()
        let restarted = try ServedStore(in: server.folder)
        #expect(try await restarted.post("/v1/jobs", embed, key: "key-1").id == first.id)
        #expect(try await restarted.upload(Self.log(fans: 1), name: "a.csv", key: "key-1").id == file.id)
        #expect(try server.uploads() == [])
    }

    @Test(arguments: [1, 2, 1_000]) func pagesOfAnySizeShowEveryJobOnceNewestFirst(limit: Int) async throws {
        for _ in 0..<3 { _ = try await server.start(["kind": "embed"]) }
        var (ids, cursor): ([Int], String) = ([], "")
        repeat {
            let page = try await server.send("GET", "/v1/jobs?limit=\(limit)\(cursor)")
            let jobs = page.json["jobs"] as? [[String: Any]] ?? []
            try #require(page.status == 200 && !jobs.isEmpty && jobs.count <= limit)
            ids += jobs.compactMap { ($0["id"] as? String).flatMap { Int($0) } }
            cursor = (page.json["next_cursor"] as? String).map { "&cursor=\($0)" } ?? ""
        } while !cursor.isEmpty
        #expect(ids.count >= 3 && ids == Array(Set(ids)).sorted(by: >))
        #expect(try await server.send("GET", "/v1/jobs?cursor=abc").status == 400)
    }

    /// A log of fans that the served store does not know.
    static func log(fans: Int) -> String {
        let head = "chatter_name,model_name,fan_message,chatter_message,price,purchased,fan_id,datetime,tips,revenue\n"
        return head
            + (0..<fans).map { number in
                "Chatter1,Model/1,\"i am knitting socks, number \(number)\",how cosy,0,false,new_\(number),2025-05-0\(number + 1)T10:00:00,0,0\n"
            }.joined()
    }
}

extension Answer {
    /// What `id` says.
    var id: String { json["id"] as? String ?? "none" }
}

extension TestServer {
    func post(_ path: String, _ body: String, key: String) async throws -> Answer {
        try await send(
            "POST", path, body: Data(body.utf8),
            headers: ["Content-Type": "application/json", "Idempotency-Key": key])
    }

    func upload(_ text: String, name: String, key: String? = nil) async throws -> Answer {
        let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        var headers = ["Content-Type": "application/octet-stream"]
        headers["Idempotency-Key"] = key
        return try await send("POST", "/v1/uploads?name=\(encoded)", body: Data(text.utf8), headers: headers)
    }

    /// Starts a job and gives its id.
    func start(_ job: [String: any Sendable]) async throws -> String {
        let answer = try await post("/v1/jobs", job)
        guard answer.status == 202 else { throw UnexpectedAnswer(answer) }
        return answer.id
    }

    /// The job once it has ended, or as it is after two minutes.
    func ended(_ id: String) async throws -> [String: Any] {
        try await job(id) { !["queued", "running"].contains($0["state"] as? String) }
    }

    /// The job once it is as the test wants it, or as it is after two minutes.
    func job(_ id: String, until condition: ([String: Any]) -> Bool) async throws -> [String: Any] {
        let deadline = ContinuousClock.now + .seconds(120)
        while true {
            let job = try await send("GET", "/v1/jobs/\(id)").json
            if condition(job) || ContinuousClock.now > deadline { return job }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

struct UnexpectedAnswer: Error, CustomStringConvertible {
    let description: String

    init(_ answer: Answer) { description = "\(answer.status): \(answer.text)" }
}

extension ServedStore {
    /// The files of the store's folder `uploads`.
    func uploads() throws -> [String] {
        let folder = folder.file("store/uploads")
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path)
    }
}
